"""Pictures of the reader. A changed picture is looked at before it is accepted: ``pytest --snapshot-update``.

What is painted depends on nothing but the code: the library is the tests' own, times are absolute and in UTC.
"""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flight import kind, main_screen, on_main, page_of, press, row_of, screen_text, shows, typed, until
from pytest_textual_snapshot import SVGImageExtension  # type: ignore[import-untyped]
from stock import request, stocked
from textual.pilot import Pilot

from threadtui.library.opening import Library, open_library
from threadtui.settings import ReaderSettings, Settings
from threadtui.tui.app import ThreadTUIApp

SNAPSHOTS = Path(__file__).resolve().parents[1] / "snapshots" / Path(__file__).stem
SMALL, LARGE, NARROW = (80, 24), (120, 36), (40, 15)
LONG, NOTES, STUB = "Forty nights of fog", "Notes from a night of fog", "A preview of a thread"

# The plugin would put them beside this file.
SVGImageExtension.dirname = classmethod(lambda _class, *, test_location: str(SNAPSHOTS))

Compare = Callable[..., bool]


@pytest.fixture
def shelves(tmp_path: Path) -> Iterator[Library]:
    """The stocked library, for the plugin, which runs the app in a loop of its own."""
    library = asyncio.run(stocked(tmp_path))
    yield library
    asyncio.run(library.close())


def reader(library: Library, open: str | None = None, **more: object) -> ThreadTUIApp:
    """The reader on the thread whose title begins so."""
    row = asyncio.run(row_of(library, open)) if open else None
    return ThreadTUIApp(request(library, open=row, **more))


async def ready(pilot: Pilot[None]) -> None:
    """A thread is on the screen, and nothing more will come by itself."""
    await until(pilot, lambda: on_main(pilot) and page_of(pilot).thread and "·" in screen_text(pilot))


def test_lists(shelves: Library, snap_compare: Compare) -> None:
    async def fly(pilot: Pilot[None]) -> None:
        await ready(pilot)
        await press(pilot, "asterisk", "ctrl+n", "j", "j")
        await shows(pilot, "Notes from a night of fog")
        await shows(pilot, "See the tables")

    assert snap_compare(reader(shelves), terminal_size=SMALL, run_before=fly)


def test_authors(shelves: Library, snap_compare: Compare) -> None:
    async def fly(pilot: Pilot[None]) -> None:
        await ready(pilot)
        await press(pilot, "h")
        await until(pilot, lambda: kind(pilot) == "authors")

    assert snap_compare(reader(shelves), terminal_size=LARGE, run_before=fly)


@pytest.mark.parametrize("size", [SMALL, LARGE, NARROW], ids=["small", "large", "narrow"])
def test_page(shelves: Library, snap_compare: Compare, size: tuple[int, int]) -> None:
    assert snap_compare(reader(shelves, NOTES), terminal_size=size, run_before=ready)


def test_page_with_side_posts(shelves: Library, snap_compare: Compare) -> None:
    async def fly(pilot: Pilot[None]) -> None:
        await ready(pilot)
        await press(pilot, "enter")
        await shows(pilot, "A side remark")

    assert snap_compare(reader(shelves, NOTES), terminal_size=LARGE, run_before=fly)


@pytest.mark.parametrize("theme", ["terminal", "lamplight", "paper"])
def test_theme(shelves: Library, snap_compare: Compare, theme: str) -> None:
    async def fly(pilot: Pilot[None]) -> None:
        await ready(pilot)
        await press(pilot, "right_square_bracket", "right_square_bracket")

    settings = Settings(reader=ReaderSettings(theme=theme, times="absolute"))
    assert snap_compare(reader(shelves, NOTES, settings=settings), terminal_size=LARGE, run_before=fly)


def test_numbered(shelves: Library, snap_compare: Compare) -> None:
    async def fly(pilot: Pilot[None]) -> None:
        await ready(pilot)
        await press(pilot, "v", "space", "k")

    assert snap_compare(reader(shelves, LONG), terminal_size=SMALL, run_before=fly)


def test_zen(shelves: Library, snap_compare: Compare) -> None:
    async def fly(pilot: Pilot[None]) -> None:
        await ready(pilot)
        await press(pilot, "z")
        await until(pilot, lambda: page_of(pilot).size.width == LARGE[0])

    assert snap_compare(reader(shelves, NOTES), terminal_size=LARGE, run_before=fly)


def test_stub(shelves: Library, snap_compare: Compare) -> None:
    assert snap_compare(reader(shelves, STUB), terminal_size=SMALL, run_before=ready)


def test_samples_banner(shelves: Library, snap_compare: Compare, tmp_path: Path) -> None:
    home = asyncio.run(open_library(tmp_path / "own", lock_folder=tmp_path / "own locks"))
    assert snap_compare(reader(shelves, home=home), terminal_size=SMALL, run_before=ready)
    asyncio.run(home.close())


def test_narrow_lists(shelves: Library, snap_compare: Compare) -> None:
    async def fly(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "Flour first." in screen_text(pilot))
        await press(pilot, "ctrl+n")
        await shows(pilot, "Forty nights")

    assert snap_compare(reader(shelves), terminal_size=NARROW, run_before=fly)


DIALOGS = {
    "help": (SMALL, "question_mark", "", "next unread"),
    "palette": (LARGE, "colon", "the", "theme"),
    "question": (SMALL, "A", "", "Mark 3 threads"),
    "unroll": (SMALL, "u", "", "Unroll a thread"),
    "unroll-narrow": (NARROW, "u", "~/page.html", "page.html"),
    "filter": (SMALL, "backslash", "fog", "filter: fog"),
}


@pytest.mark.parametrize(("size", "key", "words", "expected"), DIALOGS.values(), ids=DIALOGS)
def test_dialog(
    shelves: Library, snap_compare: Compare, size: tuple[int, int], key: str, words: str, expected: str
) -> None:
    async def fly(pilot: Pilot[None]) -> None:
        await ready(pilot)
        await press(pilot, key)
        await typed(pilot, words)
        await shows(pilot, expected)

    assert snap_compare(reader(shelves, NOTES), terminal_size=size, run_before=fly)


def test_error(shelves: Library, snap_compare: Compare) -> None:
    async def fly(pilot: Pilot[None]) -> None:
        await ready(pilot)
        await press(pilot, "u")
        await typed(pilot, "/not/there.html")
        await press(pilot, "enter")
        await shows(pilot, "check its name")
        assert main_screen(pilot).is_current

    assert snap_compare(reader(shelves, LONG), terminal_size=SMALL, run_before=fly)
