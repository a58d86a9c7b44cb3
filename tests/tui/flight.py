"""Flying the reader in tests: opening it over a library, waiting for what must come, and reading the screen.

Nothing here sleeps for a fixed time: a test says what it waits for, and fails with the screen before it if that never
comes.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from stock import request
from textual.pilot import Pilot
from textual.widget import Widget

from threadtui.library import finding
from threadtui.library.finding import ThreadQuery
from threadtui.library.opening import Library
from threadtui.models import ThreadListing
from threadtui.tui.app import ThreadTUIApp
from threadtui.tui.screens.main import MainScreen
from threadtui.tui.widgets.reading_pane import ReadingPane

PATIENCE = 20
"""seconds after which what was waited for is taken not to come"""


@asynccontextmanager
async def flying(library: Library, *, size: tuple[int, int] = (100, 30), **more: object) -> AsyncIterator[Pilot[None]]:
    """The reader over ``library``, ready for keys; ``more`` goes into the request."""
    app = ThreadTUIApp(request(library, **more))
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: on_main(pilot) and main_screen(pilot).focused is not None)
        yield pilot
        # Keys that are still under way would meet an app whose screens are gone.
        while app.is_running and app.message_queue_size:
            await pilot.pause()


async def until(pilot: Pilot[None], condition: Callable[[], object]) -> None:
    """Wait until ``condition`` holds."""
    try:
        async with asyncio.timeout(PATIENCE):
            while not condition():
                if pilot.app._exception:
                    raise pilot.app._exception
                await pilot.pause()
    except TimeoutError:
        raise AssertionError("it never came; the screen:\n" + "\n".join(screen_lines(pilot))) from None


async def shows(pilot: Pilot[None], words: str) -> None:
    """Wait until ``words`` stand on the screen."""
    await until(pilot, lambda: words in screen_text(pilot))


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one behind the other, as somebody who types ahead, and wait until they are done.

    The pilot's own ``press`` waits twice for an idle processor after each key.
    """
    for key in keys:
        pilot.app.simulate_key(key)
    await pilot.pause()


async def typed(pilot: Pilot[None], words: str) -> None:
    """Type a text."""
    await press(pilot, *words)


async def quit_reader(pilot: Pilot[None]) -> None:
    """Leave it with Q, as people do; the place is kept by then."""
    await pilot.press("Q")
    async with asyncio.timeout(PATIENCE):
        while pilot.app.return_code is None:
            await pilot.pause()


def main_screen(pilot: Pilot[None]) -> MainScreen:
    """The main screen of the app that the pilot flies."""
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, MainScreen)
    return screen


def on_main(pilot: Pilot[None]) -> bool:
    """Whether no dialog is open."""
    return pilot.app.screen is main_screen(pilot)


def kind(pilot: Pilot[None]) -> str:
    """Which pane has the focus: authors, threads, reader."""
    return main_screen(pilot).panes.kind


def page_of(pilot: Pilot[None]) -> ReadingPane:
    """The reading pane."""
    return main_screen(pilot).reader


def at_end(pilot: Pilot[None]) -> bool:
    """Whether the page's last line is on the screen."""
    view = page_of(pilot).view
    return view is not None and view.at_end


def lines_of(widget: Widget) -> list[str]:
    """What a widget that draws its own lines shows now."""
    return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]


def page_lines(pilot: Pilot[None]) -> list[str]:
    """What the page shows, without the margins."""
    return [line.strip() for line in lines_of(page_of(pilot))]


def screen_lines(pilot: Pilot[None]) -> list[str]:
    """The whole screen, dialogs included."""
    strips = pilot.app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def screen_text(pilot: Pilot[None]) -> str:
    """The whole screen as one text."""
    return "\n".join(screen_lines(pilot))


def said(pilot: Pilot[None]) -> str:
    """What the last line says."""
    return main_screen(pilot).status.said


def thread_titles(pilot: Pilot[None]) -> list[str]:
    """The titles in the thread list, from the top."""
    return [row.summary.title for row in main_screen(pilot).left.threads.rows]


def row_shown(pilot: Pilot[None]) -> ThreadListing:
    """The row of the thread in the page."""
    shown = main_screen(pilot).shown
    assert shown is not None
    return shown


def shown_title(pilot: Pilot[None]) -> str:
    """The title of the thread in the page, or ""."""
    shown = main_screen(pilot).shown
    return shown.summary.title if shown else ""


async def row_of(library: Library, title: str) -> ThreadListing:
    """The row of the thread whose title begins so."""
    rows = await finding.threads(library, ThreadQuery())
    return next(row for row in rows if row.summary.title.startswith(title))
