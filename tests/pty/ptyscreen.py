"""A real pseudo-terminal: the program in it, what it wrote, and what the screen shows."""

import os
import re
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pexpect
import pyte

PATIENCE = 30
"""seconds after which what was waited for is taken not to come"""
UNKNOWN = re.compile(rb"\x1b\[[<=>][0-9;]*[a-z]")
"""what pyte cannot read: it would print the last letter"""
SCRIPT = 'trap : INT; stty -a >before; "$@"; code=$?; stty -a >after; echo "left with $code"'
"""run by a shell around the program, as an interactive shell would run it"""


def program() -> list[str]:
    """The installed program that is meant, else the one beside these tests."""
    named = os.environ.get("THREADTUI_PROGRAM")
    return [named] if named else [sys.executable, "-m", "threadtui"]


def environment(home: Path, **more: str) -> dict[str, str]:
    """An environment that knows nothing of who runs the tests."""
    fixed = {"HOME": str(home), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "TZ": "UTC"}
    return {**fixed, **more}


class Terminal:
    """The program in a terminal of so many columns and lines. Left as a context manager, it is ended for good."""

    def __init__(
        self,
        home: Path,
        *arguments: str,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        command: Sequence[str] | None = None,
    ) -> None:
        columns, lines = size
        self.home = home
        self.written = b""
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self._child: pexpect.spawn[bytes] = pexpect.spawn(
            "/bin/sh",
            ["-c", SCRIPT, "sh", *(command or program()), *arguments],
            cwd=str(home),
            env=environment(home, **(env or {})),
            dimensions=(lines, columns),
            timeout=PATIENCE,
        )

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._child.close(force=True)

    @property
    def lines(self) -> list[str]:
        """The screen from the top."""
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)

    def type(self, keys: str) -> None:
        """Type keys, all at once."""
        self._child.send(keys)

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size, as dragging its window does."""
        self.screen.resize(lines, columns)
        self._child.setwinsize(lines, columns)

    def until(self, condition: Callable[[], object]) -> None:
        """Read what the program writes until ``condition`` holds."""
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, f"it never came; the screen:\n{self.text}"
            assert self._read(0.05) or condition(), f"it ended before it came; the screen:\n{self.text}"

    def _read(self, seconds: float) -> bool:
        """Read what comes next within so many seconds; False where nothing more can come."""
        try:
            data: bytes = self._child.read_nonblocking(65536, timeout=seconds)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.written += data
        self._stream.feed(UNKNOWN.sub(b"", data))
        return True

    def shows(self, words: str) -> None:
        """Wait until ``words`` stand on the screen."""
        self.until(lambda: words in self.text)

    def ends(self) -> int:
        """Wait until the program has ended; gives its exit code."""
        self.until(lambda: re.search(rb"left with \d+", self.written))
        found = re.search(rb"left with (\d+)", self.written)
        assert found
        return int(found[1])

    def loads(self, module: str) -> None:
        """Wait until the program has loaded a compiled module of that name."""
        self.until(lambda: self._process and module in Path(f"/proc/{self._process}/maps").read_text())

    @property
    def stopped(self) -> bool:
        """Whether the program is stopped, as a shell's job."""
        return Path(f"/proc/{self._process}/stat").read_text().rpartition(") ")[2].startswith("T")

    def signal(self, number: int) -> None:
        """Send a signal to the program itself."""
        assert self._process
        os.kill(self._process, number)

    def hang_up(self) -> None:
        """Close the terminal, as a lost connection does, and wait until the program has gone."""
        process = self._process
        self._child.close(force=False)
        end = time.monotonic() + PATIENCE
        while Path(f"/proc/{process}").exists():
            assert time.monotonic() < end, "it goes on without a terminal"
            time.sleep(0.01)

    @property
    def _process(self) -> int | None:
        """The program's number: it is the shell's one child that lasts."""
        children = Path(f"/proc/{self._child.pid}/task/{self._child.pid}/children").read_text().split()
        names = {int(one): Path(f"/proc/{one}/comm").read_text() for one in children}
        return next((number for number, name in names.items() if "stty" not in name), None)

    def as_before(self) -> bool:
        """Whether the terminal is set as it was, shows its main screen and its cursor, and takes no mouse."""
        same = (self.home / "before").read_text() == (self.home / "after").read_text()
        last = {mode: self.written.rfind(b"\x1b[?" + mode + b"l") for mode in (b"1049", b"1000", b"1003", b"2004")}
        left = all(end > self.written.rfind(b"\x1b[?" + mode + b"h") for mode, end in last.items())
        cursor = self.written.rfind(b"\x1b[?25h") > self.written.rfind(b"\x1b[?25l")
        return same and left and cursor
