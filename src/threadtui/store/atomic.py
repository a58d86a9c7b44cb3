"""Writing a file so that a crash leaves the old one or the new one, never half of one; and telling whether it changed.

Only bytes and the file system are known here: what the bytes mean, who holds the lock and what a failure is called
belong to :mod:`threadtui.store.files`.
"""

import os
import time
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

_MANY = 32
"""more files than this are synced at once: each sync by itself costs some milliseconds on a disk"""
TEMPORARY = ".threadtui-"
"""What names of temporary files begin with; they are worth nothing once no writer holds the library's lock."""


class Signature(NamedTuple):
    """What a file looked like: size in bytes, time of change in nanoseconds, inode.

    Every write of ours puts a new file in place, so that at least one of the three changes with it.
    """

    size: int
    mtime_ns: int
    inode: int


def signature_of(stat: os.stat_result) -> Signature:
    """The signature in what ``os.stat`` or a directory entry tells."""
    return Signature(stat.st_size, stat.st_mtime_ns, stat.st_ino)


def signature(path: Path) -> Signature | None:
    """The signature of a file or folder, None where there is none."""
    try:
        return signature_of(path.stat())
    except (FileNotFoundError, NotADirectoryError):
        return None


def settled(seen: Signature) -> bool:
    """Whether a later change must show in the signature.

    Clocks of file systems tick coarsely (some milliseconds, on old ones a second or two), so that two changes of a
    file or folder within one tick look alike: what was changed just now cannot be trusted to be known yet.
    """
    tick = 2_000_000_000 if seen.mtime_ns % 1_000_000_000 == 0 else 20_000_000
    return time.time_ns() - seen.mtime_ns > tick


def write_temporary(path: Path, data: bytes, *, sync: bool) -> Path:
    """Write ``data`` beside ``path`` under a temporary name, on the disk if ``sync``; OSError leaves nothing behind."""
    temporary = path.with_name(f"{TEMPORARY}{os.urandom(8).hex()}")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            if sync:
                os.fsync(file.fileno())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def write_in_place(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path``, whole or not at all, and on the disk when this returns."""
    temporary = write_temporary(path, data, sync=True)
    try:
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync(path.parent)


def append(path: Path, line: bytes) -> None:
    """Add one line to a file and sync it; a torn last line (from a crash) is closed first."""
    with path.open("ab+") as file:
        if file.tell():
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                line = b"\n" + line
        file.write(line + b"\n")
        file.flush()
        os.fsync(file.fileno())


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; each new name is on the disk when this returns."""
    missing = [folder, *folder.parents]
    missing = missing[: next(i for i, one in enumerate(missing) if one.exists())]
    for one in reversed(missing):
        one.mkdir(exist_ok=True)
        sync(one.parent)


def sync_all(paths: Collection[Path]) -> None:
    """Bring files or folders to the disk: one by one if few, else with all that the system has yet to write."""
    if len(paths) > _MANY:
        os.sync()
        return
    for path in paths:
        sync(path)


def sync(path: Path) -> None:
    """Bring a file to the disk, or the names in a folder: without the latter a crash may forget a rename."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
