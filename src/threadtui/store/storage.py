"""TinyDB over the library's files. This is the only module that imports tinydb, and it is imported by the first write.

TinyDB's own storage overwrites the file in place; ours hands whole databases to :class:`LibraryFiles`, which replaces
files. TinyDB reads and writes in separate calls, so every change runs inside a transaction.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from threadtui.store import atomic
from threadtui.store.files import Documents, LibraryFiles
from threadtui.store.migrations import encode
from threadtui.store.records import Tables


class FileStorage(Storage):
    """One database in one file of the library.

    What was read is kept as long as nobody else writes the file; it is dropped when a write fails, since TinyDB has
    changed it by then. Inside :meth:`gathered` writes stay in memory and reach the file once, at the end.
    """

    def __init__(self, files: LibraryFiles, path: Path) -> None:
        self._files = files
        self._path = path
        self._memory: Tables | None = None
        self._seen: atomic.Signature | None = None
        self._gathering = False

    def read(self) -> Tables | None:
        """The tables, or None where there is no file yet."""
        if self._memory is None or not (self._gathering or self._seen == self._look()):
            self._memory = self._files.read(self._path, Tables)
            self._seen = self._look()
        return self._memory

    def write(self, data: Tables) -> None:
        """Replace the file by these tables."""
        self._memory = data
        if not self._gathering:
            self._flush()

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """Gather the writes of this block into one; an error in it writes nothing."""
        self._memory = None
        self._gathering = True
        try:
            yield
        except BaseException:
            self._memory = None
            raise
        finally:
            self._gathering = False
        self._flush()

    def _flush(self) -> None:
        if self._memory is None:
            return
        try:
            self._files.write(self._path, encode(self._memory))
        except BaseException:
            self._memory = None
            raise
        self._seen = self._look()

    def _look(self) -> atomic.Signature | None:
        current = self._files.current(self._path)
        return None if current is None else atomic.signature(current)


class KeyedTable(Table):
    """A table whose document ids are our keys, without a query cache (it would hide what other processes write)."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB's annotation knows only its own counter

    def __init__(self, storage: Storage, name: str) -> None:
        super().__init__(storage, name, cache_size=0)

    def put(self, documents: Mapping[str, Any], gone: Iterable[str] = ()) -> None:
        """Make these the documents under their keys, whole, in one write; drop those of the keys ``gone``.

        TinyDB's ``upsert`` would merge fields, and so keep one that is no longer set.
        """

        def renew(table: dict[Any, Any]) -> None:
            for key in gone:
                table.pop(key, None)
            table.update(documents)

        self._update_table(renew)


class Database(TinyDB):
    """A TinyDB with tables of ours."""

    table_class: type[Table] = KeyedTable

    def table(self, name: str, **_: Any) -> KeyedTable:
        """The table of that name."""
        table = super().table(name)
        assert isinstance(table, KeyedTable)
        return table


def change(files: LibraryFiles, path: Path, put: Documents, gone: Mapping[str, Iterable[str]]) -> None:
    """Put documents into tables of the database at ``path`` and drop others, in one write under the lock."""
    with files.transaction(), Database(files, path, storage=FileStorage) as database:
        storage = database.storage
        assert isinstance(storage, FileStorage)
        with storage.gathered():
            for name in dict.fromkeys((*put, *gone)):
                documents = {key: msgspec.to_builtins(one) for key, one in put.get(name, {}).items()}
                database.table(name).put(documents, gone.get(name, ()))
