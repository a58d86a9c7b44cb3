"""The lists: order, read ones hidden, the filter."""

from flight import flying, kind, lines_of, main_screen, page_of, press, said, shows, thread_titles, typed, until
from textual.pilot import Pilot

from threadtui.library.opening import Library

BREAD, STUB = "Flour first.", "A preview of a thread on bread"
KEEPERS = ["Two posts only.", "Forty nights of fog", "Notes from a night of fog"]


def note(pilot: Pilot[None]) -> str:
    """What stands on the right of the heading over the threads."""
    return main_screen(pilot).left.heading.note


async def test_sorting(library: Library) -> None:
    async with flying(library) as pilot:
        await press(pilot, "ctrl+n")
        seen = []
        for _ in range(5):
            await press(pilot, "S")
            seen.append((said(pilot), note(pilot), thread_titles(pilot)[0]))
        assert seen == [
            ("oldest first", "oldest", KEEPERS[2]),
            ("by title", "title", KEEPERS[1]),
            ("longest first", "longest", KEEPERS[1]),
            ("unread first", "unread", KEEPERS[0]),
            ("newest first", "newest", KEEPERS[0]),
        ]


async def test_the_cursor_stays_on_its_row_when_the_order_changes(library: Library) -> None:
    async with flying(library) as pilot:
        await press(pilot, "j", "S")
        threads = main_screen(pilot).left.threads
        assert thread_titles(pilot) == [STUB, BREAD]
        assert threads.current is not None
        assert threads.current.summary.title == STUB


async def test_hiding_read_threads(library: Library) -> None:
    async with flying(library) as pilot:
        await press(pilot, "N", "x")
        assert (thread_titles(pilot), said(pilot)) == ([STUB], "read threads hidden")
        await press(pilot, "N")
        assert thread_titles(pilot) == [STUB]
        await press(pilot, "x", "x")
        assert thread_titles(pilot) == []
        assert "No thread matches" in "".join(lines_of(main_screen(pilot).left.threads))
        await press(pilot, "x")
        assert (thread_titles(pilot), said(pilot)) == ([BREAD, STUB], "all threads shown")


async def test_filtering_while_one_types(library: Library) -> None:
    async with flying(library) as pilot:
        await press(pilot, "ctrl+n", "backslash")
        await typed(pilot, "for")
        await until(pilot, lambda: thread_titles(pilot) == [KEEPERS[1]])
        await press(pilot, "backspace", "backspace", "backspace")
        await until(pilot, lambda: thread_titles(pilot) == KEEPERS)
        await typed(pilot, "night of")
        await until(pilot, lambda: thread_titles(pilot) == [KEEPERS[2]])
        await press(pilot, "enter")
        assert kind(pilot) == "threads"
        assert thread_titles(pilot) == [KEEPERS[2]]
        assert note(pilot) == "filter: night of"
        await press(pilot, "escape")
        assert thread_titles(pilot) == KEEPERS
        assert note(pilot) == "newest"


async def test_a_filter_looks_at_titles_alone(library: Library) -> None:
    """Every row is by @fog_keeper: only two say fog."""
    async with flying(library) as pilot:
        await press(pilot, "ctrl+n", "backslash")
        await typed(pilot, "FOG")
        await until(pilot, lambda: thread_titles(pilot) == KEEPERS[1:])
        assert [key for key, _ in main_screen(pilot).status.keys] == ["Enter", "Esc"]


async def test_escape_and_ctrl_c_drop_the_filter_and_its_prompt(library: Library) -> None:
    async with flying(library) as pilot:
        for key in ("escape", "ctrl+c"):
            await press(pilot, "backslash", "q")
            await until(pilot, lambda: thread_titles(pilot) == [])
            await press(pilot, key)
            await until(pilot, lambda: thread_titles(pilot) == [BREAD, STUB])
            assert not main_screen(pilot).query("#filter")
            assert kind(pilot) == "threads"
        assert pilot.app.return_code is None


async def test_the_prompt_goes_back_to_the_pane_it_came_from(library: Library) -> None:
    async with flying(library) as pilot:
        await press(pilot, "enter", "backslash", "f", "enter")
        await until(pilot, lambda: note(pilot) == "filter: f" and kind(pilot) == "reader")
        await until(pilot, lambda: not main_screen(pilot).query("#filter"))


async def test_a_kept_filter_can_be_changed(library: Library) -> None:
    async with flying(library) as pilot:
        await press(pilot, "backslash", "p", "r", "enter")
        await until(pilot, lambda: kind(pilot) == "threads")
        await press(pilot, "backslash", "x")
        await until(pilot, lambda: thread_titles(pilot) == [])
        await press(pilot, "backspace", "enter")
        assert note(pilot) == "filter: pr"
        assert thread_titles(pilot) == [STUB]


async def test_a_filter_that_matches_nothing_says_what_to_do(library: Library) -> None:
    async with flying(library) as pilot:
        await press(pilot, "backslash", "z", "z", "enter")
        await shows(pilot, "No thread matches.")
        await press(pilot, "enter", "N", "D", "asterisk", "j", "G", "space")
        assert page_of(pilot).is_mounted
        await press(pilot, "escape")
        assert thread_titles(pilot) == [BREAD, STUB]
