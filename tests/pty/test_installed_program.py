"""The program as it is installed, in a real pseudo-terminal: it starts, shows, keeps, leaves, and tidies up.

``THREADTUI_PROGRAM`` names the installed command; without it, the one of the environment that runs the tests is driven.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pexpect
import pyte
import pytest

pytestmark = pytest.mark.pty

PROGRAM = os.environ.get("THREADTUI_PROGRAM", str(Path(sys.executable).with_name("threadtui")))
PAGE = "\n".join(
    [
        *(
            f"Sentence {number} of a page about lighthouses, long enough to be a post of its own."
            for number in range(40)
        ),
        "• • •",
        "Keep Current with Ada Reads",
        "More from @ada_reads",
    ]
)
PATIENCE = 20
"""seconds until the screen must show what a test waits for"""


class Terminal:
    """The program in a terminal, and what is on its screen."""

    def __init__(self, child: "pexpect.spawn[Any]", lines: int, columns: int) -> None:
        self.child = child
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self.received = b""

    @property
    def text(self) -> str:
        """The screen as text."""
        return "\n".join(self._screen.display)

    def wait_until(self, shown: Callable[[str], bool]) -> None:
        """Follow the output until the screen shows what is wanted."""
        while not shown(self.text):
            try:
                chunk = self.child.read_nonblocking(65536, timeout=PATIENCE)
            except (pexpect.TIMEOUT, pexpect.EOF) as error:
                pytest.fail(f"{type(error).__name__}, and the screen stayed so:\n{self.text}")
            self.received += chunk
            self._stream.feed(chunk)

    def press(self, keys: str) -> None:
        """Type ``keys``."""
        self.child.send(keys)

    def leave(self, keys: str = "Q") -> int | None:
        """Type ``keys``, which must end the program; its exit code."""
        self.child.send(keys)
        self.child.expect(pexpect.EOF, timeout=PATIENCE)
        self.received += self.child.before or b""
        self.child.close()
        code: int | None = self.child.exitstatus
        return code


def environment(home: Path, **more: str) -> dict[str, str]:
    return {"HOME": str(home), "PATH": os.environ["PATH"], "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **more}


@contextmanager
def terminal(home: Path, *arguments: str, lines: int = 24, columns: int = 80) -> Iterator[Terminal]:
    child = pexpect.spawn(
        PROGRAM, list(arguments), env=environment(home), cwd=str(home), dimensions=(lines, columns), timeout=PATIENCE
    )
    try:
        yield Terminal(child, lines, columns)
    finally:
        child.close(force=True)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a library of one copied page."""
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    subprocess.run([PROGRAM, "import", "page.txt"], env=environment(tmp_path), cwd=tmp_path, check=True, timeout=60)
    return tmp_path


def test_the_first_start_shows_the_samples_and_leaves_a_clean_terminal(tmp_path: Path) -> None:
    with terminal(tmp_path) as reader:
        reader.wait_until(lambda text: "samples: press u" in text and "Start here" in text)
        assert reader.leave() == 0
        assert b"\x1b[?1049h" in reader.received
        assert reader.received.rindex(b"\x1b[?1049l") > reader.received.rindex(b"\x1b[?1049h")
    assert not (tmp_path / ".local" / "share" / "threadtui").exists()


def test_a_thread_opens_where_it_was_left(home: Path) -> None:
    with terminal(home) as reader:
        reader.wait_until(lambda text: "Sentence 0 of a page" in text)
        reader.press("\r")
        reader.press("\r")
        reader.press("  ")
        reader.wait_until(lambda text: "Sentence 20" in page(text) and "Sentence 0 " not in page(text))
        assert reader.leave() == 0
    with terminal(home) as reader:
        reader.wait_until(lambda text: "Sentence 20" in page(text))
        assert "Sentence 0 " not in page(reader.text)
        assert reader.leave() == 0


def page(screen: str) -> str:
    """The part of the screen, 80 cells wide, that is right of the lists."""
    return "\n".join(line[34:] for line in screen.splitlines())


def test_ctrl_c_says_how_to_leave(home: Path) -> None:
    with terminal(home) as reader:
        reader.wait_until(lambda text: "Sentence 0 of a page" in text)
        reader.press("\x03")
        reader.wait_until(lambda text: "Q" in text.rpartition("\n")[0] or "quit" in text)
        assert reader.child.isalive()
        assert reader.leave() == 0


@pytest.mark.parametrize(("lines", "columns"), [(3, 10), (15, 40), (60, 200)])
def test_any_size_of_terminal_will_do(home: Path, lines: int, columns: int) -> None:
    with terminal(home, lines=lines, columns=columns) as reader:
        reader.wait_until(lambda text: bool(text.strip()))
        assert reader.leave() == 0
        assert b"Traceback" not in reader.received


def test_a_page_unrolled_from_a_pipe_opens_with_the_keys_of_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    child = pexpect.spawn(
        "/bin/sh",
        ["-c", f"'{PROGRAM}' unroll - --open <page.txt"],
        env=environment(tmp_path),
        cwd=str(tmp_path),
        dimensions=(24, 80),
    )
    reader = Terminal(child, 24, 80)
    try:
        reader.wait_until(lambda text: "Sentence 0 of a page" in text)
        assert reader.leave() == 0
    finally:
        child.close(force=True)


def test_the_commands_need_no_terminal(home: Path) -> None:
    listed = subprocess.run(
        [PROGRAM, "list"], env=environment(home), stdin=subprocess.DEVNULL, capture_output=True, check=True, timeout=60
    )
    assert b"Sentence 0 of a page" in listed.stdout
    reader = subprocess.run(
        [PROGRAM], env=environment(home), stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=60
    )
    assert reader.returncode == 1
    assert b"needs a terminal" in reader.stderr
