"""The shelf: what the lists hold, in which order, and which thread comes next."""

import pytest
from stock import BAKER, KEEPER

from threadtui.library import finding, reading
from threadtui.library.opening import Library
from threadtui.tui.shelf import Shelf, Sort


@pytest.fixture
async def shelf(library: Library) -> Shelf:
    """A shelf over the stocked library, read."""
    shelf = Shelf(library)
    await shelf.load()
    return shelf


def titles(shelf: Shelf) -> list[str]:
    return [row.summary.title for row in shelf.threads]


async def go_to(shelf: Shelf, key: str) -> None:
    await shelf.choose(next(one for one in shelf.authors if one.author.key == key))


async def test_the_first_author_is_the_one_with_the_newest_thread(shelf: Shelf) -> None:
    assert [one.author.key for one in shelf.authors] == [BAKER.key, KEEPER.key]
    assert shelf.author == shelf.authors[0]
    assert titles(shelf) == ["Flour first.", "A preview of a thread on bread"]


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("newest", "Two posts only."),
        ("oldest", "Notes from a night of fog"),
        ("title", "Forty nights of fog"),
        ("longest", "Forty nights of fog"),
        ("unread", "Two posts only."),
    ],
)
async def test_orders(shelf: Shelf, sort: Sort, first: str) -> None:
    await go_to(shelf, KEEPER.key)
    shelf.sort = sort
    await shelf.load()
    assert titles(shelf)[0] == first
    assert len(titles(shelf)) == 3


async def test_the_orders_follow_each_other_around(shelf: Shelf) -> None:
    seen = [shelf.sort]
    for _ in range(5):
        shelf.sort = shelf.following_sort()
        seen.append(shelf.sort)
    assert seen == ["newest", "oldest", "title", "longest", "unread", "newest"]


async def test_reading_the_list_anew_keeps_the_author(shelf: Shelf) -> None:
    await go_to(shelf, KEEPER.key)
    await shelf.load()
    assert shelf.author is not None
    assert shelf.author.author.key == KEEPER.key


async def test_a_read_thread_stays_in_the_list_until_it_is_read_anew(shelf: Shelf) -> None:
    shelf.hide_read = True
    await shelf.load()
    await shelf.mark_read([shelf.threads[0]], True)
    assert titles(shelf) == ["Flour first.", "A preview of a thread on bread"]
    assert not shelf.threads[0].state.unread
    assert [one.unread for one in shelf.authors] == [1, 3]
    await shelf.load()
    assert titles(shelf) == ["A preview of a thread on bread"]


async def test_a_filter_leaves_what_matches(shelf: Shelf) -> None:
    shelf.filter = "BREAD"
    await shelf.load_threads()
    assert titles(shelf) == ["A preview of a thread on bread"]


async def test_neighbours(shelf: Shelf) -> None:
    first, last = shelf.threads
    assert shelf.neighbour(first.summary.key, 1) == last
    assert shelf.neighbour(last.summary.key, -1) == first
    assert shelf.neighbour(last.summary.key, 1) is None
    assert shelf.neighbour(first.summary.key, -1) is None
    assert shelf.neighbour("x:gone", 1) == first


async def walk(shelf: Shelf, by: int) -> list[str]:
    """Titles in the order in which ``n`` (or ``p``) opens them until nothing is unread."""
    found: list[str] = []
    key: str | None = None
    while len(found) < 20 and (row := await shelf.unread_from(key, by)):
        await shelf.choose_of(row)
        await shelf.mark_read([row], True)
        found.append(row.summary.title)
        key = row.summary.key
    return found


async def test_next_unread_walks_through_all_threads_once(shelf: Shelf) -> None:
    assert await walk(shelf, 1) == [
        "Flour first.",
        "A preview of a thread on bread",
        "Two posts only.",
        "Forty nights of fog",
        "Notes from a night of fog",
    ]


async def test_previous_unread_walks_the_other_way(shelf: Shelf) -> None:
    assert await walk(shelf, -1) == [
        "A preview of a thread on bread",
        "Flour first.",
        "Notes from a night of fog",
        "Forty nights of fog",
        "Two posts only.",
    ]


async def test_next_unread_comes_around_to_what_was_skipped(shelf: Shelf) -> None:
    await go_to(shelf, KEEPER.key)
    last = shelf.threads[-1]
    row = await shelf.unread_from(last.summary.key, 1)
    assert row is not None
    assert row.author.key == BAKER.key


async def test_authors_without_unread_threads_are_passed_over(shelf: Shelf, library: Library) -> None:
    other = shelf.author_with_unread(1)
    assert other is not None
    assert other.author.key == KEEPER.key
    await reading.mark_read(library, await finding.threads(library, finding.ThreadQuery(author=KEEPER.key)), True)
    await shelf.load()
    assert shelf.author_with_unread(1) is None
    assert shelf.author_with_unread(-1) is None


async def test_all_unread_of_an_author_are_found_whatever_the_list_shows(shelf: Shelf) -> None:
    shelf.filter = "bread"
    await shelf.load_threads()
    assert {row.summary.title for row in await shelf.unread_of_author()} == {
        "Flour first.",
        "A preview of a thread on bread",
    }


async def test_undo_names_what_it_took_back(shelf: Shelf) -> None:
    assert await shelf.undo() is None
    await shelf.bookmark(shelf.threads[0], True)
    assert shelf.threads[0].state.bookmarked_at
    assert await shelf.undo() == "bookmark: Flour first."
    await shelf.load()
    assert shelf.threads[0].state.bookmarked_at is None
