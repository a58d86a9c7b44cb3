"""What a terminal, a pipe or a shell does to a command: encodings, broken pipes, full disks, Ctrl-C, no terminal."""

import os
import pty
import signal
import subprocess
from pathlib import Path

import pytest
from pages import copied_page, own_thread
from program import PROGRAM, complaint, done, environment, threadtui

JAPANESE = "庭は忍耐を教える。"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a library of one thread that no Latin encoding can say."""
    (tmp_path / "thread.json").write_text(own_thread(10, [JAPANESE, "Zwei, drei."]), encoding="utf-8")
    done(threadtui(tmp_path, "import", "thread.json"))
    return tmp_path


@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "latin-1"}]
)
@pytest.mark.parametrize("arguments", [["list"], ["show", "10"], ["authors"], ["show", "10", "--json"]], ids=" ".join)
def test_no_encoding_makes_it_crash(home: Path, locale: dict[str, str], arguments: list[str]) -> None:
    result = threadtui(home, *arguments, env=locale)
    assert result.returncode == 0
    assert result.stdout


def test_json_is_utf_8_whatever_the_locale(home: Path) -> None:
    result = threadtui(home, "show", "10", "--json", env={"PYTHONIOENCODING": "latin-1"})
    assert JAPANESE in result.stdout.decode("utf-8")


def test_a_reader_that_goes_away_is_no_error(home: Path) -> None:
    shell = f"{' '.join(PROGRAM)} show 10 | true; echo ${{PIPESTATUS[0]}}"
    result = subprocess.run(
        ["bash", "-c", shell], env=environment(home), cwd=home, capture_output=True, check=False, timeout=60
    )
    assert (result.stdout, result.stderr) == (b"0\n", b"")


@pytest.mark.parametrize("argument", ["list", "--help", "--version"])
def test_a_full_disk_under_standard_output_is_told(home: Path, argument: str) -> None:
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [*PROGRAM, argument], stdout=full, stderr=subprocess.PIPE, env=environment(home), check=False, timeout=60
        )
    assert complaint(result)[0] == "standard output cannot be written: No space left on device"


def test_standard_output_may_be_closed(home: Path) -> None:
    command = ["bash", "-c", f"{' '.join(PROGRAM)} list >&-"]
    result = subprocess.run(command, env=environment(home), cwd=home, capture_output=True, check=False, timeout=60)
    assert (result.returncode, result.stderr) == (0, b"")


def test_ctrl_c_while_it_waits_for_input(tmp_path: Path) -> None:
    command = [*PROGRAM, "unroll", "-"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stderr=pipe, env=environment(tmp_path), cwd=tmp_path) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        # A pipe holds 64 KB: when all of this is written, the program has begun to read.
        process.stdin.write(copied_page().encode() * 100)
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
        assert process.stderr.read().strip() == b""
    assert not (tmp_path / ".local" / "share" / "threadtui" / "authors").exists()


def test_a_pipe_that_never_ends_can_be_interrupted(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen([*PROGRAM, "import", pipe], env=environment(tmp_path), stderr=subprocess.PIPE) as process:
        with pipe.open("wb"):  # opens when the program has opened it to read
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=60) == 130
        assert process.stderr is not None
        assert process.stderr.read().strip() == b""


@pytest.mark.parametrize("arguments", [[], ["--samples"], ["10"], ["unroll", "thread.json", "--open"]], ids=" ".join)
def test_the_reader_without_a_terminal_names_the_command_to_use(home: Path, arguments: list[str]) -> None:
    message, hint = complaint(threadtui(home, *arguments))
    assert message == "the reader needs a terminal to draw on"
    assert "threadtui show" in hint


def test_a_dumb_terminal_is_none(home: Path) -> None:
    master, slave = pty.openpty()
    try:
        result = subprocess.run(
            PROGRAM,
            stdin=slave,
            stdout=slave,
            stderr=subprocess.PIPE,
            env=environment(home, TERM="dumb"),
            check=False,
            timeout=60,
        )
    finally:
        os.close(slave)
        os.close(master)
    message, hint = complaint(result)
    assert "TERM says dumb" in message
    assert "threadtui list" in hint


def terminal_output(home: Path, *arguments: str, columns: int = 80, **more: str) -> str:
    """What a command writes to a terminal of so many columns."""
    master, slave = pty.openpty()
    with subprocess.Popen(
        [*PROGRAM, *arguments], stdin=slave, stdout=slave, env=environment(home, COLUMNS=str(columns), **more)
    ) as process:
        os.close(slave)
        shown = b""
        try:
            while chunk := os.read(master, 65536):
                shown += chunk
        except OSError:  # how Linux says that the other end is closed
            pass
    os.close(master)
    assert process.returncode == 0
    return shown.decode()


def test_a_list_fits_into_the_terminal_and_is_plain_where_asked(home: Path) -> None:
    (home / "long.json").write_text(own_thread(50, ["長い題名 " * 40, "Two."]), encoding="utf-8")
    done(threadtui(home, "import", "long.json"))
    plain = terminal_output(home, "list", columns=60, NO_COLOR="1")
    assert "\x1b" not in plain
    assert "…" in plain
    assert "\x1b[" in terminal_output(home, "list")
    assert "\x1b" not in done(threadtui(home, "list"))
