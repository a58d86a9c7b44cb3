"""Where one reads is kept: over resizes, views, other threads and restarts."""

import pytest
from flight import (
    flying,
    kind,
    main_screen,
    page_lines,
    page_of,
    press,
    quit_reader,
    row_of,
    row_shown,
    shown_title,
    until,
)
from textual.pilot import Pilot

from threadtui.library import reading
from threadtui.library.opening import Library
from threadtui.models import Position

LONG = "Forty nights of fog"


async def resized(pilot: Pilot[None], width: int, height: int) -> None:
    await pilot.resize_terminal(width, height)
    await until(pilot, lambda: pilot.app.screen.size == (width, height))
    await pilot.pause()


async def deep_in(pilot: Pilot[None]) -> list[str]:
    """Go somewhere into the long thread, a few lines into a post; gives what is to be seen there."""
    await press(pilot, *["right_square_bracket"] * 6, "j", "j", "j")
    return page_lines(pilot)


def words_at_the_top(pilot: Pilot[None]) -> str:
    """The post that the page stands at, from there on."""
    position = page_of(pilot).position
    thread = page_of(pilot).thread
    assert position
    assert thread
    post = next(one for one in thread.posts if one.key == position.post)
    return post.text[position.offset :]


async def test_a_resize_keeps_the_words_at_the_top(library: Library) -> None:
    async with flying(library, open=await row_of(library, LONG)) as pilot:
        before = await deep_in(pilot)
        words = words_at_the_top(pilot)
        assert words.startswith(before[0])
        for size in ((45, 15), (160, 50), (70, 24)):
            await resized(pilot, *size)
            top = page_lines(pilot)[0]
            assert words.startswith(top[-10:]) or words[:10] in top
        await resized(pilot, 100, 30)
        assert page_lines(pilot) == before


async def test_dragging_a_window_does_not_wander(library: Library) -> None:
    """Many widths on the way, each with its own line breaks, and back: still the same line."""
    async with flying(library, open=await row_of(library, LONG)) as pilot:
        before = await deep_in(pilot)
        for width in (97, 91, 88, 83, 79, 76, 71, 100):
            await resized(pilot, width, 30)
        assert page_lines(pilot) == before


async def test_the_other_view_keeps_the_place(library: Library) -> None:
    async with flying(library, open=await row_of(library, LONG)) as pilot:
        before = await deep_in(pilot)
        words = words_at_the_top(pilot)
        await press(pilot, "v")
        numbered = page_lines(pilot)
        assert numbered != before
        assert words[:10] in numbered[0]
        await press(pilot, "v", "v", "v")
        assert page_lines(pilot) == before


async def test_numbers_stand_in_the_margin(library: Library) -> None:
    async with flying(library, open=await row_of(library, LONG)) as pilot:
        await press(pilot, "v", "right_square_bracket", "right_square_bracket")
        assert page_lines(pilot)[0].startswith("2  Night 2.")


@pytest.mark.parametrize("size", [(100, 30), (60, 20)])
async def test_the_next_start_goes_on_where_one_left(library: Library, size: tuple[int, int]) -> None:
    async with flying(library, open=await row_of(library, LONG)) as pilot:
        await deep_in(pilot)
        place = page_of(pilot).position
        await quit_reader(pilot)
    async with flying(library, size=size) as pilot:
        assert shown_title(pilot).startswith(LONG)
        assert kind(pilot) == "reader"
        assert page_of(pilot).position == place
        assert main_screen(pilot).left.heading.name_shown == "@fog_keeper"


async def test_a_place_near_the_end_survives_a_taller_terminal(library: Library) -> None:
    async with flying(library, open=await row_of(library, LONG), size=(100, 15)) as pilot:
        await press(pilot, "G", "k", "k", "k", "k")
        assert words_at_the_top(pilot).startswith(page_lines(pilot)[0])
        before = page_lines(pilot)
        await resized(pilot, 100, 50)
        assert page_lines(pilot)[-1] == "─── end ───"
        await resized(pilot, 100, 15)
        assert page_lines(pilot) == before


async def test_each_thread_has_its_own_place(library: Library) -> None:
    async with flying(library, open=await row_of(library, LONG)) as pilot:
        before = await deep_in(pilot)
        await press(pilot, "J")
        assert not shown_title(pilot).startswith(LONG)
        await press(pilot, "K")
        assert page_lines(pilot) == before


async def test_going_back_to_the_list_at_once_keeps_the_place(library: Library) -> None:
    async with flying(library, open=await row_of(library, LONG)) as pilot:
        before = await deep_in(pilot)
        await press(pilot, "q", "enter")
        assert page_lines(pilot) == before


async def test_the_place_is_kept_after_a_while_without_quitting(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("threadtui.tui.place.REST", 0.01)
    async with flying(library, open=await row_of(library, LONG)) as pilot:
        await deep_in(pilot)
        place = page_of(pilot).position
        await until(pilot, lambda: row_shown(pilot).state.position == place)
        kept = await reading.last_place(library)
    assert kept
    assert kept.state.position == place


async def test_walking_past_threads_does_not_move_the_place(library: Library) -> None:
    async with flying(library, open=await row_of(library, LONG)) as pilot:
        await deep_in(pilot)
        place = page_of(pilot).position
        await press(pilot, "q", "j")
        await until(pilot, lambda: shown_title(pilot).startswith("Notes"))
        await press(pilot, "k")
        await until(pilot, lambda: shown_title(pilot).startswith(LONG))
        await quit_reader(pilot)
    kept = await reading.last_place(library)
    assert kept
    assert kept.summary.title.startswith(LONG)
    assert kept.state.position == place


async def test_a_place_whose_post_is_gone_is_the_top(library: Library) -> None:
    row = await row_of(library, LONG)
    await reading.save_place(library, row, Position(post="x:9999", offset=7), opened=True)
    async with flying(library) as pilot:
        assert shown_title(pilot).startswith(LONG)
        assert page_lines(pilot)[1] == "The Fog Keeper"
