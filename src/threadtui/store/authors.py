"""Where each author's files are, and which keys an author has had.

An author's folder is named after the handle and the key it was made under; it is found again by the hash in its name.
Only authors with former keys, or whose folder bears the hash of one, need a line in ``library.json``.
"""

from pathlib import Path

import msgspec

from threadtui.models import Author
from threadtui.store import atomic
from threadtui.store.files import LibraryFiles, entries, reading
from threadtui.store.names import digest, digest_in, name_for
from threadtui.store.records import AUTHORS, LIBRARY, AuthorEntry, LibraryFile


class AuthorFolders:
    """Author key → canonical key and folder. Reads what other processes have written meanwhile."""

    def __init__(self, files: LibraryFiles) -> None:
        self._files = files
        self._path = files.folder / LIBRARY
        self.root = files.folder / AUTHORS
        self._entries: dict[str, AuthorEntry] = {}
        self._entries_seen: atomic.Signature | None = None
        self._names: dict[str, str] = {}
        self._names_seen: atomic.Signature | None = None
        self._names_step = ""

    def entries(self) -> dict[str, AuthorEntry]:
        """The authors that ``library.json`` names, by their current key."""
        current = self._files.current(self._path)
        with reading(self._path):
            seen = None if current is None else atomic.signature(current)
        if seen != self._entries_seen or seen is None:
            self._entries = (self._files.read(self._path, LibraryFile) or LibraryFile()).authors
            self._entries_seen = seen
        return self._entries

    def canonical(self, key: str) -> str:
        """The current key of an author, given any key of theirs."""
        entries = self.entries()
        if key in entries:
            return key
        return next((now for now, entry in entries.items() if key in entry.aliases), key)

    def folder(self, key: str) -> Path | None:
        """The folder of the author with this key (a former one will do), None where nothing of them is stored."""
        key = self.canonical(key)
        entry = self.entries().get(key)
        name = entry.folder if entry else self._named(key)
        return self.root / name if name else None

    def own_folder(self, key: str) -> Path | None:
        """The folder that was made under exactly this key, aliases left aside."""
        name = self._named(key)
        return self.root / name if name else None

    def intended(self, author: Author) -> Path:
        """The folder for this author: the one there is, under any of their keys, else the one to be made."""
        for key in (author.key, *author.aliases):
            found = self.folder(key)
            if found is not None:
                return found
        return self.root / name_for(author.handle, author.key)

    def record(self, author: Author, folder: Path) -> None:
        """Note former keys of an author, and a folder that is not found by the hash of the key."""
        entry = AuthorEntry(folder=folder.name, aliases=tuple(sorted(author.aliases)))
        former = [key for key in author.aliases if key in self.entries()]
        plain = not author.aliases and digest_in(folder.name) == digest(author.key)
        put = {} if plain or self.entries().get(author.key) == entry else {author.key: entry}
        self._names[digest_in(folder.name)] = folder.name
        if put or former or self._entries_seen is None:  # library.json also tells later versions what wrote the rest
            self._files.change(self._path, {"authors": put}, {"authors": former})

    def known(self, author: Author) -> Author:
        """The author under the current key, with every former key that the library knows as an alias."""
        key = self.canonical(author.key)
        aliases = {author.key, *author.aliases}
        for one in tuple(aliases):
            entry = self.entries().get(self.canonical(one))
            aliases |= set(entry.aliases) if entry else set()
        return msgspec.structs.replace(author, key=key, aliases=tuple(sorted(aliases - {key})))

    def _named(self, key: str) -> str | None:
        wanted = digest(key)
        return self._names.get(wanted) or self._listing().get(wanted)

    def _listing(self) -> dict[str, str]:
        """Hash → name of every author folder. While we hold the lock nobody else makes one: one look is enough."""
        seen = atomic.signature(self.root)
        step = self._files.step if self._files.owned else ""
        known = (
            step == self._names_step
            if step
            else (seen is not None and seen == self._names_seen and atomic.settled(seen))
        )
        if seen is not None and not known:
            names = [entry.name for entry in entries(self.root) if entry.is_dir()]
            self._names = {digest_in(name): name for name in names}
            self._names_seen, self._names_step = seen, step
        return self._names
