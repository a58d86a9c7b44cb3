"""Opening threads, going from one to the next, and when a thread counts as read."""

import pytest
from flight import (
    at_end,
    flying,
    kind,
    main_screen,
    page_lines,
    page_of,
    press,
    row_of,
    row_shown,
    said,
    shown_title,
    thread_titles,
    until,
)
from textual.pilot import Pilot

from threadtui.library import finding
from threadtui.library.finding import ThreadQuery
from threadtui.library.opening import Library

LONG = "Forty nights of fog"
BREAD, STUB = "Flour first.", "A preview of a thread on bread"
TWO, NOTES = "Two posts only.", "Notes from a night of fog"


async def unread(library: Library) -> set[str]:
    """Which threads the library says are unread, by the beginnings of their titles."""
    rows = await finding.threads(library, ThreadQuery(unread=True))
    return {row.summary.title[:19] for row in rows}


ALL = {title[:19] for title in (LONG, BREAD, STUB, TWO, NOTES)}


async def previewed(pilot: Pilot[None], title: str) -> None:
    """Wait until the thread is shown, as the cursor rests on it."""
    await until(pilot, lambda: shown_title(pilot).startswith(title) and page_of(pilot).thread is not None)


async def test_walking_past_a_thread_does_not_read_it(library: Library) -> None:
    async with flying(library) as pilot:
        await previewed(pilot, BREAD)
        await press(pilot, "j")
        await previewed(pilot, STUB)
        assert at_end(pilot)
        assert "─── end ───" in page_lines(pilot)
        await pilot.pause()
        assert await unread(library) == ALL


async def test_an_opened_thread_is_read_when_its_end_is_seen(library: Library) -> None:
    async with flying(library) as pilot:
        await press(pilot, "enter")
        await until(pilot, lambda: not main_screen(pilot).left.threads.rows[0].state.unread)
        assert await unread(library) == ALL - {BREAD}
        assert main_screen(pilot).left.authors.rows[0].unread == 1


async def test_an_opened_thread_stays_unread_until_its_end_is_seen(library: Library) -> None:
    async with flying(library, open=await row_of(library, LONG)) as pilot:
        await press(pilot, "space", "j", "q")
        assert await unread(library) == ALL
        await press(pilot, "enter", "G")
        await until(pilot, lambda: not row_shown(pilot).state.unread)
        assert await unread(library) == ALL - {LONG[:19]}


async def test_what_one_marks_unread_at_its_end_stays_unread(library: Library) -> None:
    async with flying(library, open=await row_of(library, LONG)) as pilot:
        await press(pilot, "G")
        await until(pilot, lambda: said(pilot) or not row_shown(pilot).state.unread)
        await press(pilot, "N", "k", "j", "v", "q")
        assert await unread(library) == ALL


async def test_next_and_previous_thread(library: Library) -> None:
    async with flying(library, open=await row_of(library, TWO)) as pilot:
        seen = []
        for key in ("J", "J", "J", "K", "K", "K"):
            await press(pilot, key)
            seen.append((shown_title(pilot)[:19], said(pilot)))
        assert seen == [
            (LONG, ""),
            (NOTES[:19], ""),
            (NOTES[:19], "the last thread of this list"),
            (LONG, ""),
            (TWO, ""),
            (TWO, "the first thread of this list"),
        ]
        assert kind(pilot) == "reader"


async def test_next_thread_starts_from_the_cursor_in_the_list(library: Library) -> None:
    """Typed ahead, before the thread under the cursor is shown."""
    async with flying(library) as pilot:
        await press(pilot, "ctrl+n")
        await previewed(pilot, TWO)
        await press(pilot, "j", "J")
        assert shown_title(pilot) == NOTES


async def test_next_unread_goes_over_all_authors(library: Library) -> None:
    async with flying(library, open=await row_of(library, BREAD)) as pilot:
        seen = []
        for _ in range(4):
            await press(pilot, "n", "G")
            await until(pilot, lambda: not row_shown(pilot).state.unread)
            seen.append(shown_title(pilot)[:19])
        assert seen == [title[:19] for title in (STUB, TWO, LONG, NOTES)]
        assert main_screen(pilot).left.heading.name_shown == "@fog_keeper"
        await press(pilot, "n")
        assert said(pilot) == "nothing unread"
        assert await unread(library) == set()


async def test_previous_unread_goes_back(library: Library) -> None:
    async with flying(library, open=await row_of(library, LONG)) as pilot:
        await press(pilot, "p")
        assert shown_title(pilot) == TWO
        await press(pilot, "p")
        assert shown_title(pilot) == STUB


async def test_a_second_space_at_the_end_opens_the_next_unread(library: Library) -> None:
    async with flying(library, open=await row_of(library, LONG), size=(100, 40)) as pilot:
        for _ in range(100):
            if at_end(pilot):
                break
            await press(pilot, "space")
        assert shown_title(pilot) == (await row_of(library, LONG)).summary.title
        assert page_lines(pilot)[-1] == "─── end ───"
        await press(pilot, "space")
        assert shown_title(pilot) == NOTES
        assert page_lines(pilot)[1] == "The Fog Keeper"


async def test_authors_with_unread_threads(library: Library) -> None:
    async with flying(library) as pilot:
        heading = main_screen(pilot).left.heading
        await press(pilot, "ctrl+n")
        assert heading.name_shown == "@fog_keeper"
        assert kind(pilot) == "threads"
        await press(pilot, "ctrl+p")
        assert heading.name_shown == "@slow_baker"
        await press(pilot, "enter", "ctrl+n")
        assert kind(pilot) == "reader"
        assert shown_title(pilot) == TWO


async def test_a_stub_says_how_much_it_holds_and_how_to_get_the_rest(library: Library) -> None:
    async with flying(library, open=await row_of(library, STUB), size=(110, 30)) as pilot:
        words = " ".join(page_lines(pilot))
        assert "a preview: 3 of 5 posts" in words
        assert "This is a preview: 3 of 5 posts." in words
        assert "save the thread's page in a browser, then press u and give the file's path" in words
        assert any("◌ 3 of 5" in main_screen(pilot).left.threads.render_line(y).text for y in range(4))


async def test_enter_opens_and_closes_side_posts(library: Library) -> None:
    async with flying(library, open=await row_of(library, NOTES), size=(110, 50)) as pilot:
        assert "↳ 1 side post · Enter opens" in page_lines(pilot)
        await press(pilot, "enter")
        assert "│ A side remark on lamps" in page_lines(pilot)
        await press(pilot, "enter")
        assert "↳ 1 side post · Enter opens" in page_lines(pilot)
        await press(pilot, "J", "K")
    async with flying(library, open=await row_of(library, BREAD)) as pilot:
        await press(pilot, "enter")
        assert said(pilot) == "no side posts here"


async def test_every_list_row_says_what_there_is(library: Library) -> None:
    async with flying(library, open=await row_of(library, NOTES)) as pilot:
        assert [title[:19] for title in thread_titles(pilot)] == [TWO, LONG, NOTES[:19]]
        rows = [main_screen(pilot).left.threads.render_line(y).text.strip() for y in range(6)]
        assert rows[1] == "1 Mar 2026 · 2 posts"
        assert rows[5] == "1 Mar 2026 · 6 posts !"


@pytest.mark.parametrize("key", ["l", "right", "z"])
async def test_going_from_the_list_to_the_page_opens_the_thread(library: Library, key: str) -> None:
    """Typed ahead, before the thread under the cursor is shown: it is that thread, and its end counts."""
    async with flying(library) as pilot:
        await press(pilot, "j", key)
        assert kind(pilot) == "reader"
        assert shown_title(pilot) == STUB
        assert main_screen(pilot).opened
        await until(pilot, lambda: not row_shown(pilot).state.unread)
        assert await unread(library) == ALL - {STUB[:19]}


async def test_going_to_and_fro_does_not_open_anew(library: Library) -> None:
    async with flying(library, open=await row_of(library, LONG)) as pilot:
        await press(pilot, "space", "j", "h", "N", "l", "h", "l")
        assert shown_title(pilot).startswith(LONG)
        assert await unread(library) == ALL - {LONG[:19]}
