"""Threads and single posts of authors: bodies in files of their own, summaries in one list per author.

A body is written before the summary that names it: the summary is the commit. What threads are made of, and how two
copies of one merge, is for :mod:`threadtui.unroll` and :mod:`threadtui.merge`; the caller brings the result.
"""

from collections.abc import Collection, Iterable
from pathlib import Path

import msgspec

from threadtui.errors import LibraryDamaged
from threadtui.models import Author, Post, Thread, ThreadSummary
from threadtui.store import atomic
from threadtui.store.authors import AuthorFolders
from threadtui.store.files import LibraryFiles, reading
from threadtui.store.journal import Journal
from threadtui.store.mending import list_from_bodies
from threadtui.store.names import name_for
from threadtui.store.reader_store import ReaderStore
from threadtui.store.records import THREADS, RawThreadsFile, Row, ThreadFile, ThreadsFile, Trashed
from threadtui.store.rekeying import absorb_folder, keys_of, post_by, summary_by, with_author
from threadtui.store.singles import drop_singles, put_singles, read_singles
from threadtui.store.trash import Trash


class ThreadStore:
    """What the library holds of each author. Author keys and thread keys may be former ones (aliases) throughout."""

    def __init__(self, files: LibraryFiles, folders: AuthorFolders, reader: ReaderStore, journal: Journal) -> None:
        self._files = files
        self._folders = folders
        self._reader = reader
        self._last: tuple[Path | None, atomic.Signature | None, RawThreadsFile] = (None, None, RawThreadsFile())
        """the list read last, and what its file looked like: an import asks for thread after thread of one author"""
        self._trash = Trash(files, self, reader, journal)
        files.menders["threads"] = lambda path: list_from_bodies(files, path)

    # reading

    def summaries(self, author_key: str) -> list[ThreadSummary]:
        """Summaries of an author's threads, in the order they came; none where nothing of the author is stored."""
        folder = self._folders.folder(author_key)
        stored = self._files.read(folder / THREADS, ThreadsFile) if folder else None
        return [row.summary for row in stored.threads.values()] if stored else []

    def author(self, author_key: str) -> Author | None:
        """The author with this key."""
        return self._listed(author_key)[1].author_now

    def resolve(self, author_key: str, thread_key: str) -> str | None:
        """The current key of a thread of this author, given any key of it."""
        row = _row(self._listed(author_key)[1], thread_key)
        return row.summary.key if row else None

    def thread(self, author_key: str, thread_key: str) -> Thread | None:
        """A thread whole, None where the author has none of that key.

        Raises LibraryDamaged where it is listed but its posts are not there: unreadable, or not yet synced.
        """
        folder, listed = self._listed(author_key)
        row = _row(listed, thread_key)
        if row is None:
            return None
        body = self._files.read(folder / row.file, ThreadFile)
        found = body.thread.get(row.summary.key) if body else None
        if found is None:
            raise LibraryDamaged(
                f"the posts of “{row.summary.title}” cannot be read: {folder / row.file}",
                "Unroll or import the thread again, or wait until the folder is synced",
            )
        return with_author(found, listed.author_now or found.author)

    def singles(self, author_key: str, keys: Collection[str] | None = None) -> list[Post]:
        """Single posts of an author: all of them, or those with one of ``keys`` (former ones will do)."""
        folder = self._folders.folder(author_key)
        return read_singles(self._files, folder, keys) if folder else []

    # writing

    def write(
        self,
        author: Author,
        *,
        threads: Iterable[tuple[Thread, ThreadSummary]] = (),
        singles: Iterable[Post] = (),
        gone: Collection[str] = (),
    ) -> Author:
        """Store threads and single posts of one author, replacing those of the same keys; the author as now stored.

        ``gone`` are keys of threads and single posts that were absorbed by what is written: their files go, the
        reader's data on them follows to the thread that holds their key, and a post of theirs that is in nothing
        written stays as a single post. When ``author`` brings a new key (the former among the aliases), all that is
        stored under the former follows.
        """
        with self._files.transaction():
            folder, author = self._claim(author)
            known = self._files.read(folder / THREADS, ThreadsFile) or ThreadsFile()
            put = [(with_author(thread, author), summary_by(summary, author)) for thread, summary in threads]
            written = {thread.key for thread, _ in put}
            leaving = {key: row for key, row in known.threads.items() if key in gone and key not in written}
            renamed = {key: row for key, row in known.threads.items() if row.summary.author != author.key}
            rows = {key: _row_by(row, author) for key, row in renamed.items() if key not in leaving}
            rows |= self._write_bodies(folder, known, put)
            posts = [post_by(post, author) for post in singles]
            held = keys_of((*posts, *(post for thread, _ in put for post in thread.every_post())))
            put_singles(self._files, folder, [*posts, *self._unheld(folder, leaving.values(), held)])
            moved = self._reader.copy_to(author.key, gone, [thread for thread, _ in put])
            self._files.change(
                folder / THREADS,
                {"author": {author.key: author}, "threads": rows},
                {"author": [key for key in known.author if key != author.key], "threads": leaving},
            )
            absorbed = {post.key for post in read_singles(self._files, folder, gone)} if gone else set()
            drop_singles(self._files, folder, (absorbed & held) - {post.key for post in posts})
            self._reader.forget(author.key, moved)
            for row in leaving.values():
                self._files.remove(folder / row.file)
        return author

    def drop(self, author_key: str, key: str) -> None:
        """Take a thread or a single post out of the library: what it held is lost unless the caller has it."""
        with self._files.transaction():
            folder, listed = self._listed(author_key)
            row = _row(listed, key)
            if row is not None:
                self._files.change(folder / THREADS, {}, {"threads": [row.summary.key]})
                self._files.remove(folder / row.file)
            else:
                drop_singles(self._files, folder, [key])

    # the trash

    def trash(self, author_key: str, thread_key: str, *, label: str = "delete") -> Trashed:
        """Delete a thread, or a single post: it is kept for thirty days, and the step can be undone."""
        return self._trash.put(author_key, thread_key, label)

    def restore(self, thread_key: str) -> Trashed:
        """Bring a deleted thread or post back; raises NotFound where the trash has none of that key."""
        return self._trash.restore(thread_key)

    def trashed(self) -> list[Trashed]:
        """What can be restored, last deleted first."""
        return self._trash.all()

    def expire_trash(self) -> int:
        """Remove what was deleted more than thirty days ago; how many went."""
        return self._trash.expire()

    # inside

    def _write_bodies(
        self, folder: Path, known: ThreadsFile, put: list[tuple[Thread, ThreadSummary]]
    ) -> dict[str, Row]:
        rows = {}
        for thread, summary in put:
            row = known.threads.get(thread.key)
            name = row.file if row else name_for(thread.title, thread.key) + ".json"
            self._files.change(folder / name, {"thread": {thread.key: thread}})
            rows[thread.key] = Row(file=name, summary=summary)
        return rows

    def _listed(self, author_key: str) -> tuple[Path, RawThreadsFile]:
        """The author's folder and list; an empty list (and a folder that is not there) where nothing is stored."""
        folder = self._folders.folder(author_key) or self._folders.root
        with reading(folder):
            current = self._files.current(folder / THREADS)
            seen = atomic.signature(current) if current else None
        *last, listed = self._last
        if last != [current, seen] or seen is None:
            listed = self._files.read(folder / THREADS, RawThreadsFile) or RawThreadsFile()
            self._last = (current, seen, listed)
        return folder, listed

    def _claim(self, author: Author) -> tuple[Path, Author]:
        """The author as now known and their one folder, with all that other folders held under other keys."""
        folder = self._folders.intended(author)
        author = self._folders.known(author)
        for key in (author.key, *author.aliases):
            other = self._folders.own_folder(key)
            if other is not None and other != folder:
                absorb_folder(self._files, other, folder)
        self._folders.record(author, folder)
        return folder, author

    def _unheld(self, folder: Path, leaving: Iterable[Row], held: set[str]) -> list[Post]:
        """Posts of threads about to leave that are not among those held."""
        posts: list[Post] = []
        for row in leaving:
            body = self._files.read(folder / row.file, ThreadFile)
            for thread in body.thread.values() if body else ():
                posts.extend(post for post in thread.every_post() if held.isdisjoint(keys_of([post])))
        return posts


def _row_by(row: Row, author: Author) -> Row:
    return Row(file=row.file, summary=summary_by(row.summary, author))


def _row(listed: RawThreadsFile, key: str) -> Row | None:
    if key in listed.threads:
        return msgspec.json.decode(listed.threads[key], type=Row)
    rows = (msgspec.json.decode(raw, type=Row) for raw in listed.threads.values())
    return next((row for row in rows if key in row.summary.aliases), None)
