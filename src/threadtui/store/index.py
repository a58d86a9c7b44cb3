"""The derived catalogue: authors with counts, thread lists, where each post is. Never the truth, and gone without loss.

It lives in ``index.sqlite`` where the library can be written, else in memory. What is asked before the first
:meth:`Index.catch_up` is answered as of the last time; our own writes are in it when their transaction ends.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import msgspec

from threadtui.errors import LibraryError
from threadtui.models import Author, AuthorListing, ThreadListing
from threadtui.store import index_queries, index_schema
from threadtui.store.authors import AuthorFolders
from threadtui.store.catch_up import CatchUp
from threadtui.store.files import LibraryFiles, Touched
from threadtui.store.index_queries import ListQuery, Located

Answer = TypeVar("Answer")


class Index:
    """One connection, shared by the threads of this process, opened when first asked."""

    def __init__(self, files: LibraryFiles, folders: AuthorFolders) -> None:
        self._files = files
        self._folders = folders
        self._path = files.folder / "index.sqlite"
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._provisional = False
        """in memory only because the library has no folder yet"""
        self._catch_up = CatchUp(files, self._writing)
        files.followers.append(self._follow)

    def close(self) -> None:
        """Close the connection; the next question opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    # asking

    def authors(self) -> list[AuthorListing]:
        """Every author with their counts, the one who wrote last first."""
        return self._ask(index_queries.authors)

    def listings(self, query: ListQuery) -> list[ThreadListing]:
        """The threads that a query describes, in its order. A former key of the author will do."""
        if query.author is not None:
            query = msgspec.structs.replace(query, author=self._folders.canonical(query.author))
        return self._ask(lambda connection: index_queries.listings(connection, query))

    def listings_of(self, keys: Iterable[str]) -> list[ThreadListing]:
        """The threads and single posts with exactly these keys, in their order; those not held are left out."""
        wanted = tuple(keys)
        return self._ask(lambda connection: index_queries.by_keys(connection, wanted))

    def find(self, id_prefix: str, limit: int = 10) -> list[ThreadListing]:
        """Threads and single posts that a key, an id's beginning or a permalink may mean; see :mod:`.index_queries`."""
        return self._ask(lambda connection: index_queries.find(connection, id_prefix, limit))

    def locate(self, post_keys: Iterable[str], conversations: Iterable[str] = ()) -> list[Located]:
        """The stored threads and single posts that a batch of new posts may belong to.

        They hold a post with one of ``post_keys`` (or an alias of it), answer one, or are of one of ``conversations``.
        Give the keys, aliases and parents of the new posts, and call :meth:`catch_up` first, in the same transaction.
        """
        keys, talks = tuple(post_keys), tuple(conversations)
        return self._ask(lambda connection: index_queries.locate(connection, keys, talks))

    def authors_named(self, handle: str, source: str | None = None) -> list[Author]:
        """Stored authors with this handle (without @, in any case), of one network or of all."""
        return self._ask(lambda connection: index_queries.authors_named(connection, handle, source))

    def last_opened(self) -> ThreadListing | None:
        """The thread that was opened last."""
        return self._ask(index_queries.last_opened)

    # keeping up

    def catch_up(self) -> bool:
        """Read again what has changed in the files since the index last saw them; whether any row changed.

        Cheap where nothing changed: a few file stats per author. Safe to call from any thread.
        """
        try:
            return self._catch_up.all()
        except sqlite3.DatabaseError as error:
            self._renew(error)
            self._catch_up.all()
            return True

    def _follow(self, touched: Touched) -> None:
        """Take in what our own transaction wrote. A write that was made must not fail for the index's sake."""
        try:
            if self._provisional:
                self.close()  # the library had no folder until now
            self._catch_up.touched(touched)
        except sqlite3.DatabaseError as error:
            self._renew(error)
            self._catch_up.all()
        except LibraryError as error:
            self._files.notices.append(error.message)

    def _ask(self, question: Callable[[sqlite3.Connection], Answer]) -> Answer:
        try:
            with self._lock:
                return question(self._open())
        except sqlite3.DatabaseError as error:
            self._renew(error)
            self._catch_up.all()
            with self._lock:
                return question(self._open())

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            connection = self._open()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._provisional = not self._files.read_only and not self._files.folder.is_dir()
            if self._provisional or self._files.read_only:
                self._connection = index_schema.open_in_memory(self._path)
            else:
                self._connection = self._open_on_disk()
        return self._connection

    def _open_on_disk(self) -> sqlite3.Connection:
        try:
            return index_schema.open_on_disk(self._path)
        except (sqlite3.Error, OSError):
            return index_schema.open_in_memory(self._path)

    def _renew(self, error: sqlite3.DatabaseError) -> None:
        """Begin again with an empty index: on the disk where the file was damaged, in memory where the disk refuses.

        An error of our own SQL is no damage: it comes up again from the new index.
        """
        with self._lock:
            self.close()
            if isinstance(error, sqlite3.OperationalError):
                self._connection = index_schema.open_in_memory(self._path)
            else:
                index_schema.discard(self._path)
