"""Marking threads and taking it back, also after a restart."""

from flight import (
    flying,
    kind,
    lines_of,
    main_screen,
    on_main,
    page_of,
    press,
    quit_reader,
    row_of,
    said,
    shows,
    thread_titles,
    until,
)
from textual.pilot import Pilot

from threadtui.library import finding
from threadtui.library.finding import ThreadQuery
from threadtui.library.opening import Library
from threadtui.tui.screens.dialogs import Question

BREAD, STUB = "Flour first.", "A preview of a thread on bread"


def marks(pilot: Pilot[None]) -> list[str]:
    """The first line of each row in the thread list."""
    threads = main_screen(pilot).left.threads
    return [line.strip() for line in lines_of(threads)[: 2 * len(threads.rows) : 2]]


async def count(library: Library, *, unread: bool = False) -> int:
    return len(await finding.threads(library, ThreadQuery(unread=unread)))


async def test_read_and_unread(library: Library) -> None:
    async with flying(library) as pilot:
        assert marks(pilot) == [f"● {BREAD}", f"● {STUB}"]
        await press(pilot, "N")
        assert (marks(pilot), said(pilot)) == ([BREAD, f"● {STUB}"], "marked read")
        assert await count(library, unread=True) == 4
        await press(pilot, "N")
        assert (marks(pilot), said(pilot)) == ([f"● {BREAD}", f"● {STUB}"], "marked unread")
        await press(pilot, "j", "N")
        assert marks(pilot) == [f"● {BREAD}", STUB]


async def test_in_the_page_a_mark_is_for_the_thread_one_reads(library: Library) -> None:
    async with flying(library, open=await row_of(library, "Forty")) as pilot:
        await press(pilot, "N", "asterisk")
        assert marks(pilot) == ["● Two posts only.", "Forty nights of fog ★", "● Notes from a night of fog"]


async def test_bookmarks(library: Library) -> None:
    async with flying(library) as pilot:
        await press(pilot, "asterisk")
        assert (marks(pilot)[0], said(pilot)) == (f"● {BREAD} ★", "bookmarked")
        await press(pilot, "asterisk")
        assert (marks(pilot)[0], said(pilot)) == (f"● {BREAD}", "bookmark taken off")


async def test_all_of_an_author_asks_first(library: Library) -> None:
    async with flying(library) as pilot:
        for answer in ("n", "escape", "q", "ctrl+c"):
            await press(pilot, "A")
            assert isinstance(pilot.app.screen, Question)
            await shows(pilot, "Mark 2 threads of @slow_baker read?")
            await press(pilot, answer)
            assert on_main(pilot)
        assert await count(library, unread=True) == 5
        for answer in ("y", "enter"):
            await press(pilot, "A", answer)
            await until(pilot, lambda: said(pilot) == "2 threads marked read; U undoes")
            assert marks(pilot) == [BREAD, STUB]
            assert await count(library, unread=True) == 3
            await press(pilot, "U")
            await until(pilot, lambda: marks(pilot) == [f"● {BREAD}", f"● {STUB}"])


async def test_all_read_leaves_nothing_to_ask(library: Library) -> None:
    async with flying(library) as pilot:
        await press(pilot, "A", "y")
        await until(pilot, lambda: marks(pilot) == [BREAD, STUB])
        await press(pilot, "A")
        assert said(pilot) == "nothing unread here"
        await press(pilot, "ctrl+n")
        assert main_screen(pilot).left.heading.name_shown == "@fog_keeper"
        await press(pilot, "ctrl+n")
        assert said(pilot) == "no other author has unread threads"


async def test_delete_and_undo(library: Library) -> None:
    async with flying(library) as pilot:
        await press(pilot, "D")
        assert thread_titles(pilot) == [STUB]
        assert said(pilot) == "moved to the trash; U brings it back"
        assert kind(pilot) == "threads"
        assert await count(library) == 4
        await press(pilot, "U")
        assert thread_titles(pilot) == [BREAD, STUB]
        assert said(pilot) == f"undone: delete: {BREAD}"


async def test_deleting_the_thread_one_reads_goes_back_to_the_list(library: Library) -> None:
    async with flying(library, open=await row_of(library, BREAD)) as pilot:
        await press(pilot, "D")
        assert kind(pilot) == "threads"
        assert page_of(pilot).thread is None or page_of(pilot).thread.key != "x:400"  # type: ignore[union-attr]
        assert thread_titles(pilot) == [STUB]


async def test_deleting_the_last_thread_leaves_an_empty_list(library: Library) -> None:
    async with flying(library, open=await row_of(library, BREAD)) as pilot:
        await press(pilot, "D", "D")
        await until(pilot, lambda: main_screen(pilot).left.heading.name_shown == "@fog_keeper")
        await press(pilot, "D", "D", "D")
        await until(pilot, lambda: thread_titles(pilot) == [])
        await press(pilot, "D", "N", "asterisk", "A", "enter", "J", "n", "ctrl+n", "j", "space", "G", "v", "z", "z")
        assert await count(library) == 0
        await press(pilot, "U")
        assert len(thread_titles(pilot)) == 1


async def test_undo_has_many_levels_and_survives_a_restart(library: Library) -> None:
    async with flying(library) as pilot:
        await press(pilot, "N", "asterisk", "D")
        await quit_reader(pilot)
    async with flying(library) as pilot:
        await until(pilot, lambda: thread_titles(pilot) == [STUB])
        undone = []
        for _ in range(4):
            await press(pilot, "U")
            undone.append(said(pilot))
        assert undone == [
            f"undone: delete: {BREAD}",
            f"undone: bookmark: {BREAD}",
            f"undone: read: {BREAD}",
            "nothing to undo",
        ]
        assert marks(pilot) == [f"● {BREAD}", f"● {STUB}"]
