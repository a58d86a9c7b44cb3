"""Finding, reading and maintaining: what the front ends do with an open library."""

import asyncio
from pathlib import Path

import pytest
from shelf import ADA, BEN, LONG, brought, chain, in_library, page, written

from threadtui.errors import Ambiguous, LibraryReadOnly, NotFound
from threadtui.library import finding, maintaining, reading, restoring
from threadtui.library.addresses import names_in
from threadtui.library.finding import ThreadQuery
from threadtui.library.opening import Library, open_library
from threadtui.models import Position, ThreadListing
from threadtui.store import Store, open_store

TEXTS = [LONG.format(which) for which in ("first", "second", "third")]


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A library of two authors: threads x:1000, x:1050 and x:2000, a copied page, and the single post x:3000."""
    file = written(tmp_path / "a.json", chain(1000, TEXTS), chain(1050, TEXTS[1:]), chain(3000, ["alone"]))
    more = written(tmp_path / "b.json", chain(2000, TEXTS, BEN), page("abcdef0123456789", ["Ink.", "And paper."]))
    brought(tmp_path, file, more)
    return tmp_path


async def named(library: Library, ref: str) -> str:
    return (await finding.resolve(library, ref)).summary.key


@pytest.mark.parametrize(
    ("ref", "key"),
    [
        ("x:1000", "x:1000"),
        ("1000", "x:1000"),
        ("2", "x:2000"),
        ("1051", "x:1050"),
        ("abc", "page:abcdef0123456789"),
        ("page:abc", "page:abcdef0123456789"),
        ("3000", "x:3000"),
        (" 2000 ", "x:2000"),
        ("https://x.com/ben_reads/status/2001", "x:2000"),
        ("https://twitter.com/ben_reads/status/2001?s=20#top", "x:2000"),
        ("HTTPS://mobile.twitter.com/i/status/2002", "x:2000"),
        ("https://threadreaderapp.com/thread/1000.html", "x:1000"),
        ("https://threadreaderapp.com/scrolly/1001", "x:1000"),
    ],
)
def test_a_thread_is_named_by_address_key_or_beginning(shelf: Path, ref: str, key: str) -> None:
    assert in_library(shelf, lambda library: named(library, ref)) == key


@pytest.mark.parametrize("ref", ["10", "1", "x:10"])
def test_an_ambiguous_beginning_lists_candidates(shelf: Path, ref: str) -> None:
    with pytest.raises(Ambiguous) as caught:
        in_library(shelf, lambda library: named(library, ref))
    assert "1000 " in caught.value.hint
    assert "1050 " in caught.value.hint


@pytest.mark.parametrize("ref", ["", "  ", "zzz", "%", "_", "1000'--", "https://x.com/a/status/77", "http://[", "x:"])
def test_what_is_not_there_is_not_found(shelf: Path, ref: str) -> None:
    with pytest.raises(NotFound):
        in_library(shelf, lambda library: named(library, ref))


@pytest.mark.parametrize("ref", ["x", "x:", "page", "page:", "pa"])
def test_the_network_alone_names_no_thread(shelf: Path, ref: str) -> None:
    async def work(library: Library) -> None:
        rows = [row for row in await finding.threads(library, ThreadQuery()) if row.summary.key[0] in "p2"]
        with pytest.raises(NotFound, match="no thread is called"):
            await finding.resolve(library, ref)
        await maintaining.delete(library, rows)
        with pytest.raises(NotFound, match="no thread in the trash"):
            await restoring.restore(library, ref)
        assert (await restoring.restore(library, "page:abc")).summary.key == "page:abcdef0123456789"

    in_library(shelf, work)


def test_addresses_of_other_networks_become_keys() -> None:
    assert names_in("at://did:plc:abc/app.bsky.feed.post/3kxyz") == ["bluesky:did:plc:abc/3kxyz"]
    assert names_in("https://bsky.app/profile/did:plc:abc/post/3kxyz")[0] == "bluesky:did:plc:abc/3kxyz"
    assert "https://books.example/@ada/1" in names_in("https://books.example/@ada/1/?utm=x")


def test_short_ids_name_their_threads(shelf: Path) -> None:
    async def work(library: Library) -> list[tuple[str, str, str]]:
        rows = await finding.threads(library, ThreadQuery(min_posts=1))
        names = await finding.short_ids(library, rows)
        return [(name, row.summary.key, await named(library, name)) for name, row in zip(names, rows, strict=True)]

    found = in_library(shelf, work)
    assert len(found) == 5
    assert all(key == meant for _, key, meant in found)
    assert ("abcdef", "page:abcdef0123456789", "page:abcdef0123456789") in found


@pytest.mark.parametrize("ref", ["ada_reads", "@ada_reads", "ADA_READS", "Ada Reads", "x:77", "x:@ada_reads"])
def test_an_author_is_named_by_handle_name_or_key(shelf: Path, ref: str) -> None:
    found = in_library(shelf, lambda library: finding.find_author(library, ref))
    assert found.key == ADA.key


def test_marks_can_be_undone_one_by_one(shelf: Path) -> None:
    async def work(library: Library) -> None:
        rows = await finding.threads(library, ThreadQuery())
        await reading.mark_read(library, rows, True)
        await reading.set_bookmark(library, rows[:1], True)
        await reading.change_tags(library, rows[:1], add=["#soil ", "two\nlines", ""])
        [tagged] = await finding.threads(library, ThreadQuery(tag="soil"))
        assert tagged.state.tags == ("soil", "two lines")
        labels = []
        while undone := await reading.undo(library):
            labels.append(undone.label.partition(":")[0])
        assert labels == ["tags", "bookmark", "read"]
        assert await finding.threads(library, ThreadQuery()) == rows

    in_library(shelf, work)


def test_the_new_rows_are_what_the_list_shows_next(shelf: Path) -> None:
    async def work(library: Library) -> None:
        rows = await finding.threads(library, ThreadQuery())
        changed = await reading.mark_read(library, rows, True)
        assert changed == await finding.threads(library, ThreadQuery())
        assert [row.summary.key for row in changed] == [row.summary.key for row in rows]

    in_library(shelf, work)


def test_a_place_is_kept_over_a_restart(shelf: Path) -> None:
    async def leave(library: Library) -> ThreadListing:
        row = await finding.resolve(library, "x:1000")
        return await reading.save_place(library, row, Position(post="x:1001", offset=7), opened=True)

    async def come_back(library: Library) -> ThreadListing | None:
        return await reading.last_place(library)

    left = in_library(shelf, leave)
    found = in_library(shelf, come_back)
    assert found == left
    assert left.state.position == Position(post="x:1001", offset=7)
    assert left.state.unread


def test_a_private_session_notes_no_places(shelf: Path) -> None:
    async def work(private: bool) -> ThreadListing | None:
        library = await open_library(shelf / "library", lock_folder=shelf / "locks", private=private)
        try:
            row = await finding.resolve(library, "x:1000")
            await reading.save_place(library, row, Position(post="x:1001"), opened=True)
            return await reading.last_place(library)
        finally:
            await library.close()

    assert asyncio.run(work(private=True)) is None
    assert asyncio.run(work(private=False)) is not None


def test_deleting_several_is_one_step(shelf: Path) -> None:
    async def work(library: Library) -> None:
        rows = await finding.threads(library, ThreadQuery())
        await maintaining.delete(library, rows)
        assert await finding.threads(library, ThreadQuery()) == []
        with pytest.raises(NotFound):
            await reading.load(library, rows[0])
        undone = await reading.undo(library)
        assert undone is not None
        assert undone.label == "delete: 4 threads"
        assert await finding.threads(library, ThreadQuery()) == rows

    in_library(shelf, work)


def test_restoring_takes_the_names_that_deleting_took(shelf: Path) -> None:
    async def work(library: Library) -> None:
        row = await finding.resolve(library, "2000")
        await maintaining.delete(library, [row])
        with pytest.raises(NotFound):
            await restoring.restore(library, "99")
        assert await restoring.restore(library, "https://x.com/ben_reads/status/2000") == row

    in_library(shelf, work)


def test_a_stub_restored_after_its_page_came_joins_it(tmp_path: Path) -> None:
    brought(tmp_path, written(tmp_path / "stub.json", page("bb", TEXTS[:2]), stub=True, known=3))

    async def forget(library: Library) -> None:
        rows = await finding.threads(library, ThreadQuery())
        rows = await reading.mark_read(library, rows, True)
        rows = await reading.set_bookmark(library, rows, True)
        await maintaining.delete(library, rows)

    async def restore(library: Library) -> None:
        restored = await restoring.restore(library, "bb")
        assert (restored.summary.key, restored.summary.stub, restored.summary.posts_held) == ("x:10", False, 3)
        assert restored.summary.aliases == ("page:bb",)
        assert not restored.state.unread
        assert restored.state.bookmarked_at is not None
        assert await finding.threads(library, ThreadQuery(min_posts=1)) == [restored]

    in_library(tmp_path, forget)
    brought(tmp_path, written(tmp_path / "real.json", chain(10, TEXTS)))
    in_library(tmp_path, restore)


def test_a_thread_restored_after_more_of_it_came_is_one_with_it(tmp_path: Path) -> None:
    posts = chain(10, TEXTS)
    brought(tmp_path, written(tmp_path / "late.json", posts[1:]))
    in_library(tmp_path, delete_all)
    brought(tmp_path, written(tmp_path / "whole.json", posts))

    async def restore(library: Library) -> None:
        restored = await restoring.restore(library, "11")
        assert (restored.summary.key, restored.summary.posts_held) == ("x:10", 3)
        assert await finding.threads(library, ThreadQuery(min_posts=1)) == [restored]

    in_library(tmp_path, restore)


async def delete_all(library: Library) -> None:
    await maintaining.delete(library, await finding.threads(library, ThreadQuery()))


def test_a_read_only_library_is_read_and_refuses_marks(shelf: Path) -> None:
    async def work(library: Library) -> None:
        rows = await finding.threads(library, ThreadQuery())
        library.store = open_read_only(shelf)
        try:
            await library.catch_up()
            assert await finding.threads(library, ThreadQuery()) == rows
            assert await reading.save_place(library, rows[0], None, opened=True) == rows[0]
            with pytest.raises(LibraryReadOnly):
                await reading.mark_read(library, rows, True)
        finally:
            library.store.close()

    in_library(shelf, work)


def open_read_only(folder: Path) -> Store:
    return open_store(folder / "library", lock_folder=folder / "locks", read_only=True)
