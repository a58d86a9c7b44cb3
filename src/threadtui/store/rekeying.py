"""When an author's real key becomes known: what was stored under the former one follows."""

from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from threadtui.models import Author, Post, ReadingState, Thread, ThreadSummary
from threadtui.store.files import LibraryFiles
from threadtui.store.records import READER, THREADS, ReaderFile, Row, ThreadFile, ThreadsFile
from threadtui.store.singles import put_singles, read_singles, singles_files


def with_author(thread: Thread, author: Author) -> Thread:
    """A thread under its author as now known: posts under a former key get the current one."""
    if thread.author == author:
        return thread
    return replace(
        thread,
        author=author,
        posts=tuple(post_by(post, author) for post in thread.posts),
        asides=tuple(replace(one, posts=tuple(post_by(post, author) for post in one.posts)) for one in thread.asides),
        replies=tuple(post_by(post, author) for post in thread.replies),
    )


def post_by(post: Post, author: Author) -> Post:
    """A post with former keys of ``author`` replaced by the current one."""
    if post.author in author.aliases:
        post = replace(post, author=author.key)
    if post.reply_author in author.aliases:
        post = replace(post, reply_author=author.key)
    return post


def summary_by(summary: ThreadSummary, author: Author) -> ThreadSummary:
    """A summary that names the author's current key."""
    return summary if summary.author == author.key else replace(summary, author=author.key)


def united(one: ReadingState, other: ReadingState) -> ReadingState:
    """The reader's own data on two threads that turned out to be one: nothing of either is dropped.

    It is read if either was; the place is that of the copy opened last; the bookmark keeps its first day.
    """
    late, early = sorted((one, other), key=lambda state: state.opened_at.timestamp() if state.opened_at else 0.0)[::-1]
    bookmarks = [state.bookmarked_at for state in (one, other) if state.bookmarked_at]
    reads = [state.read_at for state in (one, other) if state.read_at]
    return ReadingState(
        read_at=max(reads, default=None),
        opened_at=late.opened_at,
        position=late.position or early.position,
        bookmarked_at=min(bookmarks, default=None),
        tags=tuple(dict.fromkeys(one.tags + other.tags)),
    )


def absorb_folder(files: LibraryFiles, other: Path, into: Path) -> None:
    """Bring all of an author's folder into another folder of theirs, then empty it.

    Where both hold a thread, that of ``into`` stays, and posts that only the other copy has become single posts.
    Everything is in its new place before anything leaves the old one.
    """
    theirs = files.read(other / THREADS, ThreadsFile) or ThreadsFile()
    ours = files.read(into / THREADS, ThreadsFile) or ThreadsFile()
    rows: dict[str, Row] = {}
    spare: list[Post] = read_singles(files, other)
    for key, row in theirs.threads.items():
        if key in ours.threads:
            spare.extend(_posts(files, other / row.file))
        else:
            body = files.data(other / row.file)
            if body is not None:
                files.write(into / row.file, body)
            rows[key] = row
    held = keys_of(post for row in ours.threads.values() for post in _posts(files, into / row.file))
    held |= keys_of(read_singles(files, into))
    put_singles(files, into, [post for post in spare if held.isdisjoint(keys_of([post]))])
    files.change(into / THREADS, {"threads": rows})
    _absorb_states(files, other, into)
    leaving = [other / THREADS, other / READER, *singles_files(files, other)]
    for path in (*leaving, *(other / row.file for row in theirs.threads.values())):
        files.remove(path)


def _absorb_states(files: LibraryFiles, other: Path, into: Path) -> None:
    theirs = files.read(other / READER, ReaderFile)
    if theirs is None:
        return
    ours = (files.read(into / READER, ReaderFile) or ReaderFile()).states
    both = {key: united(ours[key], state) if key in ours else state for key, state in theirs.states.items()}
    files.change(into / READER, {"states": both})


def _posts(files: LibraryFiles, path: Path) -> list[Post]:
    body = files.read(path, ThreadFile)
    return [post for thread in body.thread.values() for post in thread.every_post()] if body else []


def keys_of(posts: Iterable[Post]) -> set[str]:
    """Every key that these posts bear, former ones too."""
    return {key for post in posts for key in (post.key, *post.aliases)}
