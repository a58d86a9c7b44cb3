"""Undoing: the newest step of the journal is put back, many levels, across restarts."""

from msgspec import Struct

from threadtui.errors import NotFound
from threadtui.store.files import LibraryFiles
from threadtui.store.journal import Journal, StatesChanged
from threadtui.store.reader_store import ReaderStore
from threadtui.store.thread_store import ThreadStore


class Undone(Struct, frozen=True, kw_only=True):
    """What was undone: its label, and the keys of the threads it changed (as they are called now)."""

    label: str
    threads: tuple[str, ...]


class Undo:
    """Steps of the reader's own changes, newest first."""

    def __init__(self, files: LibraryFiles, journal: Journal, threads: ThreadStore, reader: ReaderStore) -> None:
        self._files = files
        self._journal = journal
        self._threads = threads
        self._reader = reader

    def last(self) -> str | None:
        """The label of what would be undone, None where there is nothing."""
        step = self._journal.last_step()
        return step[-1].label if step else None

    def undo(self) -> Undone | None:
        """Undo the newest step, None where there is nothing to undo.

        Only the fields that the step changed go back: a place saved since stays. Threads that are gone for good by
        now are passed over.
        """
        with self._files.transaction():
            step = self._journal.last_step()
            if not step:
                return None
            keys: list[str] = []
            for change in reversed(step):
                if isinstance(change, StatesChanged):
                    keys += self._put_back(change)
                else:
                    keys += self._restore(change.thread)
            self._journal.undone(step[-1].step)
        return Undone(label=step[-1].label, threads=tuple(dict.fromkeys(keys)))

    def _put_back(self, change: StatesChanged) -> list[str]:
        if self._threads.author(change.author) is None:
            return []
        now = {self._threads.resolve(change.author, key) or key: fields for key, fields in change.before.items()}
        self._reader.change_fields(change.author, now)
        return list(now)

    def _restore(self, key: str) -> list[str]:
        try:
            return [self._threads.restore(key).key]
        except NotFound:
            return []
