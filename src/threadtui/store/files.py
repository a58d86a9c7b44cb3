"""The library's folder: reading, writing, the one lock, batches, damaged files. What files mean is for other modules.

One lock per library, outside the library's folder (which may be synced to other machines), is held around every
read-modify-write. Reading takes no lock: files change by replacement, so a reader sees the old one or the new one.
"""

import hashlib
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Literal, TypeVar

from msgspec import Struct

from threadtui.errors import LibraryBusy, LibraryDamaged, LibraryError, LibraryReadOnly
from threadtui.store import atomic
from threadtui.store.batch import Batch
from threadtui.store.migrations import Unreadable, decode
from threadtui.store.records import Kind, kind_of

Shape = TypeVar("Shape")
Documents = Mapping[str, Mapping[str, Struct]]
"""Table name → document id → document."""
Touched = dict[Path, atomic.Signature | None]
"""Files, and folders of files, that a transaction changed → their signature before."""
Mender = Callable[[Path], tuple[bytes, str] | None]
"""From the path of a damaged file to what can stand in for it and a sentence that says what that is."""

_READ_ONLY_HINT = "Reading works; to keep anything, make it writable or name another library with --library"


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what the system says against reading ``path`` into a LibraryError."""
    try:
        yield
    except OSError as error:
        raise LibraryError(
            f"cannot read {path}: {error.strerror}", "Check who may read it, and whether the disk is well"
        ) from error


def entries(folder: Path) -> list[os.DirEntry[str]]:
    """What is in a folder, by name; nothing where there is no folder. Raises LibraryError where it may not be read."""
    with reading(folder):
        try:
            return sorted(os.scandir(folder), key=lambda entry: entry.name)
        except (FileNotFoundError, NotADirectoryError):
            return []


class LibraryFiles:
    """All access of the store to its folder.

    ``menders`` say per kind of file what stands in for a damaged one; ``followers`` are called at the end of every
    outermost transaction, still under the lock, with what it touched; ``notices`` are sentences for the reader.
    """

    def __init__(
        self, folder: Path, *, lock_folder: Path, clock: Callable[[], datetime], read_only: bool, patience: float
    ) -> None:
        self.folder = folder
        self.clock = clock
        self.read_only = read_only or (folder.exists() and not os.access(folder, os.W_OK))
        self.notices: list[str] = []
        self.menders: dict[Kind, Mender] = {}
        self.followers: list[Callable[[Touched], None]] = []
        self.step = ""
        """name of the outermost transaction now open, for the undo journal"""
        self._lock_folder = lock_folder
        self._patience = patience
        self._owner: int | None = None
        self._touched: Touched = {}
        self._batch: Batch | None = None

    # reading

    def read(self, path: Path, shape: type[Shape]) -> Shape | None:
        """The database at ``path``, None where there is none.

        A damaged file is kept aside, with a notice; what can stand in for it is put in place and returned, else None.
        Raises LibraryNewer, or LibraryError where the system refuses.
        """
        data = self.data(path)
        if data is None:
            return None
        try:
            return decode(data, shape, path)
        except Unreadable:
            return self._mend(path, shape)

    def data(self, path: Path) -> bytes | None:
        """The bytes of a file as this transaction left them, None where there is none."""
        current = self.current(path)
        with reading(path):
            try:
                return None if current is None else current.read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                return None

    def current(self, path: Path) -> Path | None:
        """Where the newest bytes of ``path`` are: in a batch, a file not yet in place; None once removed."""
        return self._batch.current(path) if self._batch is not None and self.owned else path

    def names(self, folder: Path) -> list[str]:
        """Names of the files in a folder as this transaction left them, sorted; none where there is no folder."""
        found = {entry.name for entry in entries(folder) if not entry.name.startswith(".")}
        if self._batch is not None and self.owned:
            written, removed = self._batch.names(folder)
            found = (found | written) - removed
        return sorted(found)

    # writing

    @property
    def owned(self) -> bool:
        """Whether this thread has a transaction open."""
        return self._owner == threading.get_ident()

    @contextmanager
    def transaction(self, *, durable: Literal["each", "batch"] = "each") -> Iterator[None]:
        """Hold the library's lock; a transaction inside another joins it.

        ``each``: every write is on the disk when it returns. ``batch``: all of them are put in place together at the
        end, after one sync; an error or an interrupt before that leaves the library as it was.
        Raises LibraryReadOnly, or LibraryBusy when another process keeps the lock too long.
        """
        if self.owned:
            yield
            return
        if self.read_only:
            raise LibraryReadOnly(f"the library {self.folder} may be read, not written", _READ_ONLY_HINT)
        with self._locked():
            self._begin(batch=durable == "batch")
            try:
                yield
                self._put_in_place()
                for follow in self.followers:
                    follow(self._touched)
            finally:
                self._end()

    def change(self, path: Path, put: Documents, gone: Mapping[str, Iterable[str]] | None = None) -> None:
        """Put documents into tables of the database at ``path``, whole, and drop others, in one write."""
        from threadtui.store.storage import change  # brings tinydb in, which reading does without

        change(self, path, put, gone or {})

    def write(self, path: Path, data: bytes) -> None:
        """Make ``data`` the bytes of ``path``; nothing is written where they are that already."""
        with self.transaction(), self._failures(path):
            if self._holds(path, data):
                return
            self._touch(path)
            atomic.make_folder(path.parent)
            if self._batch is None:
                atomic.write_in_place(path, data)
            else:
                self._batch.stage(path, atomic.write_temporary(path, data, sync=False))

    def remove(self, path: Path) -> None:
        """Remove a file that may be there; in a batch, after all that the batch writes."""
        with self.transaction(), self._failures(path):
            self._touch(path)
            if self._batch is not None:
                self._batch.stage(path, None)
            elif path.exists():
                path.unlink()
                atomic.sync(path.parent)

    def append(self, path: Path, line: bytes) -> None:
        """Add a line to a file of lines, on the disk when this returns, in a batch too."""
        with self.transaction(), self._failures(path):
            atomic.make_folder(path.parent)
            atomic.append(path, line)

    def sweep(self, folder: Path) -> bool:
        """Remove temporary files that a killed writer left in a folder, and the folder if nothing else is in it.

        Needs an open transaction; False where the folder went.
        """
        if self._batch is not None:
            return True
        with self._failures(folder):
            for entry in entries(folder):
                if entry.name.startswith(atomic.TEMPORARY):
                    Path(entry.path).unlink(missing_ok=True)
            if entries(folder):
                return True
            folder.rmdir()
            return False

    # the lock and the batch

    @contextmanager
    def _locked(self) -> Iterator[None]:
        from filelock import FileLock, Timeout  # costs 50 ms, and reading needs none

        name = hashlib.sha256(os.fsencode(self.folder.resolve())).hexdigest()[:16]
        with self._failures(self._lock_folder):
            self._lock_folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self._lock_folder / f"{name}.lock", timeout=self._patience):
                yield
        except Timeout as error:
            raise LibraryBusy(
                f"another ThreadTUI is writing to the library {self.folder}", "Try again when it is done"
            ) from error

    def _begin(self, *, batch: bool) -> None:
        self._owner = threading.get_ident()
        self.step = os.urandom(6).hex()
        self._touched = {}
        self._batch = Batch() if batch else None

    def _end(self) -> None:
        if self._batch is not None:
            self._batch.discard()
        self._batch = None
        self._touched = {}
        self.step = ""
        self._owner = None

    def _put_in_place(self) -> None:
        if self._batch is not None:
            with self._failures(self.folder):
                self._batch.put_in_place()
            self._batch = None

    def _holds(self, path: Path, data: bytes) -> bool:
        current = self.current(path)
        try:
            return current is not None and current.stat().st_size == len(data) and current.read_bytes() == data
        except (FileNotFoundError, NotADirectoryError):
            return False

    def _touch(self, path: Path) -> None:
        for one in (path, path.parent):
            self._touched.setdefault(one, atomic.signature(one))

    @contextmanager
    def _failures(self, path: Path) -> Iterator[None]:
        try:
            yield
        except PermissionError as error:
            raise LibraryReadOnly(f"{path} may not be written", _READ_ONLY_HINT) from error
        except OSError as error:
            raise LibraryError(
                f"cannot write {path}: {error.strerror}",
                "Nothing was lost; make room on the disk or mend it, and try again",
            ) from error

    # damage

    def _mend(self, path: Path, shape: type[Shape]) -> Shape | None:
        """What stands in for a file that was found damaged: see :meth:`read`."""
        if self.read_only:
            return self._stand_in(path, shape, kept="it is left as it is")
        with self.transaction():
            try:
                data = self.data(path)
                return None if data is None else decode(data, shape, path)  # another process was quicker
            except Unreadable:
                aside = self._set_aside(path)
            return self._stand_in(path, shape, kept=f"it is kept as {aside.name}")

    def _set_aside(self, path: Path) -> Path:
        stamp = self.clock().strftime("%Y%m%dT%H%M%SZ")
        aside, number = path.with_name(f"{path.name}.damaged-{stamp}"), 1
        while aside.exists():
            number += 1
            aside = path.with_name(f"{path.name}.damaged-{stamp}-{number}")
        with self._failures(path):
            self._touch(path)
            current = self.current(path)
            if current is None:
                raise LibraryDamaged(f"{path} is unreadable", "Restore it from a copy of your own")
            current.replace(aside)
            atomic.sync(path.parent)
        return aside

    def _stand_in(self, path: Path, shape: type[Shape], *, kept: str) -> Shape | None:
        mender = self.menders.get(kind_of(path))
        found = mender(path) if mender else None
        data, words = found or (None, "nothing could take its place")
        self.notices.append(f"{path} was unreadable: {kept}; {words}")
        if data is None:
            return None
        if not self.read_only:
            self.write(path, data)
        return decode(data, shape, path)
