"""A program in a pseudo-terminal, timed from outside: how long until a text is on the screen, and what a key costs.

Nothing is emulated: what the program writes is searched as it comes. That is exact for texts that stand in one style.
"""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from pathlib import Path
from typing import Self

QUIET = 0.05
"""seconds without output after which an answer counts as whole"""
ANSWERS = {b"\x1b[6n": b"\x1b[1;1R", b"\x1b[?2026$p": b"\x1b[?2026;2$y", b"\x1b[c": b"\x1b[?62c"}
"""what a terminal answers when it is asked; a program that waits for it would be timed wrongly"""


class Terminal:
    """A program running in a terminal of ``columns`` by ``rows``."""

    def __init__(self, argv: list[str], *, columns: int = 120, rows: int = 40, environ: dict[str, str]) -> None:
        self.started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.execvpe(argv[0], argv, {**os.environ, "TERM": "xterm-256color", **environ})
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.output = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._fd)

    def _read(self, timeout: float) -> bytes:
        if not select.select([self._fd], [], [], timeout)[0]:
            return b""
        data = os.read(self._fd, 1 << 16)
        for asked, answer in ANSWERS.items():
            if asked in data:
                os.write(self._fd, answer)
        self.output += data
        return data

    def until(self, text: str, *, timeout: float = 30) -> float:
        """Seconds from the start until ``text`` was written."""
        end = time.perf_counter() + timeout
        while text.encode() not in self.output:
            if time.perf_counter() > end:
                raise TimeoutError(f"{text!r} never came; the last output was {self.output[-400:]!r}")
            self._read(0.5)
        return time.perf_counter() - self.started

    def cpu(self) -> float:
        """Seconds of processor time used so far: a second opinion where other programs disturb the clock."""
        return int(Path(f"/proc/{self.pid}/schedstat").read_text().split()[0]) / 1e9

    def settle(self) -> None:
        """Wait until nothing is written any more."""
        while self._read(0.3):
            pass

    def key(self, key: str) -> tuple[float, int]:
        """Type a key; seconds until the last byte of the answer, and how many bytes it had."""
        sent = last = time.perf_counter()
        os.write(self._fd, key.encode())
        size = 0
        while data := self._read(QUIET if size else 0.5):
            last, size = time.perf_counter(), size + len(data)
        return last - sent, size

    def memory(self) -> float:
        """Resident memory in MB."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
        raise ProcessLookupError(self.pid)
