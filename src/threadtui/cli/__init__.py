"""The command line: what a person or a script types. One module per use, loaded when its command is called.

What a command does belongs to the library; here is only how it is asked for and how the answer is said.
"""

import signal
import sys

INTERRUPTED = 130


def main() -> None:
    """Run ``threadtui`` with the arguments of this process, and leave with its exit code."""
    try:
        from threadtui.cli.program import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        # Work that cannot stop half-way is finishing in a thread; a second Ctrl-C would only print its traceback.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        code = INTERRUPTED
    sys.exit(code)
