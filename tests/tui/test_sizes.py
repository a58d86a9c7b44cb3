"""Terminals of every size: one pane or two, zen, the column in the middle."""

import pytest
from flight import (
    flying,
    kind,
    lines_of,
    main_screen,
    on_main,
    page_lines,
    page_of,
    press,
    row_of,
    screen_lines,
    screen_text,
    shown_title,
    typed,
    until,
)
from textual.pilot import Pilot

from threadtui.library.opening import Library

LONG = "Forty nights of fog"
EVERY_KEY = (
    *("j", "k", "space", "b", "ctrl+d", "ctrl+u", "G", "g", "end", "home", "right_square_bracket"),
    *("left_square_bracket", "J", "K", "n", "p", "ctrl+n", "ctrl+p", "h", "l", "tab", "enter", "q", "escape"),
    *("N", "asterisk", "v", "S", "x", "x", "z", "z", "ctrl+l", "U"),
)


def on_display(pilot: Pilot[None]) -> tuple[bool, bool]:
    """Whether the lists and the page are shown."""
    screen = main_screen(pilot)
    return screen.left.display, screen.reader.display


async def test_a_narrow_terminal_shows_one_pane_at_a_time(library: Library) -> None:
    async with flying(library, size=(40, 15)) as pilot:
        assert on_display(pilot) == (True, False)
        assert any("Flour first." in line for line in screen_lines(pilot))
        await press(pilot, "enter")
        assert on_display(pilot) == (False, True)
        assert page_of(pilot).size.width == 40
        await press(pilot, "q")
        assert on_display(pilot) == (True, False)
        await press(pilot, "l")
        assert on_display(pilot) == (False, True)
        await press(pilot, "h", "h")
        assert on_display(pilot) == (True, False)
        assert kind(pilot) == "authors"


async def test_growing_and_shrinking(library: Library) -> None:
    async with flying(library, size=(100, 30), open=await row_of(library, LONG)) as pilot:
        assert on_display(pilot) == (True, True)
        for width, panes in ((50, (False, True)), (64, (True, True)), (63, (False, True)), (100, (True, True))):
            await pilot.resize_terminal(width, 20)
            await until(pilot, lambda panes=panes: on_display(pilot) == panes)  # type: ignore[misc]
        await press(pilot, "q")
        await pilot.resize_terminal(50, 20)
        await until(pilot, lambda: on_display(pilot) == (True, False))


async def test_zen_shows_the_page_alone(library: Library) -> None:
    async with flying(library, open=await row_of(library, LONG)) as pilot:
        wide = page_of(pilot).size.width
        for leaving in ("z", "q", "escape", "h"):
            await press(pilot, "z")
            assert on_display(pilot) == (False, True)
            assert page_of(pilot).size.width > wide
            await press(pilot, leaving)
            assert on_display(pilot) == (True, True)
            await press(pilot, "l")
        assert pilot.app.return_code is None


async def test_zen_from_the_list_goes_to_the_page_and_on_from_thread_to_thread(library: Library) -> None:
    async with flying(library) as pilot:
        await until(pilot, lambda: page_of(pilot).thread)
        await press(pilot, "z", "J")
        assert on_display(pilot) == (False, True)
        assert shown_title(pilot).startswith("A preview")


async def test_a_large_terminal_centres_the_column(library: Library) -> None:
    async with flying(library, size=(200, 60), open=await row_of(library, LONG)) as pilot:
        page = page_of(pilot)
        assert page.column == 70
        lines = [line for line in lines_of(page) if "Forty nights" in line]
        assert lines
        left = len(lines[0]) - len(lines[0].lstrip())
        assert left == (page.size.width - 70) // 2
        await press(pilot, "z")
        lines = [line for line in lines_of(page) if "Forty nights" in line]
        assert len(lines[0]) - len(lines[0].lstrip()) == 65


@pytest.mark.parametrize("size", [(10, 3), (1, 1), (20, 2), (7, 30), (300, 3)])
async def test_no_size_is_too_small(library: Library, size: tuple[int, int]) -> None:
    async with flying(library, size=size, open=await row_of(library, LONG)) as pilot:
        await press(pilot, *EVERY_KEY)
        for dialog in ("question_mark", "colon", "u", "A", "backslash"):
            await press(pilot, dialog)
            await press(pilot, "down", "escape", "escape")
        await pilot.resize_terminal(100, 30)
        await until(pilot, lambda: main_screen(pilot).size == (100, 30))
        assert pilot.app.return_code is None


async def test_ten_by_three_can_be_read(library: Library) -> None:
    async with flying(library, size=(10, 3), open=await row_of(library, "Two posts")) as pilot:
        seen = ""
        for _ in range(40):
            seen += " ".join(page_lines(pilot)) + " "
            await press(pilot, "j")
        assert "posts" in seen
        assert "second" in seen


async def test_the_footer_never_shows_more_than_six_keys(library: Library) -> None:
    async with flying(library, size=(200, 20)) as pilot:
        for keys in (["h"], ["l"], ["l"], ["enter"]):
            await press(pilot, *keys)
            status = main_screen(pilot).status
            assert 0 < len(status.keys) <= 6
            assert all(key and title for key, title in status.keys)


async def test_the_footer_leaves_out_what_does_nothing(library: Library) -> None:
    async with flying(library, size=(120, 20), open=await row_of(library, "Notes from")) as pilot:
        assert "next thread" not in screen_text(pilot)
        await press(pilot, "K")
        assert "J next thread" in screen_text(pilot)
        for author in ("slow", "fog"):
            await press(pilot, "h", "A", "y")
            await until(pilot, lambda author=author: "marked read" in main_screen(pilot).status.said)  # type: ignore[misc]
            await press(pilot, "ctrl+n")
        await press(pilot, "j", "k")
        await until(pilot, lambda: "next unread" not in screen_text(pilot))


async def test_typing_in_a_prompt_is_never_taken_for_keys(library: Library) -> None:
    """All at once, as a slow line delivers it: nothing is deleted, nothing quits."""
    async with flying(library) as pilot:
        for opener, closer in (
            ("backslash", "escape"),
            ("u", "escape"),
            ("colon", "escape"),
            ("question_mark", "ctrl+c"),
        ):
            pilot.app.simulate_key(opener)
            await typed(pilot, "DQqNAz*")
            await press(pilot, closer)
            await until(pilot, lambda: kind(pilot) == "threads" and on_main(pilot))
        assert pilot.app.return_code is None
        assert len(main_screen(pilot).left.threads.rows) == 2
        assert main_screen(pilot).left.authors.rows[0].unread == 2
