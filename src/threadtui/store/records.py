"""What the library's files hold, as types: a TinyDB database each, so a mapping of tables of documents by key.

Fields of these structs are table names; tables that a struct does not name are left alone by every write.
"""

from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from msgspec import Raw, Struct

from threadtui.models import Author, Post, ReadingState, Thread, ThreadSummary

Tables = dict[str, dict[str, Any]]
"""A whole database: table name → document id → document."""

Kind = Literal["library", "threads", "reader", "singles", "thread", "trash"]

LIBRARY = "library.json"
AUTHORS = "authors"
THREADS = "threads.json"
READER = "reader.json"
SINGLES = "singles-"
TRASH = "trash"


class AuthorEntry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the library notes of an author who has had other keys, or whose folder is not named after the key."""

    folder: str
    aliases: tuple[str, ...] = ()


class Versioned(Struct, frozen=True, kw_only=True):
    """What every file has besides its own tables."""

    meta: dict[str, dict[str, Any]] = {}


class LibraryFile(Versioned, frozen=True, kw_only=True):
    """``library.json``."""

    authors: dict[str, AuthorEntry] = {}


class Row(Struct, frozen=True, kw_only=True):
    """A thread in its author's list: its summary and the name of the file with its posts."""

    file: str
    summary: ThreadSummary


class ThreadsFile(Versioned, frozen=True, kw_only=True):
    """``threads.json``: one author (the only document of ``author``) and what is held of them."""

    author: dict[str, Author] = {}
    threads: dict[str, Row] = {}


class RawThreadsFile(Versioned, frozen=True, kw_only=True):
    """``threads.json`` with its rows undecoded, for who needs one row of thousands."""

    author: dict[str, Author] = {}
    threads: dict[str, Raw] = {}

    @property
    def author_now(self) -> Author | None:
        """The author; None only where the list is empty because there is none."""
        return next(iter(self.author.values()), None)


class ThreadFile(Versioned, frozen=True, kw_only=True):
    """``<thread>.json``: one thread whole."""

    thread: dict[str, Thread] = {}


class SinglesFile(Versioned, frozen=True, kw_only=True):
    """``singles-<year>.json``: posts that are no thread yet."""

    posts: dict[str, Post] = {}


class ReaderFile(Versioned, frozen=True, kw_only=True):
    """``reader.json``: the reader's own data on one author's threads."""

    states: dict[str, ReadingState] = {}


class Trashed(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A deleted thread, or a deleted single post (then ``thread`` is None and ``post`` is set)."""

    key: str
    author: Author
    at: datetime
    title: str
    thread: Thread | None = None
    summary: ThreadSummary | None = None
    post: Post | None = None
    state: ReadingState = ReadingState()


class TrashFile(Versioned, frozen=True, kw_only=True):
    """``trash/<thread>.json``."""

    trashed: dict[str, Trashed] = {}


def kind_of(path: Path) -> Kind:
    """Which kind of file a path of the library names."""
    if path.parent.name == TRASH:
        return "trash"
    if path.name.startswith(SINGLES):
        return "singles"
    fixed: dict[str, Kind] = {LIBRARY: "library", THREADS: "threads", READER: "reader"}
    return fixed.get(path.name, "thread")
