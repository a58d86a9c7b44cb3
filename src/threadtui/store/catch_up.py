"""Bringing the index up to date with the files, after our own writes and after those of others.

An author's folder is looked into only if it, or one of its few list files, looks different from what the index has
seen: every write that replaces files changes the folder's time, so that thousands of bodies need not be asked one by
one. Posts are read again for bodies that changed. (A program that overwrites a body in place, without touching the
folder, is noticed only when something else in the folder changes.)
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path

from msgspec import Raw, field

from threadtui.errors import LibraryBusy, LibraryError
from threadtui.store import atomic, index_rows, mending
from threadtui.store.files import LibraryFiles, Touched, entries, reading
from threadtui.store.index_rows import BodyKeys, ThreadKeys
from threadtui.store.records import AUTHORS, READER, THREADS, RawThreadsFile, Versioned
from threadtui.store.singles import is_singles

Writing = Callable[[], AbstractContextManager[sqlite3.Connection]]
"""Opens a write transaction of the index."""

_FOLDER = "."
"""the name under which the folder itself stands among its list files"""
_AT_ONCE = 500
"""bodies read between two writes: readers of the index wait no longer than for these"""


class RawSingles(Versioned, frozen=True, kw_only=True):
    """``singles-<year>.json`` with its posts undecoded."""

    posts: dict[str, Raw] = field(default_factory=dict)


class RawStates(Versioned, frozen=True, kw_only=True):
    """``reader.json`` with its states undecoded."""

    states: dict[str, Raw] = field(default_factory=dict)


class CatchUp:
    """Reads files and writes index rows; knows which files the index has seen."""

    def __init__(self, files: LibraryFiles, writing: Writing) -> None:
        self._files = files
        self._root = files.folder / AUTHORS
        self._writing = writing

    def all(self) -> bool:
        """Catch up with every author; whether anything that a list shows may have changed.

        A folder that cannot be read (a later version wrote it) is left as it was known, with a notice; while another
        process keeps the lock, all that is left is for the next time.
        """
        changed = False
        with self._writing() as connection:
            seen = _seen_lists(connection)
        present = dict(self._folders())
        with suppress(LibraryBusy):
            for folder, stat in present.items():
                if self._differs(folder, stat, seen.get(folder.name, {})):
                    changed |= self._look_into(folder)
        gone = seen.keys() - {folder.name for folder in present}
        if gone:
            with self._writing() as connection:
                for name in gone:
                    _forget(connection, name)
        return changed or bool(gone)

    def touched(self, touched: Touched) -> None:
        """Catch up with what our own transaction has just written, the lock still held."""
        by_folder: dict[Path, set[str]] = {}
        for path in touched:
            if path.parent.parent == self._root:
                by_folder.setdefault(path.parent, set()).add(path.name)
        for folder, names in by_folder.items():
            if not (folder / THREADS).exists() and not self._files.sweep(folder):
                with self._writing() as connection:
                    _forget(connection, folder.name)
                continue
            with self._writing() as connection:
                recorded = _seen_lists(connection, folder.name).get(folder.name, {}).get(_FOLDER)
            self._read_again(folder, names)
            signatures = {name: atomic.signature(folder / name) for name in names}
            if recorded == touched.get(folder):
                signatures[_FOLDER] = atomic.signature(folder)  # nobody else has changed it unseen
            self._record(folder.name, signatures)

    # looking

    def _folders(self) -> Iterator[tuple[Path, atomic.Signature]]:
        for entry in entries(self._root):
            if entry.is_dir():
                yield Path(entry.path), atomic.signature_of(entry.stat())

    def _differs(self, folder: Path, stat: atomic.Signature, seen: dict[str, atomic.Signature]) -> bool:
        if seen.get(_FOLDER) != stat:
            return True
        return any(seen[name] != atomic.signature(folder / name) for name in seen if name != _FOLDER)

    def _look_into(self, folder: Path) -> bool:
        lock = nullcontext() if self._files.read_only else self._files.transaction()
        try:
            with reading(folder), lock:
                return self._compare(folder) if self._files.read_only or self._files.sweep(folder) else True
        except LibraryBusy:
            raise
        except LibraryError as error:
            if error.message not in self._files.notices:
                self._files.notices.append(error.message)
            return False

    def _compare(self, folder: Path) -> bool:
        whole = atomic.signature(folder)
        present: dict[str, atomic.Signature | None] = {}
        for entry in entries(folder):
            if entry.name.endswith(".json") and not entry.name.startswith("."):
                present[entry.name] = atomic.signature_of(entry.stat())
        with self._writing() as connection:
            seen = _seen(connection, folder.name)
        vanished: dict[str, atomic.Signature | None] = dict.fromkeys(seen.keys() - present.keys() - {_FOLDER})
        different = {name: now for name, now in present.items() if seen.get(name) != now} | vanished
        changed = self._read_again(folder, different)
        if whole is not None and atomic.settled(whole):
            different[_FOLDER] = whole
        self._record(folder.name, different)
        return self._list_the_unlisted(folder) or changed

    def _list_the_unlisted(self, folder: Path) -> bool:
        """Bring threads that the author's list lacks back into it, unless all their posts are elsewhere by now.

        The index follows at the end of the transaction.
        """
        lost = mending.unlisted(self._files, folder)
        with self._writing() as connection:
            lost = {name: one for name, one in lost.items() if not index_rows.holds_all(connection, one.every_post())}
        if not lost:
            return False
        if self._files.read_only:
            self._files.notices.append(f"{folder / THREADS} lacks {len(lost)} of the threads beside it")
            return False
        mending.list_again(self._files, folder, lost)
        return True

    def _record(self, folder: str, signatures: dict[str, atomic.Signature | None]) -> None:
        with self._writing() as connection:
            for name, now in signatures.items():
                table = "lists" if _is_list(name) else "bodies"
                if now is None:
                    connection.execute(f"DELETE FROM {table} WHERE folder = ? AND name = ?", (folder, name))
                else:
                    connection.execute(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?, ?, ?)", (folder, name, *now))

    # reading again

    def _read_again(self, folder: Path, names: Iterable[str]) -> bool:
        """Bring the rows of an author up to date with these files; whether any row changed."""
        changed = set(names)
        with self._writing() as connection:
            before = connection.total_changes
            author = index_rows.author_in(connection, folder.name)
            bodies = {name for name in changed if not _is_list(name)}
            if author is None or THREADS in changed:
                listed = self._files.read(folder / THREADS, RawThreadsFile)
                if listed is None or listed.author_now is None:
                    index_rows.remove_author(connection, folder.name)
                    return connection.total_changes != before
                author = index_rows.put_author(connection, folder.name, listed.author_now)
                bodies |= index_rows.put_threads(connection, author, listed.threads)
            for name in sorted(filter(is_singles, changed)):
                index_rows.put_singles(connection, author, name, self._singles(folder / name))
            index_rows.put_states(connection, author.id, self._states(folder))
            different = connection.total_changes != before
            if different:  # in one with the rows: after a crash nobody would know that the counts are old
                index_rows.recount(connection, author.id)
        return self._read_bodies(folder, author.id, bodies) or different

    def _singles(self, path: Path) -> dict[str, Raw]:
        return (self._files.read(path, RawSingles) or RawSingles()).posts

    def _states(self, folder: Path) -> dict[str, bytes]:
        states = (self._files.read(folder / READER, RawStates) or RawStates()).states
        return {key: bytes(raw) for key, raw in states.items()}

    def _read_bodies(self, folder: Path, author_id: int, names: set[str]) -> bool:
        different = False
        ordered = sorted(names)
        for start in range(0, len(ordered), _AT_ONCE):
            threads: list[tuple[str, ThreadKeys]] = []
            missing: list[str] = []
            for name in ordered[start : start + _AT_ONCE]:
                body = self._files.read(folder / name, BodyKeys)
                threads.extend(body.thread.items() if body else ())
                missing.extend([] if body else [name])
            with self._writing() as connection:
                before = connection.total_changes
                index_rows.put_bodies(connection, author_id, threads)
                index_rows.put_missing(connection, author_id, missing)
                different |= connection.total_changes != before
        return different


def _is_list(name: str) -> bool:
    return name in (_FOLDER, THREADS, READER) or is_singles(name)


def _seen_lists(connection: sqlite3.Connection, folder: str | None = None) -> dict[str, dict[str, atomic.Signature]]:
    """Folder → list file (and ``.``, the folder itself) → as the index has seen it."""
    where, values = ("WHERE folder = ?", (folder,)) if folder else ("", ())
    found: dict[str, dict[str, atomic.Signature]] = {}
    for row in connection.execute(f"SELECT folder, name, size, mtime_ns, inode FROM lists {where}", values):
        found.setdefault(row[0], {})[row[1]] = atomic.Signature(*row[2:])
    return found


def _seen(connection: sqlite3.Connection, folder: str) -> dict[str, atomic.Signature]:
    """List files and bodies of one folder, as the index has seen them."""
    found = dict(_seen_lists(connection, folder).get(folder, {}))
    for row in connection.execute("SELECT name, size, mtime_ns, inode FROM bodies WHERE folder = ?", (folder,)):
        found[row[0]] = atomic.Signature(*row[1:])
    return found


def _forget(connection: sqlite3.Connection, folder: str) -> None:
    index_rows.remove_author(connection, folder)
    for table in ("lists", "bodies"):
        connection.execute(f"DELETE FROM {table} WHERE folder = ?", (folder,))
