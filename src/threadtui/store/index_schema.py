"""The index's database: its tables, and getting one to work with whatever stands in the library's folder.

The index is derived: any doubt about the file (missing, damaged, of another version) is settled by an empty one, which
the next catching up fills.
"""

import sqlite3
from pathlib import Path

VERSION = 1
"""raised with every change of the tables or of what is put into them"""

_TABLES = """
CREATE TABLE lists (
    folder TEXT NOT NULL, name TEXT NOT NULL, size INTEGER, mtime_ns INTEGER, inode INTEGER,
    PRIMARY KEY (folder, name)) WITHOUT ROWID;
CREATE TABLE bodies (
    folder TEXT NOT NULL, name TEXT NOT NULL, size INTEGER, mtime_ns INTEGER, inode INTEGER,
    PRIMARY KEY (folder, name)) WITHOUT ROWID;
CREATE TABLE authors (
    id INTEGER PRIMARY KEY, folder TEXT NOT NULL UNIQUE, key TEXT NOT NULL, source TEXT NOT NULL, handle TEXT NOT NULL,
    author BLOB NOT NULL, threads INTEGER NOT NULL DEFAULT 0, unread INTEGER NOT NULL DEFAULT 0, last_at INTEGER);
CREATE INDEX authors_key ON authors (key);
CREATE INDEX authors_handle ON authors (handle);
CREATE TABLE threads (
    id INTEGER PRIMARY KEY, author_id INTEGER NOT NULL, key TEXT NOT NULL, file TEXT NOT NULL, single INTEGER NOT NULL,
    stamp BLOB NOT NULL, summary BLOB NOT NULL, posts INTEGER NOT NULL, stub INTEGER NOT NULL,
    incomplete INTEGER NOT NULL, title TEXT NOT NULL, words TEXT NOT NULL, last_at INTEGER, permalink TEXT,
    state BLOB, unread INTEGER NOT NULL DEFAULT 1, bookmarked INTEGER NOT NULL DEFAULT 0, opened_at INTEGER,
    tags TEXT, UNIQUE (author_id, key));
CREATE INDEX threads_key ON threads (key);
CREATE INDEX threads_opened ON threads (opened_at) WHERE opened_at IS NOT NULL;
CREATE INDEX threads_permalink ON threads (permalink) WHERE permalink IS NOT NULL;
CREATE TABLE posts (
    thread_id INTEGER NOT NULL, key TEXT NOT NULL, parent TEXT, conversation TEXT, permalink TEXT);
CREATE INDEX posts_thread ON posts (thread_id);
CREATE INDEX posts_key ON posts (key);
CREATE INDEX posts_parent ON posts (parent) WHERE parent IS NOT NULL;
CREATE INDEX posts_conversation ON posts (conversation) WHERE conversation IS NOT NULL;
CREATE INDEX posts_permalink ON posts (permalink) WHERE permalink IS NOT NULL;
"""


def open_on_disk(path: Path) -> sqlite3.Connection:
    """The index at ``path``, made anew where it is missing, damaged or of another version.

    Raises sqlite3.Error or OSError where no database can live there.
    """
    try:
        connection = _connect(path)
        if _usable(connection):
            return connection
        connection.close()
    except sqlite3.DatabaseError:
        pass
    discard(path)
    connection = _connect(path)
    _make(connection)
    return connection


def open_in_memory(copied_from: Path) -> sqlite3.Connection:
    """An index that leaves no trace, beginning as a copy of the one at ``copied_from`` where that can be had."""
    memory = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    log = copied_from.with_name(copied_from.name + "-wal")
    if copied_from.exists() and not log.exists():
        try:
            with sqlite3.connect(f"{copied_from.resolve().as_uri()}?mode=ro&immutable=1", uri=True) as stored:
                stored.backup(memory)
            stored.close()
            if _usable(memory):
                return memory
        except sqlite3.DatabaseError:
            pass
        memory.close()
        memory = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    _make(memory)
    return memory


def discard(path: Path) -> None:
    """Remove an index and what SQLite keeps beside it."""
    for name in (path.name, path.name + "-wal", path.name + "-shm"):
        path.with_name(name).unlink(missing_ok=True)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=10, check_same_thread=False, isolation_level=None)
    # A crash may cost the index its newest entries, never its consistency; catching up brings them again.
    connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;")
    return connection


def _usable(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA user_version").fetchone()[0] == VERSION)


def _make(connection: sqlite3.Connection) -> None:
    connection.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {VERSION}; COMMIT;")
