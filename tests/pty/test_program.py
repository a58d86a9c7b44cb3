"""The installed program in a real terminal, as people use it."""

import re
import signal
import subprocess
from pathlib import Path

import pytest
from ptyscreen import Terminal, environment, program

pytestmark = pytest.mark.pty

BANNER = "samples: press u to unroll your first thread"
PAGE = """Gardens teach patience, and they teach it slowly. A thread about soil, worms and waiting.
Soil is not dirt. Dirt is what you sweep out of the kitchen; soil is what you would never sweep away.
{middle}
So wait. Dig less than you want to, water more than you think, and write down what came up.

• • •

Missing some Tweet in this thread? You can try to force a refresh
 

Keep Current with Ada Reads

Ada Reads Profile picture

Stay in touch and get notified when new unrolls are available from this author!

Read all threads

This Thread may be Removed Anytime!

PDF

Twitter may remove this content at anytime! Save it as PDF for later use!

Try unrolling a thread yourself!

More from @ada_reads

22 Nov
Tools, again. I own four spades and use one of them, and here is the reason why.
The second post of it, which stands here to be a post.
And the third.
Read 4 tweets
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A copied page long enough to scroll in."""
    days = (f"On day {day} nothing happened in the garden, and that was the point of it." for day in range(1, 41))
    file = tmp_path / "copied page.txt"
    file.write_text(PAGE.format(middle="\n".join(days)), encoding="utf-8")
    return file


def test_a_resize_keeps_the_place(tmp_path: Path) -> None:
    with Terminal(tmp_path, "--samples") as terminal:
        terminal.shows("Start here")
        terminal.type("\r]]]]]")
        terminal.shows("5/16")
        terminal.resize(40, 15)
        terminal.until(lambda: "│" not in terminal.text and "┃" not in terminal.text and "5/16" in terminal.lines[-1])
        first = next(line.strip() for line in terminal.lines if line.strip())
        assert first.startswith("5")
        terminal.type("q")
        terminal.shows("What the marks mean")
        terminal.resize(80, 24)
        terminal.shows("│")
        terminal.type("Q")
        assert terminal.ends() == 0


def test_unrolling_and_going_on_where_one_left(tmp_path: Path, page: Path) -> None:
    with Terminal(tmp_path) as terminal:
        terminal.shows(BANNER)
        terminal.type(f"u{page}\r")
        terminal.shows("added 1 thread")
        assert BANNER not in terminal.text
        terminal.shows("Ada Reads")
        terminal.type("  jj")
        terminal.until(lambda: "/16 " in terminal.lines[-1] and "added" not in terminal.lines[-1])
        before = terminal.lines[:-1]
        terminal.type("Q")
        assert terminal.ends() == 0
    with Terminal(tmp_path) as terminal:
        terminal.until(lambda: terminal.lines[:-1] == before)
        terminal.type("q")
        terminal.shows("2 threads")
        terminal.type("Q")
        assert terminal.ends() == 0


def test_a_lost_connection_loses_no_place(tmp_path: Path, page: Path) -> None:
    subprocess.run([*program(), "unroll", str(page)], env=environment(tmp_path), check=True, capture_output=True)
    with Terminal(tmp_path) as terminal:
        terminal.shows("Ada Reads")
        terminal.type("j\r  jj")
        terminal.shows("/16 ")
        before = terminal.lines[:-1]
        terminal.hang_up()
    with Terminal(tmp_path) as terminal:
        terminal.until(lambda: terminal.lines[:-1] == before)


def test_being_ended_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        terminal.shows(BANNER)
        terminal.signal(signal.SIGTERM)
        assert terminal.ends() == 128 + signal.SIGTERM
        assert terminal.as_before()
        assert b"Traceback" not in terminal.written


def test_ctrl_c_never_kills(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        terminal.shows(BANNER)
        for keys in ("\x03", "u\x03", "?\x03", "\\\x03", "\x03\x03\x03"):
            terminal.type(keys)
        terminal.shows("Q quits, q goes back")
        terminal.type("Q")
        assert terminal.ends() == 0
        assert terminal.as_before()


@pytest.mark.parametrize("module", ["msgspec", "sqlite3"])
def test_ctrl_c_while_it_loads(tmp_path: Path, module: str) -> None:
    """It ends in words, or goes on; never with a traceback."""
    with Terminal(tmp_path) as terminal:
        terminal.loads(module)
        terminal.type("\x03")
        terminal.until(lambda: BANNER in terminal.text or b"left with" in terminal.written)
        terminal.type("Q")
        assert terminal.ends() in (0, 130)
        assert b"Traceback" not in terminal.written


def test_ctrl_c_at_the_first_frame(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        terminal.until(lambda: terminal.written)
        terminal.type("\x03")
        terminal.shows(BANNER)
        terminal.type("Q")
        assert terminal.ends() == 0
        assert terminal.as_before()


def test_after_a_while_in_the_shell_everything_is_there_again(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        shown = (BANNER, "Start here: a first walk through", "? help", "3 threads")
        terminal.until(lambda: all(words in terminal.text for words in shown))
        terminal.type("\x1a")
        terminal.until(lambda: terminal.stopped)
        assert b"\x1b[?1049l" in terminal.written
        terminal.screen.reset()
        terminal.signal(signal.SIGCONT)
        terminal.until(lambda: all(words in terminal.text for words in shown))
        terminal.type("Q")
        assert terminal.ends() == 0
        assert terminal.as_before()


COLOUR = re.compile(rb"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")


def test_no_color_is_honoured(tmp_path: Path) -> None:
    with Terminal(tmp_path, env={"NO_COLOR": "1"}) as terminal:
        terminal.shows(BANNER)
        terminal.type("\rj v?")
        terminal.shows("find a key")
        terminal.type("\x1b")
        terminal.until(lambda: "find a key" not in terminal.text)
        terminal.type("Q")
        assert terminal.ends() == 0
        assert not COLOUR.findall(terminal.written)


def test_with_colour_there_is_some(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        terminal.shows(BANNER)
        assert COLOUR.findall(terminal.written)


def test_a_terminal_that_is_not_utf_8_gets_ascii_signs(tmp_path: Path) -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    with Terminal(tmp_path, env=ascii_only) as terminal:
        terminal.shows(BANNER)
        terminal.shows("* Start here")
        terminal.type("\r")
        terminal.shows("#")
        assert terminal.text.isascii()
        terminal.type("  Q")
        assert terminal.ends() == 0
        assert b"Traceback" not in terminal.written


def test_ten_by_three_bears_every_key(tmp_path: Path) -> None:
    with Terminal(tmp_path, size=(10, 3)) as terminal:
        terminal.shows("samples")
        terminal.type("\rjj kGgJKnpvzz?")
        terminal.shows("╭")
        terminal.type("\x1b")
        terminal.until(lambda: "╭" not in terminal.text)
        terminal.type("Q")
        assert terminal.ends() == 0
        assert b"Traceback" not in terminal.written


def refused(result: subprocess.CompletedProcess[bytes]) -> list[str]:
    """The two lines of a start that was refused."""
    lines = result.stderr.decode().splitlines()
    assert result.returncode == 1
    assert len(lines) == 2, lines
    assert lines[0].startswith("threadtui: ")
    return lines


def test_a_pipe_is_refused(tmp_path: Path) -> None:
    result = subprocess.run(program(), env=environment(tmp_path), cwd=tmp_path, capture_output=True, check=False)
    assert "terminal" in refused(result)[0]
    assert "threadtui list" in refused(result)[1]
    assert result.stdout == b""


def test_a_dumb_terminal_is_refused(tmp_path: Path) -> None:
    with Terminal(tmp_path, env={"TERM": "dumb"}) as terminal:
        assert terminal.ends() == 1
        lines = terminal.text.split("left with")[0].strip().splitlines()
        assert lines[0].startswith("threadtui: the reader needs a terminal that can move its cursor")
        assert b"\x1b" not in terminal.written


def test_settings_that_make_no_sense_are_said_in_two_lines(tmp_path: Path) -> None:
    settings = tmp_path / ".config" / "threadtui" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[keys]\n"move.dwon" = "e"\n', encoding="utf-8")
    with Terminal(tmp_path) as terminal:
        assert terminal.ends() == 1
        assert "move.dwon is no setting" in " ".join(terminal.text.split())
        assert "did you mean keys.move.down?" in " ".join(terminal.text.split())
        assert b"Traceback" not in terminal.written
        assert b"\x1b[?1049h" not in terminal.written or terminal.as_before()
