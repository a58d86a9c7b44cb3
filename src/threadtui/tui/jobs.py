"""Work that takes a while, done beside the keys: reading the thread under the cursor, unrolling a file.

A job tells the screen what it found as a message; errors that the reader can act on are reported, bugs crash loudly.
"""

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from threadtui.models import ThreadListing
from threadtui.tui.messages import Changed, Previewed, Unrolled
from threadtui.tui.when import plural

if TYPE_CHECKING:
    from threadtui.tui.screens.main import MainScreen

REST = 0.08
"""seconds that the cursor rests on a row before the thread is shown: a held key draws no threads"""
PREVIEW = "preview"
UNROLL = "unroll"
CATCH_UP = "catch-up"


def preview(screen: "MainScreen", listing: ThreadListing) -> None:
    """Show the thread of a row soon, unless another row comes first."""
    # A function, not a coroutine: one that was stopped before it began would be missed.
    screen.run_worker(partial(_preview, screen, listing), group=PREVIEW, exclusive=True)  # type: ignore[arg-type]


def stop_preview(screen: "MainScreen") -> None:
    """Show none after all."""
    screen.workers.cancel_group(screen, PREVIEW)


async def _preview(screen: "MainScreen", listing: ThreadListing) -> None:
    await asyncio.sleep(REST)
    with screen.app.reporting():
        screen.post_message(Previewed(listing, await screen.shelf.body(listing)))


def catch_up(screen: "MainScreen") -> None:
    """Take in what other programs wrote to the library, and tend it, behind the first frame."""
    screen.run_worker(_catch_up(screen), group=CATCH_UP)


async def _catch_up(screen: "MainScreen") -> None:
    with screen.app.reporting():
        if await screen.shelf.library.catch_up():
            screen.post_message(Changed())
        await screen.shelf.library.tend()


def unroll(screen: "MainScreen", path: str) -> None:
    """Unroll the file at ``path`` into the reader's own library."""
    screen.run_worker(_unroll(screen, str(Path(path).expanduser())), group=UNROLL, exclusive=True)
    screen.say("unrolling … ^C cancels")


def cancel(screen: "MainScreen") -> bool:
    """Cancel the running job; False where there is none."""
    return bool(screen.workers.cancel_group(screen, UNROLL))


async def _unroll(screen: "MainScreen", path: str) -> None:
    from threadtui.library.importing import unroll_ref

    with screen.app.reporting():
        try:
            listing, report = await unroll_ref(screen.app.home, path)
        finally:
            screen.say("")
        counts = {"thread": report.threads_added, "stub": report.stubs_added}
        added = " and ".join(plural(count, noun) for noun, count in counts.items() if count)
        screen.post_message(Unrolled(listing, f"added {added}" if added else "already here, nothing new"))
