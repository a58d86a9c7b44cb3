"""The command line: what a person or a script types. One module per use, loaded when its command is called.

What a command does belongs to the library; here is only how it is asked for and how the answer is said.
"""

import contextlib
import gc
import os
import sys

from threadtui.errors import ThreadTUIError

INTERRUPTED = 130


def main() -> None:
    """Run ``threadtui`` with the arguments of this process, and leave with its exit code."""
    try:
        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        _leave_at_once()
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run the program and give its exit code; what went wrong has been said by then."""
    try:
        if arguments:
            from threadtui.cli.program import run_command

            return run_command(arguments)
        # The most common start waits for nothing that it does not need: no command is looked for, and what is made
        # while a program starts is no garbage yet (the reader turns the collector on again).
        gc.disable()
        from threadtui.cli.opening import open_reader

        return open_reader()
    except ThreadTUIError as error:
        from threadtui.cli.output import complain

        complain(error.message, error.hint)
        return error.exit_code


def _leave_at_once() -> None:
    """End the process as Ctrl-C asks: without waiting for a thread that waits for input, which may never come.

    The library is safe at any moment: what was saved is whole, what was not is not there.
    """
    with contextlib.suppress(OSError, ValueError):
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    os._exit(INTERRUPTED)
