"""The help, the palette and the prompts: all from the one table of actions."""

import pytest
from flight import (
    flying,
    kind,
    main_screen,
    on_main,
    page_of,
    press,
    said,
    screen_text,
    shows,
    thread_titles,
    typed,
    until,
)
from textual.pilot import Pilot

from threadtui.library.opening import Library
from threadtui.paths import bundled
from threadtui.tui.actions import ACTIONS
from threadtui.tui.screens.dialogs import PathPrompt
from threadtui.tui.screens.table import ActionList, TableScreen

PAGE = bundled("sample_threads") / "baker-the-dough-does-not-know.txt"


def rows(pilot: Pilot[None]) -> list[str]:
    """The ids of the actions that the table shows."""
    return [row.action.id for row in pilot.app.screen.query_one(ActionList).rows]


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_help_shows_every_action_and_its_keys(library: Library, key: str) -> None:
    async with flying(library, size=(100, 50)) as pilot:
        await press(pilot, key)
        assert isinstance(pilot.app.screen, TableScreen)
        assert sorted(rows(pilot)) == sorted(ACTIONS)
        words = screen_text(pilot)
        for line in ("j ↓", "Space PgDn", "^D", "Mark the thread read, or unread again", "Moving", "Marking"):
            assert line in words
        await press(pilot, "escape")
        assert on_main(pilot)


async def test_help_begins_with_moving(library: Library) -> None:
    async with flying(library) as pilot:
        await press(pilot, "question_mark")
        assert rows(pilot)[0] == "move.down"


async def test_help_is_searched_by_word_and_by_key(library: Library) -> None:
    async with flying(library) as pilot:
        await press(pilot, "question_mark")
        await typed(pilot, "unread")
        await until(pilot, lambda: "unread.next" in rows(pilot))
        assert "zen" not in rows(pilot)
        await press(pilot, *["backspace"] * 6)
        await typed(pilot, "^D")
        await until(pilot, lambda: rows(pilot)[:1] == ["half.down"])
        await press(pilot, "backspace", "backspace")
        await typed(pilot, "xyzzy")
        await shows(pilot, "No action is called xyzzy.")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, TableScreen)
        await press(pilot, "ctrl+c")
        assert on_main(pilot)


async def test_enter_does_what_the_cursor_is_on(library: Library) -> None:
    async with flying(library) as pilot:
        await press(pilot, "question_mark")
        await typed(pilot, "next thread")
        await until(pilot, lambda: rows(pilot)[:1] == ["thread.next"])
        await press(pilot, "enter")
        await until(pilot, lambda: kind(pilot) == "reader")


async def test_the_cursor_moves_in_the_table(library: Library) -> None:
    async with flying(library) as pilot:
        await press(pilot, "colon")
        table = pilot.app.screen.query_one(ActionList)
        seen = [table.cursor]
        for key in ("down", "ctrl+n", "up", "ctrl+p", "pagedown", "pageup"):
            await press(pilot, key)
            seen.append(table.cursor)
        assert seen[:5] == [0, 1, 2, 1, 0]
        assert seen[5] > 5
        assert seen[6] == 0


@pytest.mark.parametrize("key", ["colon", "ctrl+o"])
async def test_the_palette_takes_a_command_with_its_argument(library: Library, key: str) -> None:
    async with flying(library) as pilot:
        await press(pilot, key)
        await typed(pilot, "theme paper")
        await press(pilot, "enter")
        await until(pilot, lambda: pilot.app.theme == "paper")
        await press(pilot, key)
        await typed(pilot, "sort title")
        await press(pilot, "enter")
        await until(pilot, lambda: said(pilot) == "by title")
        await press(pilot, key)
        await typed(pilot, "filter bread")
        await press(pilot, "enter")
        await until(pilot, lambda: thread_titles(pilot) == ["A preview of a thread on bread"])


async def test_the_palette_says_what_can_be_named(library: Library) -> None:
    async with flying(library, size=(120, 30)) as pilot:
        await press(pilot, "colon")
        await typed(pilot, "theme nightfog")
        await press(pilot, "enter")
        await until(pilot, lambda: said(pilot).startswith("no theme nightfog; there are terminal, lamplight, paper"))
        assert pilot.app.theme == "terminal"
        await press(pilot, "colon")
        await typed(pilot, "sort sideways")
        await press(pilot, "enter")
        await until(pilot, lambda: said(pilot) == "orders are newest, oldest, title, longest, unread")


async def test_the_palette_unrolls_a_file(library: Library) -> None:
    async with flying(library) as pilot:
        await press(pilot, "colon")
        await typed(pilot, f"unroll {PAGE}")
        await press(pilot, "enter")
        await until(pilot, lambda: said(pilot).startswith("added "))
        assert page_of(pilot).thread
        assert page_of(pilot).thread.author.display_name == "Ottoline Crumb"  # type: ignore[union-attr]


async def test_a_prompt_asks_for_a_file(library: Library) -> None:
    async with flying(library) as pilot:
        for key in ("escape", "ctrl+c"):
            await press(pilot, "u")
            await until(pilot, lambda: isinstance(pilot.app.screen, PathPrompt))
            await press(pilot, "q", "Q", key)
            await until(pilot, lambda: on_main(pilot))
        await press(pilot, "u")
        await typed(pilot, f"'{PAGE}' ")
        await press(pilot, "enter")
        await until(pilot, lambda: said(pilot).startswith("added "))
        assert kind(pilot) == "reader"
        assert main_screen(pilot).opened


async def test_unrolling_again_adds_nothing(library: Library) -> None:
    async with flying(library) as pilot:
        for expected in ("added ", "already here, nothing new"):
            await press(pilot, "u")
            await typed(pilot, str(PAGE))
            await press(pilot, "enter")
            await until(pilot, lambda expected=expected: said(pilot).startswith(expected))  # type: ignore[misc]


async def test_an_empty_path_does_nothing(library: Library) -> None:
    async with flying(library) as pilot:
        await press(pilot, "u", "enter")
        await until(pilot, lambda: on_main(pilot))
        assert said(pilot) == ""
