"""What a person may get wrong: one line that says what is wrong, one on what to do, and nothing lost."""

import json
import stat
from pathlib import Path

import pytest
from pages import copied_page, own_thread
from program import complaint, done, threadtui


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library of one thread, with the page beside it that it came from."""
    (tmp_path / "page.txt").write_text(copied_page(), encoding="utf-8")
    done(threadtui(tmp_path, "--library", "kept", "import", "page.txt"))
    return tmp_path / "kept"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file that matters in a library."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("index.sqlite"))
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def written(folder: Path, name: str, data: bytes) -> str:
    (folder / name).write_bytes(data)
    return name


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is empty"),
        (bytes(range(256)) * 40, "input: "),
        (b"just a shopping list\nmilk\nbread\n", "input: "),
        (b"<!DOCTYPE html><html><head><title>Shop</title></head><body><p>Socks</p></body></html>", "input: "),
        (
            b'{"key": "x:1", "author": {"handle": "ada_reads", "display_name": "A", "key": "x:1"}, "posts": [',
            "input is not",
        ),
    ],
    ids=["empty", "binary", "prose", "foreign page", "truncated JSON"],
)
def test_what_holds_no_thread_is_refused(tmp_path: Path, data: bytes, what: str) -> None:
    name = written(tmp_path, "input", data)
    message, _hint = complaint(threadtui(tmp_path, "import", name))
    assert what in message
    assert not (tmp_path / ".local").exists()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    message, _hint = complaint(threadtui(tmp_path, "import", "nowhere.txt"))
    assert message == "nowhere.txt is not there"


def test_a_folder_is_no_input(tmp_path: Path) -> None:
    message, _hint = complaint(threadtui(tmp_path, "unroll", tmp_path))
    assert message == f"{tmp_path} is a folder"


def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    (tmp_path / written(tmp_path, "secret.txt", b"text")).chmod(0)
    message, _hint = complaint(threadtui(tmp_path, "import", "secret.txt"))
    assert message == "secret.txt cannot be read: Permission denied"


def test_a_page_without_a_thread_is_refused(tmp_path: Path) -> None:
    page = copied_page().partition("• • •")[2].partition("More from")[0]
    message, hint = complaint(threadtui(tmp_path, "import", written(tmp_path, "page.txt", page.encode())))
    assert message
    assert hint


def test_200_megabytes_are_refused_unread(tmp_path: Path) -> None:
    name = written(tmp_path, "page.txt", copied_page().encode() + b"\n" * 100_000)
    with (tmp_path / name).open("r+b") as file:
        file.truncate(200_000_000)
    message, _hint = complaint(threadtui(tmp_path, "import", name))
    assert "page.txt is too large: nothing of more than 128 MiB is read" in message


def test_a_name_with_escape_sequences_does_not_reach_the_terminal(tmp_path: Path) -> None:
    result = threadtui(tmp_path, "import", "no\x1b[31mwhere\x07.txt")
    assert b"\x1b" not in result.stderr
    assert complaint(result)[0] == "nowhere.txt is not there"


def test_a_failing_input_does_not_stop_the_others(tmp_path: Path) -> None:
    written(tmp_path, "one.json", own_thread(10, ["One.", "Two."]).encode())
    written(tmp_path, "two.json", own_thread(90, ["Nine.", "Ten."]).encode())
    result = threadtui(tmp_path, "import", "--json", "one.json", "gone.txt", "two.json", "empty.txt")
    assert result.returncode == 3
    report = json.loads(result.stdout)
    assert report["threads_added"] == 2
    assert [failure["input"] for failure in report["failed"]] == ["gone.txt", "empty.txt"]
    assert result.stderr.decode().count("threadtui: ") == 2


def test_when_all_inputs_fail_it_has_failed(tmp_path: Path) -> None:
    assert threadtui(tmp_path, "import", "gone.txt", "gone too.txt").returncode == 1


def test_a_read_only_library_is_read_and_not_written(library: Path) -> None:
    home = library.parent
    written(home, "more.json", own_thread(10, ["One.", "Two."]).encode())
    folders = [library, *(path for path in library.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    before = contents(library)
    try:
        assert json.loads(done(threadtui(home, "--library", "kept", "list", "--json")))
        message, _hint = complaint(threadtui(home, "--library", "kept", "import", "more.json"))
        assert "may be read, not written" in message
        assert contents(library) == before
    finally:
        for folder in folders:
            folder.chmod(stat.S_IRWXU)


def test_a_library_from_the_future_is_refused_in_words(library: Path) -> None:
    for file in library.rglob("*.json"):
        tables = json.loads(file.read_bytes())
        tables["meta"]["file"]["schema_version"] = 999
        file.write_text(json.dumps(tables), encoding="utf-8")
    before = contents(library)
    for command in (["list"], ["import", "page.txt"]):
        message, hint = complaint(threadtui(library.parent, "--library", "kept", *command))
        assert "later version" in message
        assert hint
    assert contents(library) == before


@pytest.mark.parametrize("harm", [b"", b"{", b"\0" * 4096, b'{"threads": 7}'])
def test_a_damaged_library_loses_nothing_more(library: Path, harm: bytes) -> None:
    [threads] = library.glob("authors/*/threads.json")
    threads.write_bytes(harm)
    home = library.parent
    result = threadtui(home, "--library", "kept", "list", "--json")
    assert result.returncode in (0, 1)
    assert b"Traceback" not in result.stderr
    assert any(path.read_bytes() == harm for path in threads.parent.iterdir())
    done(threadtui(home, "--library", "kept", "import", "page.txt"))
    listed = json.loads(done(threadtui(home, "--library", "kept", "list", "--json")))
    assert len(listed) == 3


def test_a_damaged_thread_is_told_and_the_rest_works(library: Path) -> None:
    home = library.parent
    listed = json.loads(done(threadtui(home, "--library", "kept", "list", "--json")))
    body = next(path for path in library.glob("authors/*/*.json") if "gardens" in path.name)
    body.write_bytes(body.read_bytes()[:100])
    names = {row["stub"]: row["key"] for row in listed}
    complaint(threadtui(home, "--library", "kept", "show", names[False]))
    assert done(threadtui(home, "--library", "kept", "show", names[True]))
    done(threadtui(home, "--library", "kept", "import", "page.txt"))
    assert done(threadtui(home, "--library", "kept", "show", names[False]))


def test_a_library_that_is_a_file_is_wrong_usage(tmp_path: Path) -> None:
    written(tmp_path, "file", b"")
    complaint(threadtui(tmp_path, "--library", "file", "list"), code=2)
    complaint(threadtui(tmp_path, "list", env={"THREADTUI_LIBRARY": str(tmp_path / "file")}))
