"""The store: everything that is kept on the disk, and the only room that imports tinydb and sqlite3.

``open_store`` binds the parts. Nothing is created before the first write; opening reads one small file.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from threadtui.errors import LibraryError
from threadtui.store.authors import AuthorFolders
from threadtui.store.files import LibraryFiles, reading
from threadtui.store.index import Index
from threadtui.store.index_queries import ListQuery, Located, Sort
from threadtui.store.journal import Journal
from threadtui.store.media_store import MediaStore
from threadtui.store.reader_store import ReaderStore
from threadtui.store.records import Trashed
from threadtui.store.thread_store import ThreadStore
from threadtui.store.undo import Undo, Undone

if TYPE_CHECKING:
    from threadtui.store.backups import Backups

__all__ = ["ListQuery", "Located", "Sort", "Store", "Trashed", "Undone", "open_store"]


def _now() -> datetime:
    return datetime.now(UTC)


def open_store(
    folder: Path,
    *,
    lock_folder: Path,
    clock: Callable[[], datetime] = _now,
    read_only: bool = False,
    patience: float = 10.0,
) -> "Store":
    """The library in ``folder``, which need not exist yet. ``lock_folder`` is a place outside it, on this machine.

    ``patience`` is how many seconds a write waits for another process. Raises LibraryNewer where a later version wrote
    the library, LibraryError where ``folder`` is no folder or cannot be read.
    """
    with reading(folder):
        usable = not folder.exists() or folder.is_dir()
    if not usable:
        raise LibraryError(f"the library {folder} is not a folder", "Name a folder with --library")
    files = LibraryFiles(folder, lock_folder=lock_folder, clock=clock, read_only=read_only, patience=patience)
    return Store(files)


class Store:
    """One library: threads, the reader's own data, undo, media and the index, under one lock."""

    def __init__(self, files: LibraryFiles) -> None:
        self._files = files
        folders = AuthorFolders(files)
        journal = Journal(files)
        self.reader = ReaderStore(files, folders, journal)
        self.threads = ThreadStore(files, folders, self.reader, journal)
        self.undo = Undo(files, journal, self.threads, self.reader)
        self.media = MediaStore(files)
        self.index = Index(files, folders)
        files.menders["library"] = files.menders["reader"] = lambda path: self.backups.newest_good(path)
        folders.entries()

    @cached_property
    def backups(self) -> "Backups":
        """The copies of the reader's own data."""
        from threadtui.store.backups import Backups  # brings zipfile in, which few starts need

        return Backups(self._files)

    @property
    def folder(self) -> Path:
        """The library's folder."""
        return self._files.folder

    @property
    def read_only(self) -> bool:
        """Whether writes are refused."""
        return self._files.read_only

    def transaction(self, *, durable: Literal["each", "batch"] = "each") -> AbstractContextManager[None]:
        """Hold the library's lock around several reads and writes; a transaction inside another joins it.

        ``each``: every write is on the disk when it returns. ``batch``: all are put in place together at the end, after
        one sync; an error or interrupt before that leaves the library as it was. The index follows at the end.
        """
        return self._files.transaction(durable=durable)

    def notices(self) -> list[str]:
        """What the reader should be told: files that were damaged, where they are kept, what took their place."""
        return list(self._files.notices)

    def backup_if_due(self) -> Path | None:
        """Once per start: copy the reader's own data if it changed, and let go of what was deleted 30 days ago."""
        if self.read_only or not self.folder.is_dir():
            return None
        self.threads.expire_trash()
        return self.backups.make_if_due()

    def close(self) -> None:
        """Let go of the index's file."""
        self.index.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
