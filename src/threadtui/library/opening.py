"""Opening a library, the reader's own or the samples, and the one thread of execution in which it works.

Where the library lies is told by the front ends. What may be done in an open one stands in the modules beside this.
"""

import asyncio
import atexit
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import ParamSpec, TypeVar

from threadtui import __version__
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


async def open_samples(files: Path, cache: Path, *, private: bool = False) -> Library:
    """Open a library of the bundled sample ``files``, made anew in ``cache`` whenever the files change."""
    from threadtui.library.importing import import_inputs

    paths = await asyncio.to_thread(_sample_files, files)
    folder = await asyncio.to_thread(_samples_folder, paths, cache)
    locks = folder.parent / "locks"
    if not await asyncio.to_thread(folder.exists):
        # Made beside its place and moved there whole: an interrupted first start leaves no half of the samples.
        making = folder.with_name(f"{folder.name}.{os.getpid()}")
        library = await open_library(making, lock_folder=locks)
        await import_inputs(library, paths)
        await library.close()
        await asyncio.to_thread(_move_into_place, making, folder)
    return await open_library(folder, lock_folder=locks, private=private)


def _sample_files(files: Path) -> list[Path]:
    return sorted(path for path in files.iterdir() if path.is_file() and path.name != "README.md")


def _samples_folder(paths: list[Path], cache: Path) -> Path:
    """Where the library of these samples is; a temporary folder of this process where ``cache`` cannot be written."""
    content = hashlib.sha256(__version__.encode())
    for path in paths:
        content.update(path.name.encode() + b"\0" + path.read_bytes())
    try:
        cache.mkdir(parents=True, exist_ok=True)
        usable = os.access(cache, os.W_OK)
    except OSError:
        usable = False
    if not usable:
        cache = Path(tempfile.mkdtemp(prefix="threadtui-"))
        atexit.register(shutil.rmtree, cache, ignore_errors=True)
    return cache / f"samples-{content.hexdigest()[:16]}"


def _move_into_place(making: Path, folder: Path) -> None:
    try:
        making.rename(folder)
    except OSError:
        shutil.rmtree(making)  # another process was first: its samples are the same
