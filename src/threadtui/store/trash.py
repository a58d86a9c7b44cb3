"""Deleted threads: kept whole for thirty days, with the reader's data on them, and brought back as they were."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from threadtui.errors import NotFound
from threadtui.models import Post, ReadingState, Thread, ThreadSummary
from threadtui.store.files import LibraryFiles
from threadtui.store.journal import Journal
from threadtui.store.names import name_for
from threadtui.store.reader_store import ReaderStore
from threadtui.store.records import TRASH, Trashed, TrashFile
from threadtui.store.rekeying import keys_of

if TYPE_CHECKING:
    from threadtui.store.thread_store import ThreadStore

KEPT = timedelta(days=30)


class Trash:
    """One file per deleted thread. It is written before the thread leaves its author's folder."""

    def __init__(self, files: LibraryFiles, threads: "ThreadStore", reader: ReaderStore, journal: Journal) -> None:
        self._files = files
        self._folder = files.folder / TRASH
        self._threads = threads
        self._reader = reader
        self._journal = journal

    def put(self, author_key: str, key: str, label: str) -> Trashed:
        """Delete a thread, or a single post, so that it can be undone under ``label``."""
        with self._files.transaction():
            found = self._found(author_key, key)
            self._journal.trashed(label, found.author.key, found.key)
            path = self._folder / (name_for(found.title, found.key) + ".json")
            self._files.change(path, {"trashed": {found.key: found}})
            self._threads.drop(found.author.key, found.key)
            self._reader.change(found.author.key, {found.key: ReadingState()}, label=None)
        return found

    def restore(self, key: str) -> Trashed:
        """Bring a deleted thread back, with the reader's data.

        If it came back by another way meanwhile, that copy stays, and posts that it lacks become single posts.
        """
        with self._files.transaction():
            path, found = self._deleted(key)
            author = found.author
            if self._threads.resolve(author.key, found.key) is not None:
                self._threads.write(author, singles=self._lacking(found))
            elif found.thread is not None and found.summary is not None:
                self._threads.write(author, threads=[(found.thread, found.summary)])
            elif found.post is not None:
                self._threads.write(author, singles=[found.post])
            if self._reader.states(author.key).get(found.key) is None:
                self._reader.change(author.key, {found.key: found.state}, label=None)
            self._files.remove(path)
        return found

    def all(self) -> list[Trashed]:
        """What can be restored, last deleted first."""
        return sorted((one for _, one in self._files_of_trash()), key=lambda one: one.at, reverse=True)

    def expire(self) -> int:
        """Remove what was deleted more than thirty days ago; how many went."""
        old = [path for path, one in self._files_of_trash() if self._files.clock() - one.at > KEPT]
        if old:
            with self._files.transaction():
                for path in old:
                    self._files.remove(path)
        return len(old)

    def _found(self, author_key: str, key: str) -> Trashed:
        author = self._threads.author(author_key)
        thread = self._threads.thread(author_key, key) if author else None
        singles = [] if thread or not author else self._threads.singles(author_key, [key])
        if author is None or (thread is None and not singles):
            raise NotFound(f"no thread {key} in this library", "See `threadtui list` for those there are")
        known = thread.key if thread else singles[0].key
        return Trashed(
            key=known,
            author=author,
            at=self._files.clock(),
            title=thread.title if thread else singles[0].text[:60],
            thread=thread,
            summary=self._summary(thread) if thread else None,
            post=None if thread else singles[0],
            state=self._reader.states(author_key).get(known, ReadingState()),
        )

    def _summary(self, thread: Thread) -> ThreadSummary | None:
        return next((one for one in self._threads.summaries(thread.author.key) if one.key == thread.key), None)

    def _lacking(self, found: Trashed) -> list[Post]:
        stored = self._threads.thread(found.author.key, found.key)
        held = keys_of(stored.every_post()) if stored else set()
        posts = found.thread.every_post() if found.thread else ()
        return [post for post in posts if held.isdisjoint(keys_of([post]))]

    def _deleted(self, key: str) -> tuple[Path, Trashed]:
        for path, one in self._files_of_trash():
            if key == one.key or (one.thread is not None and key in one.thread.aliases):
                return path, one
        raise NotFound(f"no thread {key} in the trash", "Deleted threads are kept for 30 days")

    def _files_of_trash(self) -> list[tuple[Path, Trashed]]:
        found: list[tuple[Path, Trashed]] = []
        for name in self._files.names(self._folder):
            if name.endswith(".json"):
                path = self._folder / name
                stored = self._files.read(path, TrashFile)
                found.extend((path, one) for one in (stored.trashed.values() if stored else ()))
        return found
