"""The bundled samples as a library of their own: made where nothing but a cache is, never in the reader's library."""

import asyncio
import atexit
import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from threadtui import __version__
from threadtui.library.importing import import_inputs
from threadtui.library.opening import Library, open_library


async def open_samples(files: Path, cache: Path, *, private: bool = False) -> Library:
    """Open a library of the bundled sample ``files``, made anew in ``cache`` whenever the files change."""
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
