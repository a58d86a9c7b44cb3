"""The derived index: right whatever happened to it or to the files behind its back, and never the truth."""

import os
import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from store_fixtures import ADA, NOON, Open, both, post, summary, thread
from store_recount import recounted

from threadtui.models import Aside, ReadingState, ThreadListing
from threadtui.store import ListQuery, Located, Store
from threadtui.store.catch_up import CatchUp

pytest_plugins = ("store_plugin",)

READ = ReadingState(read_at=NOON, opened_at=NOON)
BEN = replace(ADA, key="mastodon:https://a.example/users/ben", handle="Ben_Räds", display_name="Ben", source="mastodon")


@pytest.fixture
def stocked(store: Store) -> Store:
    stub = thread([30], title="A stub of three", stub=True, permalink="https://a.example/@ben/30", author=BEN)
    branch = thread([1, 2], title="Zebras", asides=(Aside(from_="x:2", posts=(post(9, parent=2),)),))
    store.threads.write(ADA, threads=both(branch, thread([5, 6, 7, 8], title="Apples")), singles=[post(50)])
    store.threads.write(BEN, threads=both(stub, thread([40, 41], author=BEN, title="Gärten")))
    store.reader.change(ADA.key, {"x:5": replace(READ, tags=("fruit", "to do"))}, label=None)
    store.reader.change(BEN.key, {"x:40": ReadingState(bookmarked_at=NOON)}, label=None)
    return store


def titles(found: list[ThreadListing]) -> list[str]:
    return [listing.summary.title for listing in found]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (ListQuery(), ["Gärten", "A stub of three", "Apples", "Zebras"]),
        (ListQuery(sort="oldest"), ["Zebras", "Apples", "A stub of three", "Gärten"]),
        (ListQuery(sort="title"), ["A stub of three", "Apples", "Gärten", "Zebras"]),
        (ListQuery(sort="longest"), ["Apples", "Zebras", "Gärten", "A stub of three"]),
        (ListQuery(sort="unread"), ["Gärten", "A stub of three", "Zebras", "Apples"]),
        (ListQuery(author=ADA.key), ["Apples", "Zebras"]),
        (ListQuery(author=ADA.key, min_posts=1), ["post 50", "Apples", "Zebras"]),
        (ListQuery(min_posts=3), ["A stub of three", "Apples", "Zebras"]),
        (ListQuery(unread=True, author=ADA.key), ["Zebras"]),
        (ListQuery(bookmarked=True), ["Gärten"]),
        (ListQuery(incomplete=True), ["A stub of three"]),
        (ListQuery(tag="to do"), ["Apples"]),
        (ListQuery(tag="to"), []),
        (ListQuery(text="GÄRT"), ["Gärten"]),
        (ListQuery(text="ben_rä"), ["Gärten", "A stub of three"]),
        (ListQuery(text="%"), []),
        (ListQuery(limit=1), ["Gärten"]),
        (ListQuery(limit=0), []),
    ],
)
def test_lists(stocked: Store, query: ListQuery, expected: list[str]) -> None:
    assert titles(stocked.index.listings(query)) == expected


def test_a_row_carries_summary_author_and_state(stocked: Store) -> None:
    (row,) = stocked.index.listings(ListQuery(tag="fruit"))
    assert row.summary == summary(thread([5, 6, 7, 8], title="Apples"))
    assert row.author == ADA
    assert row.state == replace(READ, tags=("fruit", "to do"))
    assert stocked.index.listings_of(["x:404", "x:50", "x:5"])[1] == row


def test_authors_are_counted(stocked: Store) -> None:
    rows = stocked.index.authors()
    assert [(row.author, row.threads, row.unread) for row in rows] == [(BEN, 2, 2), (ADA, 2, 1)]
    assert rows[1].last_at == NOON + timedelta(minutes=8)
    assert stocked.index.authors_named("BEN_RÄDS") == [BEN]
    assert stocked.index.authors_named("ben_räds", "x") == []


def test_threads_are_found_by_any_key_a_beginning_or_a_permalink(stocked: Store) -> None:
    assert titles(stocked.index.find("x:7")) == ["Apples"]
    assert titles(stocked.index.find("5")) == ["Apples"]  # a whole id goes before x:50
    assert titles(stocked.index.find("4")) == ["Gärten"]
    assert titles(stocked.index.find("9")) == ["Zebras"]
    assert titles(stocked.index.find("https://a.example/@ben/30")) == ["A stub of three"]
    assert titles(stocked.index.find("")) == []
    assert titles(stocked.index.find("%")) == []
    stocked.threads.write(ADA, threads=both(thread([700, 701]), thread([710, 711])))
    assert titles(stocked.index.find("7")) == ["Apples"]
    assert titles(stocked.index.find("70")) == ["thread 700"]
    assert titles(stocked.index.find("x:71", limit=1)) == ["thread 710"]


def test_what_a_batch_of_posts_touches_is_located(stocked: Store) -> None:
    talk = post(60, conversation="x:talk", parent=59)
    stocked.threads.write(ADA, singles=[talk])
    ada, single = ADA.key, Located(author=ADA.key, key="x:60", single=True)
    assert stocked.index.locate(["x:9"]) == [Located(author=ada, key="x:1", single=False)]
    assert stocked.index.locate(["x:59"]) == [single]
    assert stocked.index.locate([], ["x:talk"]) == [single]
    assert stocked.index.locate(["x:404"], ["x:other"]) == []
    assert len(stocked.index.locate(f"x:{number}" for number in range(5000))) == 6


def test_last_opened(stocked: Store) -> None:
    found = stocked.index.last_opened()
    assert found is not None
    assert found.summary.key == "x:5"
    stocked.reader.change(BEN.key, {"x:40": ReadingState(opened_at=NOON + timedelta(seconds=1))}, label=None)
    found = stocked.index.last_opened()
    assert found is not None
    assert found.summary.key == "x:40"


def spoil(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00" + os.urandom(8000))


def other_version(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.executescript("PRAGMA user_version = 999; DROP TABLE posts")
    connection.close()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize("harm", [Path.unlink, spoil, other_version, cut])
def test_an_index_that_is_gone_or_unusable_is_made_anew(
    stocked: Store, opened: Open, folder: Path, harm: object
) -> None:
    before = recounted(stocked)
    stocked.close()
    assert callable(harm)
    harm(folder / "index.sqlite")
    store = opened()
    assert store.index.catch_up() is True
    assert recounted(store) == before
    assert store.index.catch_up() is False


def test_an_index_deleted_under_an_open_library_is_made_anew_by_the_next(
    stocked: Store, opened: Open, folder: Path
) -> None:
    (folder / "index.sqlite").unlink()
    stocked.threads.write(ADA, threads=both(thread([80, 81])))
    other = opened()
    other.index.catch_up()
    assert recounted(other) == recounted(stocked)


def test_a_read_only_library_is_indexed_in_memory(stocked: Store, opened: Open, folder: Path) -> None:
    before = recounted(stocked)
    stocked.close()
    warm = opened(read_only=True)
    assert recounted(warm) == before  # at once, from the file
    (folder / "index.sqlite").unlink()
    cold = opened(read_only=True)
    cold.index.catch_up()
    assert recounted(cold) == before
    assert not (folder / "index.sqlite").exists()


def test_nothing_is_read_again_while_nothing_changes(
    stocked: Store, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(stocked)
    stocked.close()
    store = opened()
    read: list[Path] = []
    monkeypatch.setattr(type(store._files), "read", lambda self, path, shape: read.append(path))
    assert store.index.catch_up() is False
    assert read == []


def settle(store: Store) -> None:
    """Date all files into the past and let the index see it, so that clock ticks do not matter."""
    for path in store.folder.rglob("*"):
        os.utime(path, (NOON.timestamp() + 0.5, NOON.timestamp() + 0.5))
    store.index.catch_up()


def test_what_others_did_is_caught_up_with(stocked: Store, opened: Open, folder: Path) -> None:
    reader = opened()
    reader.index.catch_up()
    settle(reader)
    (folder / "index.sqlite").rename(folder / "aside")  # the other keeps an index of its own, as another machine would
    other = opened()
    other.index.catch_up()
    (folder / "index.sqlite").unlink()
    (folder / "aside").rename(folder / "index.sqlite")
    other.threads.write(ADA, threads=both(thread([5, 6, 7, 8, 90], title="Apples")), singles=[post(91)], gone=["x:50"])
    other.threads.trash(BEN.key, "x:40")
    other.reader.change(ADA.key, {"x:1": READ}, label=None)
    assert reader.index.catch_up() is True
    assert recounted(reader) == recounted(other)
    assert reader.index.locate(["x:90"]) == [Located(author=ADA.key, key="x:5", single=False)]
    assert reader.index.catch_up() is False


def test_a_body_that_alone_changed_is_read_again(stocked: Store, folder: Path, tmp_path: Path) -> None:
    """As git or Syncthing may bring it: the file of a thread replaced, the list of threads as it was."""
    settle(stocked)
    (path,) = folder.glob("authors/*/apples-*.json")
    arrived = tmp_path / "arrived"
    arrived.write_bytes(path.read_bytes().replace(b'"x:8"', b'"x:888"'))
    arrived.replace(path)
    assert stocked.index.catch_up() is True
    assert stocked.index.locate(["x:8"]) == []
    assert [one.key for one in stocked.index.locate(["x:888"])] == ["x:5"]


def test_what_others_did_just_before_our_own_write_is_not_missed(stocked: Store, folder: Path, tmp_path: Path) -> None:
    settle(stocked)
    (path,) = folder.glob("authors/*/apples-*.json")
    arrived = tmp_path / "arrived"
    arrived.write_bytes(path.read_bytes().replace(b'"x:8"', b'"x:888"'))
    arrived.replace(path)
    stocked.reader.change(ADA.key, {"x:1": READ}, label=None)
    assert stocked.index.catch_up() is True
    assert [one.key for one in stocked.index.locate(["x:888"])] == ["x:5"]


def test_a_list_that_was_overwritten_in_place_is_read_again(stocked: Store, folder: Path) -> None:
    settle(stocked)
    (theirs,) = folder.glob("authors/ben-*/reader.json")
    theirs.write_bytes(theirs.read_bytes().replace(b"x:40", b"x:30"))
    assert stocked.index.catch_up() is True
    assert titles(stocked.index.listings(ListQuery(bookmarked=True))) == ["A stub of three"]


def test_the_log_of_a_deleted_index_is_not_played_into_the_next(stocked: Store, opened: Open, folder: Path) -> None:
    before = recounted(stocked)
    log = folder / "index.sqlite-wal"
    left = log.read_bytes()
    stocked.close()
    (folder / "index.sqlite").unlink()
    log.write_bytes(left[: len(left) // 2])
    store = opened()
    store.index.catch_up()
    assert recounted(store) == before


def test_an_author_whose_folder_is_gone_is_gone(stocked: Store, folder: Path) -> None:
    (theirs,) = folder.glob("authors/ben-*")
    shutil.rmtree(theirs)
    assert stocked.index.catch_up() is True
    assert [row.author for row in stocked.index.authors()] == [ADA]
    assert stocked.index.find("40") == []


def test_files_that_a_killed_writer_left_are_swept(stocked: Store, folder: Path) -> None:
    (theirs,) = folder.glob("authors/ben-*")
    (theirs / ".threadtui-0123").write_bytes(b"half")
    stocked.index.catch_up()
    assert not (theirs / ".threadtui-0123").exists()


def test_a_library_made_by_another_process_is_seen(opened: Open) -> None:
    early = opened()
    assert early.index.authors() == []
    opened().threads.write(ADA, threads=both(thread([1, 2])))
    early.index.catch_up()
    assert [row.threads for row in early.index.authors()] == [1]
    early.threads.write(ADA, threads=both(thread([5, 6])))
    assert [row.threads for row in early.index.authors()] == [2]


def test_counts_are_right_after_a_crash_while_the_index_followed(
    stocked: Store, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Crashed(BaseException):
        """Stands for kill -9."""

    read_bodies = CatchUp._read_bodies

    def crash(*values: Any) -> None:
        read_bodies(*values)
        raise Crashed

    with monkeypatch.context() as patch:
        patch.setattr(CatchUp, "_read_bodies", crash)
        with pytest.raises(Crashed):
            stocked.threads.write(ADA, threads=both(thread([80, 81])))
    store = opened()
    store.index.catch_up()
    recounted(store)
    assert [one.key for one in store.index.locate(["x:81"])] == ["x:80"]
