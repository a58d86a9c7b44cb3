"""Opening the library that a command works on."""

import asyncio
import contextlib
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from threadtui.cli.output import say
from threadtui.library.opening import Library, open_library
from threadtui.paths import places

T = TypeVar("T")


def with_library(folder: Path | None, use: Callable[[Library], Awaitable[T]]) -> T:
    """Open the library (``folder``, else the reader's own), let ``use`` work on it, close it, and say what it notes.

    Ctrl-C cancels ``use``; then :class:`KeyboardInterrupt` is raised.
    """

    async def work() -> T:
        _cancel_on_interrupt()
        where = places(folder)
        library = await open_library(where.library, lock_folder=where.locks)
        try:
            await library.catch_up()
            return await use(library)
        finally:
            for notice in library.notices():
                say(f"note: {notice}")
            await library.close()

    try:
        return asyncio.run(work())
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None


def _cancel_on_interrupt() -> None:
    """Let Ctrl-C cancel the current task at once.

    What ``asyncio.run`` does by itself may be noticed only when the next thing happens, and that may be never: the
    signal can arrive between Python's last look at signals and its waiting. The loop's own handlers have no such hole.
    """
    task = asyncio.current_task()
    if task is not None and signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        with contextlib.suppress(NotImplementedError):  # where the system has no such handlers
            asyncio.get_running_loop().add_signal_handler(signal.SIGINT, task.cancel)
