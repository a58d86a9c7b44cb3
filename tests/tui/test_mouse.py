"""The mouse: clicks and the wheel, on the lists and on the page."""

from flight import flying, kind, main_screen, on_main, page_lines, press, row_of, shown_title, shows, until
from textual.events import MouseScrollDown, MouseScrollUp
from textual.pilot import Pilot
from textual.widget import Widget

from threadtui.library import maintaining
from threadtui.library.opening import Library
from threadtui.tui.widgets.chrome import Divider


async def wheel(pilot: Pilot[None], widget: Widget, kind: type[MouseScrollDown] | type[MouseScrollUp]) -> None:
    """One step of the wheel over a widget."""
    x, y = widget.region.offset
    event = kind(
        widget, x=x + 2, y=y + 2, delta_x=0, delta_y=0, button=0, shift=False, meta=False, ctrl=False, screen_x=x + 2,
        screen_y=y + 2,
    )  # fmt: skip
    pilot.app.post_message(event)
    await pilot.pause()


async def test_a_click_opens_a_thread(library: Library) -> None:
    async with flying(library) as pilot:
        await pilot.click("#threads", offset=(5, 2))
        await until(pilot, lambda: main_screen(pilot).opened)
        assert shown_title(pilot).startswith("A preview")
        assert kind(pilot) == "reader"


async def test_a_click_chooses_an_author(library: Library) -> None:
    async with flying(library) as pilot:
        await pilot.click("#authors", offset=(5, 1))
        await until(pilot, lambda: main_screen(pilot).left.heading.name_shown == "@fog_keeper")


async def test_a_click_under_the_rows_does_nothing(library: Library) -> None:
    async with flying(library) as pilot:
        await pilot.click("#threads", offset=(5, 20))
        await pilot.pause()
        assert not main_screen(pilot).opened


async def test_a_click_on_the_page_goes_there(library: Library) -> None:
    async with flying(library) as pilot:
        await until(pilot, lambda: main_screen(pilot).reader.thread)
        await pilot.click("#reader", offset=(10, 5))
        await until(pilot, lambda: kind(pilot) == "reader")
        assert main_screen(pilot).query_one(Divider).heavy


async def test_the_wheel_moves_the_page_whichever_pane_has_the_focus(library: Library) -> None:
    async with flying(library, open=await row_of(library, "Forty")) as pilot:
        before = page_lines(pilot)
        reader = main_screen(pilot).reader
        await wheel(pilot, reader, MouseScrollDown)
        assert page_lines(pilot)[:-3] == before[3:]
        await press(pilot, "h")
        await wheel(pilot, reader, MouseScrollUp)
        assert page_lines(pilot) == before
        assert kind(pilot) == "threads"


async def test_the_wheel_walks_through_a_list(library: Library) -> None:
    async with flying(library) as pilot:
        threads = main_screen(pilot).left.threads
        await wheel(pilot, threads, MouseScrollDown)
        assert threads.cursor == 1
        await wheel(pilot, threads, MouseScrollUp)
        assert threads.cursor == 0


async def test_a_click_on_a_thread_that_has_gone_is_reported(library: Library) -> None:
    row = await row_of(library, "A preview")
    async with flying(library, size=(120, 40)) as pilot:
        await maintaining.delete(library, [row])
        await pilot.click("#threads", offset=(5, 2))
        await shows(pilot, "it may be in the trash")
        assert on_main(pilot)
