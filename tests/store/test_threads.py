"""Threads and single posts: what is written is read again, and nothing that was stored is lost on the way."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from store_fixtures import ADA, NOON, Open, both, post, summary, thread

from threadtui.errors import LibraryDamaged, LibraryError
from threadtui.models import Aside, Author, Position, ReadingState
from threadtui.store import ListQuery, Store, open_store

pytest_plugins = ("store_plugin",)


def test_nothing_is_created_before_the_first_write(store: Store, folder: Path) -> None:
    assert store.index.authors() == []
    assert store.index.catch_up() is False
    assert store.threads.thread("x:1", "x:1") is None
    assert store.threads.author("x:1") is None
    assert store.reader.states("x:1") == {}
    assert store.undo.last() is None
    assert store.backup_if_due() is None
    assert not folder.exists()


def test_a_thread_is_read_as_it_was_written(store: Store, opened: Open) -> None:
    whole = thread([1, 2, 3], asides=(Aside(from_="x:2", posts=(post(9, parent=2),)),), replies=(post(12, parent=77),))
    store.threads.write(ADA, threads=both(whole), singles=[post(50)])
    for one in (store, opened()):
        assert one.threads.thread("x:1", "x:1") == whole
        assert one.threads.summaries("x:1") == [summary(whole)]
        assert one.threads.singles("x:1") == [post(50)]
        assert one.threads.author("x:1") == ADA


def test_a_thread_is_found_by_its_former_keys(store: Store) -> None:
    filled = thread([1, 2], aliases=("page:00ff",))
    store.threads.write(ADA, threads=both(filled))
    assert store.threads.thread("x:1", "page:00ff") == filled
    assert store.threads.resolve("x:1", "page:00ff") == "x:1"
    assert [found.summary.key for found in store.index.find("00ff")] == ["x:1"]


def test_absorbed_threads_go_and_the_readers_data_follows(store: Store, folder: Path) -> None:
    stub = thread([1], stub=True, key="page:aa", posts=(replace(post(1), key="page:aa"),))
    store.threads.write(ADA, threads=both(stub))
    state = ReadingState(bookmarked_at=NOON, tags=("later",), position=Position(post="page:aa", offset=3))
    store.reader.change("x:1", {"page:aa": state}, label=None)
    whole = thread([1, 2], aliases=("page:aa",))
    whole = replace(whole, posts=(replace(whole.posts[0], aliases=("page:aa",)), whole.posts[1]))
    store.threads.write(ADA, threads=both(whole), gone=["page:aa"])
    assert [one.key for one in store.threads.summaries("x:1")] == ["x:1"]
    assert store.reader.states("x:1") == {"x:1": state}
    assert store.threads.singles("x:1") == []
    assert len([path for path in folder.glob("authors/*/*.json") if "thread-" in path.name]) == 1
    assert [found.state for found in store.index.find("aa")] == [state]


def test_posts_of_an_absorbed_thread_that_nothing_holds_stay_as_single_posts(store: Store) -> None:
    store.threads.write(ADA, threads=both(thread([1, 2, 3])))
    store.threads.write(ADA, threads=both(thread([2, 3])), gone=["x:1"])
    assert store.threads.singles("x:1") == [post(1)]
    assert store.threads.thread("x:1", "x:1") is None
    assert [located.key for located in store.index.locate(["x:1"])] == ["x:1"]


def test_single_posts_move_into_a_thread(store: Store, folder: Path) -> None:
    store.threads.write(ADA, singles=[post(1), post(2, parent=1), post(70)])
    store.threads.write(ADA, threads=both(thread([1, 2])), gone=["x:1", "x:2"])
    assert store.threads.singles("x:1") == [post(70)]
    store.threads.write(ADA, threads=both(thread([70, 71])), gone=["x:70"])
    assert store.threads.singles("x:1") == []
    assert list(folder.glob("authors/*/singles-*")) == []


def test_a_single_post_that_nothing_written_holds_is_not_dropped(store: Store) -> None:
    store.threads.write(ADA, singles=[post(1), post(2)])
    store.threads.write(ADA, threads=both(thread([1, 5])), gone=["x:1", "x:2"])
    assert store.threads.singles("x:1") == [post(2)]


def test_single_posts_are_filed_by_year_and_stored_once(store: Store, folder: Path) -> None:
    undated = post(3, created_at=None)
    old = post(4, created_at=NOON.replace(year=2019))
    store.threads.write(ADA, singles=[undated, old])
    names = sorted(path.name for path in folder.glob("authors/*/singles-*"))
    assert names == ["singles-2019.json", "singles-undated.json"]
    dated = replace(undated, created_at=NOON)
    store.threads.write(ADA, singles=[dated])
    assert store.threads.singles("x:1", ["x:3"]) == [dated]
    assert not (next(folder.glob("authors/*")) / "singles-undated.json").exists()


def test_names_are_short_plain_and_told_apart_by_case(store: Store, folder: Path) -> None:
    title = "Ünïcode / and .. dots: " + "very long " * 40
    pair = [thread([1, 2], key="bluesky:did/AbC", title=title), thread([3, 4], key="bluesky:did/aBc", title=title)]
    wild = Author(
        key="mastodon:https://ex.ample/users/" + "a" * 300, handle="A" * 300, display_name="", source="mastodon"
    )
    store.threads.write(wild, threads=both(*(replace(one, author=wild) for one in pair)))
    names = [path.name for path in folder.rglob("authors/**/*")]
    assert len([name for name in names if name.startswith("unicode")]) == 2
    for name in names:
        assert len(name.encode()) <= 100
        assert name == name.lower()
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")


def test_writing_the_same_again_touches_no_file(store: Store, folder: Path) -> None:
    def write() -> dict[str, int]:
        store.threads.write(ADA, threads=both(thread([1, 2])), singles=[post(50)])
        return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*.json")}

    assert write() == write()


def test_a_real_key_takes_over_what_the_handle_had(store: Store, opened: Open, folder: Path) -> None:
    by_handle = replace(ADA, key="x:@ada_reads")
    store.threads.write(
        by_handle, threads=both(thread([1, 2], author=by_handle)), singles=[post(50, author="x:@ada_reads")]
    )
    store.reader.change("x:@ada_reads", {"x:1": ReadingState(read_at=NOON)}, label="mark read")
    known = replace(ADA, aliases=("x:@ada_reads",))
    store.threads.write(known, threads=both(thread([5, 6], author=known)))
    assert len(list(folder.glob("authors/*"))) == 1
    for one in (store, opened()):
        for key in ("x:1", "x:@ada_reads"):
            assert one.threads.author(key) == known
            assert {row.key: row.author for row in one.threads.summaries(key)} == {"x:1": "x:1", "x:5": "x:1"}
            assert one.threads.thread(key, "x:1") == thread([1, 2], author=known)
            assert one.reader.states(key) == {"x:1": ReadingState(read_at=NOON)}
        assert [(row.author, row.threads, row.unread) for row in one.index.authors()] == [(known, 2, 1)]
        assert len(one.index.listings(ListQuery(author="x:@ada_reads"))) == 2
    undone = store.undo.undo()
    assert undone is not None
    assert undone.threads == ("x:1",)
    assert store.reader.states("x:1") == {}


def test_an_old_copy_of_a_page_lands_with_the_author_now_known(store: Store) -> None:
    by_handle, known = replace(ADA, key="x:@ada_reads"), replace(ADA, aliases=("x:@ada_reads",))
    store.threads.write(known, threads=both(thread([1, 2], author=known)))
    now = store.threads.write(by_handle, threads=both(thread([5, 6], author=by_handle)))
    assert now == known
    assert store.threads.thread("x:1", "x:5") == thread([5, 6], author=known)
    assert [row.author for row in store.threads.summaries("x:1")] == ["x:1", "x:1"]


@pytest.mark.parametrize("durable", ["each", "batch"])
def test_two_folders_of_one_author_become_one(store: Store, opened: Open, folder: Path, durable: str) -> None:
    by_handle = replace(ADA, key="x:@ada_reads")
    store.threads.write(
        by_handle,
        threads=both(thread([1, 2, 3], author=by_handle), thread([7, 8], author=by_handle)),
        singles=[post(50, author="x:@ada_reads")],
    )
    store.reader.change(
        "x:@ada_reads", {"x:1": ReadingState(tags=("one",)), "x:7": ReadingState(read_at=NOON)}, label=None
    )
    store.threads.write(ADA, threads=both(thread([1, 2])))
    store.reader.change("x:1", {"x:1": ReadingState(tags=("two",))}, label=None)
    known = replace(ADA, aliases=("x:@ada_reads",))
    with store.transaction(durable="batch" if durable == "batch" else "each"):
        store.threads.write(known)
    for one in (store, opened()):
        one.index.catch_up()
        assert len(list(folder.glob("authors/*"))) == 1
        assert {row.key for row in one.threads.summaries("x:1")} == {"x:1", "x:7"}
        assert one.threads.thread("x:1", "x:7") == thread([7, 8], author=known)
        assert {single.key for single in one.threads.singles("x:1")} == {"x:3", "x:50"}
        states = one.reader.states("x:1")
        assert set(states["x:1"].tags) == {"one", "two"}
        assert states["x:7"] == ReadingState(read_at=NOON)
        assert [(row.author.key, row.threads, row.unread) for row in one.index.authors()] == [("x:1", 2, 1)]


def test_a_listed_thread_without_its_file_is_said_to_be_unreadable(store: Store, folder: Path) -> None:
    store.threads.write(ADA, threads=both(thread([1, 2], title="gone astray")))
    next(folder.glob("authors/*/gone-astray-*.json")).unlink()
    with pytest.raises(LibraryDamaged, match="gone astray"):
        store.threads.thread("x:1", "x:1")


def test_a_library_that_is_a_file_is_refused(folder: Path, tmp_path: Path) -> None:
    folder.write_text("not a folder")
    with pytest.raises(LibraryError, match="not a folder"):
        open_store(folder, lock_folder=tmp_path / "locks")


def test_media_are_stored_once_by_content(store: Store, folder: Path) -> None:
    first = store.media.put(b"picture", ".PNG")
    assert store.media.put(b"picture", "jpg") == first
    odd = store.media.put(b"other", "../../evil")
    stored = store.media.path(first)
    assert stored is not None
    assert stored.read_bytes() == b"picture"
    assert sorted(path.suffix for path in folder.glob("media/*/*")) == [".bin", ".png"]
    assert store.media.path("0" * 64) is None
    assert odd != first
