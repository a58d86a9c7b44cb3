"""Moving in the page and in the lists, and from pane to pane."""

from collections.abc import AsyncIterator

import pytest
from flight import flying, kind, main_screen, page_lines, page_of, press, row_of, until
from textual.pilot import Pilot

from threadtui.library.opening import Library

LONG = "Forty nights of fog"


@pytest.fixture
async def page(library: Library) -> AsyncIterator[Pilot[None]]:
    """The long thread, opened at its top."""
    async with flying(library, open=await row_of(library, LONG)) as pilot:
        yield pilot


@pytest.mark.parametrize("keys", [("j", "k"), ("down", "up")])
async def test_lines(page: Pilot[None], keys: tuple[str, str]) -> None:
    before = page_lines(page)
    await press(page, keys[0])
    assert page_lines(page)[:-1] == before[1:]
    await press(page, keys[0], keys[0], keys[1])
    assert page_lines(page)[:-2] == before[2:]
    await press(page, keys[1], keys[1], keys[1])
    assert page_lines(page) == before


@pytest.mark.parametrize("keys", [("space", "b"), ("pagedown", "pageup")])
async def test_pages_keep_two_lines_for_the_eye(page: Pilot[None], keys: tuple[str, str]) -> None:
    before = page_lines(page)
    await press(page, keys[0])
    assert page_lines(page)[:2] == before[-2:]
    await press(page, keys[1])
    assert page_lines(page) == before


async def test_half_pages(page: Pilot[None]) -> None:
    before = page_lines(page)
    half = len(before) // 2
    await press(page, "ctrl+d")
    assert page_lines(page)[:-half] == before[half:]
    await press(page, "ctrl+u")
    assert page_lines(page) == before


@pytest.mark.parametrize("keys", [("G", "g"), ("end", "home")])
async def test_top_and_bottom(page: Pilot[None], keys: tuple[str, str]) -> None:
    before = page_lines(page)
    await press(page, keys[0])
    last = page_lines(page)
    assert last[-1] == "─── end ───"
    await press(page, "j", "ctrl+d", "down")
    assert page_lines(page) == last
    await press(page, keys[1])
    assert page_lines(page) == before
    await press(page, "k", "b")
    assert page_lines(page) == before


async def test_posts(page: Pilot[None]) -> None:
    await press(page, "right_square_bracket", "right_square_bracket")
    assert page_lines(page)[0].startswith("2 · ")
    await press(page, "j", "j", "left_square_bracket")
    assert page_lines(page)[0].startswith("2 · ")
    await press(page, "left_square_bracket")
    assert page_lines(page)[0].startswith("1 · ")
    await press(page, "left_square_bracket", "left_square_bracket")
    assert page_of(page).position is None


async def test_the_last_post_is_the_last_that_a_step_reaches(page: Pilot[None]) -> None:
    await press(page, "G", *["right_square_bracket"] * 4)
    assert page_lines(page)[0].startswith("40")
    before = page_lines(page)
    await press(page, "right_square_bracket", "j")
    assert page_lines(page) == before
    await press(page, "k")
    assert page_lines(page)[1:2] == before[:1]


async def test_the_footer_says_how_far_one_is(page: Pilot[None]) -> None:
    status = main_screen(page).status
    assert status.where.endswith("%")
    assert "/" not in status.where
    await press(page, "right_square_bracket", "right_square_bracket")
    assert status.where.startswith("2/40 ")
    await press(page, "G")
    assert status.where.endswith(" 100%")


async def test_rows(library: Library) -> None:
    async with flying(library) as pilot:
        threads = main_screen(pilot).left.threads
        seen = [threads.cursor]
        for key in ("j", "down", "k", "up", "G", "g", "end", "home", "space", "b", "ctrl+d", "ctrl+u"):
            await press(pilot, key)
            seen.append(threads.cursor)
        assert seen == [0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0]


async def test_panes_from_left_to_right_and_back(library: Library) -> None:
    async with flying(library) as pilot:
        for right, left in (("l", "h"), ("right", "left")):
            await press(pilot, left)
            assert kind(pilot) == "authors"
            await press(pilot, left)
            assert kind(pilot) == "authors"
            await press(pilot, right)
            assert kind(pilot) == "threads"
            await press(pilot, right)
            assert kind(pilot) == "reader"
            await press(pilot, right)
            assert kind(pilot) == "reader"
            await press(pilot, left)
            assert kind(pilot) == "threads"


async def test_tab_goes_around(library: Library) -> None:
    async with flying(library) as pilot:
        kinds = []
        for _ in range(4):
            await press(pilot, "tab")
            kinds.append(kind(pilot))
        assert kinds == ["reader", "authors", "threads", "reader"]


async def test_back_leads_to_the_root_and_then_out(library: Library) -> None:
    async with flying(library) as pilot:
        await press(pilot, "enter")
        assert kind(pilot) == "reader"
        await press(pilot, "q")
        assert kind(pilot) == "threads"
        await press(pilot, "q")
        assert kind(pilot) == "authors"
        assert pilot.app.return_code is None
        await pilot.press("q")
        await until(pilot, lambda: pilot.app.return_code == 0)


async def test_an_author_is_chosen_by_walking_and_entered(library: Library) -> None:
    async with flying(library) as pilot:
        screen = main_screen(pilot)
        await press(pilot, "h", "j")
        await until(pilot, lambda: screen.left.heading.name_shown == "@fog_keeper")
        assert len(screen.left.threads.rows) == 3
        await press(pilot, "enter")
        assert kind(pilot) == "threads"


async def test_escape_never_quits(library: Library) -> None:
    async with flying(library) as pilot:
        for keys in (["h"], ["l"], ["enter"], ["z"]):
            await press(pilot, *keys, "escape", "escape", "escape")
        assert pilot.app.return_code is None
        assert main_screen(pilot).is_mounted


async def test_ctrl_c_says_how_to_quit(library: Library) -> None:
    async with flying(library) as pilot:
        await press(pilot, "ctrl+c")
        assert main_screen(pilot).status.said == "Q quits, q goes back"
        await press(pilot, "j")
        assert main_screen(pilot).status.said == ""
        assert pilot.app.return_code is None
