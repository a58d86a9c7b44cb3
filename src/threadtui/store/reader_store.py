"""The reader's own data on threads: what was read, where one is in it, bookmarks, tags.

One file per author, apart from the threads, so that no import touches it and marking costs one small write.
"""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from threadtui.errors import NotFound
from threadtui.models import ReadingState, Thread
from threadtui.store.authors import AuthorFolders
from threadtui.store.files import LibraryFiles
from threadtui.store.journal import Journal
from threadtui.store.records import READER, ReaderFile
from threadtui.store.rekeying import keys_of, united

_UNTOUCHED = ReadingState()


class ReaderStore:
    """Reading states by author and thread (or single post) key. A thread without one is as good as untouched."""

    def __init__(self, files: LibraryFiles, folders: AuthorFolders, journal: Journal) -> None:
        self._files = files
        self._folders = folders
        self._journal = journal

    def states(self, author_key: str) -> dict[str, ReadingState]:
        """What the reader has done with this author's threads."""
        path = self._path(author_key)
        stored = self._files.read(path, ReaderFile) if path else None
        return stored.states if stored else {}

    def change(self, author_key: str, states: Mapping[str, ReadingState], *, label: str | None) -> None:
        """Make these the states of an author's threads.

        With a label the change can be undone under that name; changes of one transaction are undone together.
        Raises NotFound where nothing of the author is stored.
        """
        with self._files.transaction():
            path = self._path(author_key)
            if path is None:
                raise NotFound(f"no author {author_key} in this library", "See `threadtui authors` for those there are")
            held = self.states(author_key)
            changes = {key: (held.get(key, _UNTOUCHED), new) for key, new in states.items()}
            changes = {key: (old, new) for key, (old, new) in changes.items() if old != new}
            if not changes:
                return
            if label is not None:
                self._journal.states(label, self._folders.canonical(author_key), changes)
            put = {key: new for key, (_, new) in changes.items() if new != _UNTOUCHED}
            self._files.change(path, {"states": put}, {"states": [key for key in changes if key not in put]})

    def change_fields(self, author_key: str, fields: Mapping[str, Mapping[str, Any]]) -> None:
        """Set single fields of states (thread key → field name → JSON value), as undoing does; not undoable itself."""
        held = self.states(author_key)
        states = {}
        for key, values in fields.items():
            whole = {**msgspec.to_builtins(held.get(key, _UNTOUCHED)), **values}
            states[key] = msgspec.convert(whole, ReadingState)
        self.change(author_key, states, label=None)

    def copy_to(self, author_key: str, gone: Collection[str], threads: Iterable[Thread]) -> list[str]:
        """Give threads the data on what they absorbed; the keys it was copied from, to :meth:`forget` once they went.

        Copied first and forgotten last, so that a crash between leaves it twice, never nowhere.
        """
        held = self.states(author_key) if gone else {}
        waiting = set(gone).intersection(held)
        copies: dict[str, ReadingState] = {}
        moved: list[str] = []
        for thread in threads if waiting else ():
            keys = {thread.key, *thread.aliases, *keys_of(thread.every_post())}
            for key in sorted((waiting & keys) - {thread.key}):
                there = copies.get(thread.key) or held.get(thread.key)
                copies[thread.key] = united(there, held[key]) if there else held[key]
                moved.append(key)
        if copies:
            self.change(author_key, copies, label=None)
        return moved

    def forget(self, author_key: str, keys: Iterable[str]) -> None:
        """Drop the data on threads that are gone."""
        gone = dict.fromkeys(keys, _UNTOUCHED)
        if gone:
            self.change(author_key, gone, label=None)

    def _path(self, author_key: str) -> Path | None:
        folder = self._folders.folder(author_key)
        return folder / READER if folder else None
