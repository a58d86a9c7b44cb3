"""Opening the reader: on the reader's own library, or on the samples where that is empty.

Apart from the command of that name (:mod:`threadtui.cli.reader`), since the bare ``threadtui`` comes here at once,
without the modules that only a command with arguments needs.
"""

import asyncio
import os
import sys
from pathlib import Path

from threadtui.errors import ThreadTUIError
from threadtui.library import finding
from threadtui.library.opening import Library, open_library
from threadtui.models import ThreadListing
from threadtui.paths import bundled, places
from threadtui.settings import load_settings


class NoTerminal(ThreadTUIError):
    """The reader draws on a terminal, and there is none."""


def open_reader(
    thread: str | None = None, folder: Path | None = None, *, samples: bool = False, private: bool = False
) -> int:
    """Open the reader on ``thread``, else where it was left; gives its exit code when it is left.

    ``folder`` is the library's, instead of the reader's own. Raises :class:`ThreadTUIError` where it cannot open.
    """
    _need_terminal(thread)
    where = places(folder)
    settings = load_settings(where.settings)

    async def prepare() -> tuple[Library, Library, ThreadListing | None]:
        home = await open_library(where.library, lock_folder=where.locks, private=private)
        if samples or (thread is None and await _empty(home)):
            from threadtui.library.samples import open_samples

            shown = await open_samples(bundled("sample_threads"), where.cache, private=private)
        else:
            shown = home
        return home, shown, await finding.resolve(shown, thread) if thread else None

    home, shown, listing = asyncio.run(prepare())
    from threadtui.tui import ReaderRequest, run

    notices = shown.notices() if shown is home else [*home.notices(), *shown.notices()]
    request = ReaderRequest(library=shown, home=home, settings=settings, open=listing, notices=notices)
    try:
        return run(request)
    finally:
        for library in {home, shown}:
            asyncio.run(library.close())


async def _empty(library: Library) -> bool:
    if await finding.authors(library):
        return False
    await library.catch_up()  # what is derived may only be missing
    return not await finding.authors(library)


def _need_terminal(thread: str | None) -> None:
    """Raise :class:`NoTerminal` unless there is one to draw on and to read keys from."""
    instead = f"threadtui show {thread}" if thread else "threadtui list and threadtui show THREAD"
    hint = f"for pipes and plain terminals: {instead}"
    if not sys.stdout or not sys.stdout.isatty():
        raise NoTerminal("the reader needs a terminal to draw on", hint)
    if os.environ.get("TERM", "dumb") == "dumb":
        raise NoTerminal("the reader needs a terminal that can move its cursor, and TERM says dumb", hint)
    if not sys.stderr or not sys.stderr.isatty():
        raise NoTerminal("the reader draws through standard error, and that goes elsewhere", "leave out the 2>")
    if not sys.stdin or not sys.stdin.isatty():
        try:
            # What was piped in has been read by now: take the keys from the terminal itself.
            os.dup2(os.open("/dev/tty", os.O_RDONLY), 0)
        except OSError:
            raise NoTerminal("the reader needs a terminal to read keys from", hint) from None
