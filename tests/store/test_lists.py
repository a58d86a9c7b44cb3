"""Lists that lack threads of their folder: nothing that lies there is lost, and what went is not brought back."""

import shutil
from pathlib import Path

import pytest
from store_fixtures import ADA, Open, both, post, thread

from threadtui.store import Store

pytest_plugins = ("store_plugin",)


@pytest.fixture
def older(store: Store, folder: Path) -> Path:
    """A library of two threads whose list is from before the second."""
    store.threads.write(ADA, threads=both(thread([1, 2])))
    (listed,) = folder.glob("authors/*/threads.json")
    shutil.copy(listed, folder / "older")
    store.threads.write(ADA, threads=both(thread([5, 6])))
    store.close()
    (folder / "older").replace(listed)
    return listed


@pytest.mark.parametrize("rebuilt", [False, True])
@pytest.mark.parametrize("missing", [False, True])
def test_a_list_gets_back_what_lies_beside_it(
    older: Path, opened: Open, folder: Path, missing: bool, rebuilt: bool
) -> None:
    if missing:
        older.unlink()
    if rebuilt:
        (folder / "index.sqlite").unlink()
    store = opened()
    assert store.index.catch_up()
    assert {row.key for row in store.threads.summaries("x:1")} == {"x:1", "x:5"}
    assert store.threads.thread("x:1", "x:5") == thread([5, 6])
    assert store.threads.author("x:1") == ADA
    assert store.index.authors()[0].threads == 2
    assert store.notices() == []
    assert not store.index.catch_up()
    assert not opened().index.catch_up()


def test_a_read_only_list_is_left_and_what_it_lacks_is_told(older: Path, opened: Open) -> None:
    before = older.read_bytes()
    store = opened(read_only=True)
    store.index.catch_up()
    assert "lacks 1 of the threads" in store.notices()[0]
    assert older.read_bytes() == before


def test_what_was_absorbed_or_deleted_is_not_brought_back(store: Store, opened: Open, folder: Path) -> None:
    store.threads.write(ADA, threads=both(thread([5, 6]), thread([8, 9])), singles=[post(20)])
    bodies = {path: path.read_bytes() for path in folder.glob("authors/*/thread-*.json")}
    store.threads.write(ADA, threads=both(thread([1, 5, 6])), gone=["x:5"])
    store.threads.trash("x:1", "x:8")
    store.close()
    for path, body in bodies.items():  # a crash came between the list and the removal
        path.write_bytes(body)
    store = opened()
    store.index.catch_up()
    assert [row.key for row in store.threads.summaries("x:1")] == ["x:1"]
    assert store.notices() == []
