"""The command line: what a person or a script types. One module per use, loaded when its command is called.

What a command does belongs to the library; here is only how it is asked for and how the answer is said.
"""

import contextlib
import os
import sys

INTERRUPTED = 130


def main() -> None:
    """Run ``threadtui`` with the arguments of this process, and leave with its exit code."""
    try:
        from threadtui.cli.program import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        _leave_at_once()
    sys.exit(code)


def _leave_at_once() -> None:
    """End the process as Ctrl-C asks: without waiting for a thread that waits for input, which may never come.

    The library is safe at any moment: what was saved is whole, what was not is not there.
    """
    with contextlib.suppress(OSError, ValueError):
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    os._exit(INTERRUPTED)
