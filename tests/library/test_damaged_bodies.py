"""Threads whose posts can no longer be read: importing them again mends them where they stand."""

from pathlib import Path

import pytest
from shelf import brought, chain, in_library, kept, listed, page, written

from threadtui.library import finding, reading
from threadtui.library.opening import Library

TEXTS = [f"This is sentence {number} of a thread whose file will not be readable." for number in range(4)]


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A library with one thread, which is read, and has joined its copy; its file is damaged."""
    brought(tmp_path, written(tmp_path / "copy.json", page("aa", TEXTS)))
    brought(tmp_path, written(tmp_path / "real.json", chain(10, TEXTS)))

    async def mark(library: Library) -> None:
        await reading.mark_read(library, await finding.threads(library, finding.ThreadQuery()), True)

    in_library(tmp_path, mark)
    bodies = [file for file in tmp_path.glob("library/authors/*/*.json") if file.stem not in ("threads", "reader")]
    for body in bodies:
        body.write_bytes(b"{}")
    assert len(bodies) == 1
    return tmp_path


@pytest.mark.parametrize("rebuilt", [False, True], ids=["index kept", "index rebuilt"])
@pytest.mark.parametrize("which", ["copy", "real"])
def test_importing_again_mends_the_damaged_thread(damaged: Path, which: str, rebuilt: bool) -> None:
    if rebuilt:
        (damaged / "library" / "index.sqlite").unlink()
    report = brought(damaged, damaged / f"{which}.json")
    assert (report.threads_added, report.threads_updated) == (0, 1)
    [row] = listed(damaged)
    assert {row.summary.key, *row.summary.aliases} == {"x:10", "page:aa"}
    assert not row.state.unread
    [thread] = kept(damaged).threads.values()
    assert [post.text for post in thread.posts] == TEXTS
    brought(damaged, damaged / "real.json", damaged / "copy.json")
    [row] = listed(damaged)
    assert (row.summary.key, row.summary.aliases, row.state.unread) == ("x:10", ("page:aa",), False)
    assert brought(damaged, damaged / "real.json", damaged / "copy.json").threads_unchanged == 1
