"""Opening a library, and the one thread of execution in which it works.

Where the library lies is told by the front ends. What may be done in an open one stands in the modules beside this.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import ParamSpec, TypeVar

from threadtui.store import Store, open_store

P = ParamSpec("P")
T = TypeVar("T")


class Library:
    """An open library. Only the rooms beside this one look into its ``store``; front ends pass it around.

    All blocking work happens in one thread of its own: callers never wait in the event loop, and what one use case
    reads no other one changes in between.
    """

    def __init__(self, folder: Path, store: Store, worker: ThreadPoolExecutor, *, private: bool) -> None:
        self.folder = folder
        self.store = store
        self.private = private
        """nothing of what is read is noted: no positions, no last thread"""
        self._worker = worker

    @property
    def read_only(self) -> bool:
        """Whether this library can be read but not written."""
        return self.store.read_only

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do blocking ``work`` in the library's thread."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, lambda: work(*args, **kwargs))

    async def catch_up(self) -> bool:
        """Take in what other processes have written since; True if that changed anything."""
        return await self.run(self.store.index.catch_up)

    async def tend(self) -> None:
        """What is due once a start: copy the reader's own data if it changed, empty old threads out of the trash."""
        await self.run(self.store.backup_if_due)

    def notices(self) -> list[str]:
        """What the reader should be told about this library: files set aside, backups that stood in."""
        return self.store.notices()

    async def close(self) -> None:
        """Finish what is under way and let go of the library."""
        await self.run(self.store.close)
        self._worker.shutdown()


async def open_library(folder: Path, *, lock_folder: Path, private: bool = False) -> Library:
    """Open the library in ``folder``, which need not exist: nothing is created until something is kept.

    Raises :class:`threadtui.errors.LibraryError` where it cannot be used.
    """
    worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="library")
    loop = asyncio.get_running_loop()
    store = await loop.run_in_executor(worker, lambda: open_store(folder, lock_folder=lock_folder))
    return Library(folder, store, worker, private=private)
