"""Makes the pictures of the documentation, ``docs/images/*.svg``, from the bundled samples.

Run it after a change of looks, and look at what it made. The same program gives the same bytes: sizes are fixed, times
are absolute and in UTC, and the marks in the lists are set here.
"""

import asyncio
import os
import re
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from threadtui.library import finding, reading
from threadtui.library.opening import Library
from threadtui.library.samples import open_samples
from threadtui.models import Position, ThreadListing
from threadtui.paths import bundled
from threadtui.settings import ReaderSettings, Settings
from threadtui.tui import ReaderRequest
from threadtui.tui.app import ThreadTUIApp

IMAGES = Path(__file__).parent / "images"
READ = ("Start here", "What the marks mean", "A sourdough starter", "How to sleep", "What washed up", "It isn't up")
BOOKMARKED = ("A lighthouse", "Lost property", "What the marks mean")
FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One picture: what is open, which of its posts is at the top (0: its header), which keys are pressed then."""

    name: str
    thread: str
    """how its title begins"""
    post: int = 0
    keys: tuple[str, ...] = ()
    theme: str = "lamplight"
    view: Literal["posts", "numbered"] = "posts"
    size: tuple[int, int] = (110, 32)


PICTURES = (
    Picture(name="reader", thread="A lighthouse", post=4),
    Picture(name="paper", thread="Lost property", post=2, theme="paper", view="numbered"),
    Picture(name="terminal", thread="The town that", theme="terminal"),
    Picture(name="help", thread="A lighthouse", post=4, keys=("question_mark",)),
    Picture(name="narrow", thread="The town that", post=2, size=(40, 15)),
)


async def main() -> None:
    """Make all of them."""
    os.environ["TZ"] = "UTC"
    time.tzset()
    os.environ.pop("NO_COLOR", None)
    IMAGES.mkdir(exist_ok=True)
    for picture in PICTURES:
        with tempfile.TemporaryDirectory() as folder:
            library = await open_samples(bundled("sample_threads"), Path(folder))
            await mark(library)
            svg = await taken(picture, library)
            await library.close()
        (IMAGES / f"{picture.name}.svg").write_text(svg, encoding="utf-8")


async def mark(library: Library) -> None:
    """Set the marks that the lists are to show."""
    await reading.mark_read(library, [await named(library, title) for title in READ], True)
    await reading.set_bookmark(library, [await named(library, title) for title in BOOKMARKED], True)


async def named(library: Library, title: str) -> ThreadListing:
    """The thread whose title begins so."""
    rows = await finding.threads(library, finding.ThreadQuery())
    return next(row for row in rows if row.summary.title.startswith(title))


async def taken(picture: Picture, library: Library) -> str:
    """The reader over ``library``, as SVG."""
    listing = await named(library, picture.thread)
    if picture.post:
        post = (await reading.load(library, listing)).posts[picture.post - 1]
        listing = await reading.save_place(library, listing, Position(post=post.key), opened=True)
    settings = Settings(reader=ReaderSettings(theme=picture.theme, view=picture.view, times="absolute"))
    app = ThreadTUIApp(ReaderRequest(library=library, home=library, settings=settings, open=listing))
    async with app.run_test(size=picture.size) as pilot:
        await pilot.pause()
        await pilot.press(*picture.keys)
        await pilot.pause()
        svg = app.export_screenshot(title="threadtui")
    # Some viewers drop the space that a text begins with; and a picture must not ask another server for its letters.
    return FONTS.sub("", svg).replace("<svg ", '<svg xml:space="preserve" ', 1)


if __name__ == "__main__":
    asyncio.run(main())
