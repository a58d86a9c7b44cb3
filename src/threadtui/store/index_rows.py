"""Turning what an author's files hold into rows of the index. Which file changed is for catching up to find."""

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

import msgspec
from msgspec import Raw, Struct, field

from threadtui import text
from threadtui.models import Author, Post, ReadingState, ThreadSummary
from threadtui.store.records import Row, Versioned


class PostKeys(Struct, frozen=True, kw_only=True):
    """What the index needs of a post: the rest of its JSON is skipped, not decoded."""

    key: str
    in_reply_to: str | None = None
    conversation: str | None = None
    permalink: str | None = None
    aliases: tuple[str, ...] = ()


class AsideKeys(Struct, frozen=True, kw_only=True):
    """The same of a side branch."""

    posts: tuple[PostKeys, ...] = ()


class ThreadKeys(Struct, frozen=True, kw_only=True):
    """The same of a thread."""

    posts: tuple[PostKeys, ...] = ()
    asides: tuple[AsideKeys, ...] = ()
    replies: tuple[PostKeys, ...] = ()
    aliases: tuple[str, ...] = ()


class BodyKeys(Versioned, frozen=True, kw_only=True):
    """The same of a thread's file."""

    thread: dict[str, ThreadKeys] = field(default_factory=dict)


PostRow = tuple[int, str, str | None, str | None, str | None]

_UNREAD = ReadingState()


def microseconds(moment: datetime | None) -> int | None:
    """A time as an integer that sorts."""
    return None if moment is None else round(moment.timestamp() * 1_000_000)


def moment(value: int | None) -> datetime | None:
    """The time that :func:`microseconds` made an integer."""
    return None if value is None else datetime.fromtimestamp(value / 1_000_000, UTC)


def stamp_of(raw: bytes) -> bytes:
    """Sixteen bytes that change when ``raw`` does."""
    return hashlib.blake2b(raw, digest_size=16).digest()


class AuthorRow(NamedTuple):
    """An author as the index has them."""

    id: int
    author: Author


def author_in(connection: sqlite3.Connection, folder: str) -> AuthorRow | None:
    """The author whose folder this is."""
    held = connection.execute("SELECT id, author FROM authors WHERE folder = ?", (folder,)).fetchone()
    return AuthorRow(held[0], msgspec.json.decode(held[1], type=Author)) if held else None


def put_author(connection: sqlite3.Connection, folder: str, author: Author) -> AuthorRow:
    """Insert or renew the author whose folder this is."""
    held = author_in(connection, folder)
    if held is not None and held.author == author:
        return held
    found = connection.execute(
        "INSERT INTO authors (folder, key, source, handle, author) VALUES (?, ?, ?, ?, ?) ON CONFLICT (folder)"
        " DO UPDATE SET key = excluded.key, source = excluded.source, handle = excluded.handle,"
        " author = excluded.author RETURNING id",
        (folder, author.key, author.source, author.handle.casefold(), msgspec.json.encode(author)),
    ).fetchone()
    return AuthorRow(found[0], author)


def put_threads(connection: sqlite3.Connection, owner: AuthorRow, raw: Mapping[str, Raw]) -> set[str]:
    """Make the author's thread rows those of ``threads.json``; the names of files whose posts are yet to be put."""
    held = dict(
        connection.execute("SELECT key, stamp FROM threads WHERE author_id = ? AND single = 0", (owner.id,)).fetchall()
    )
    remove_rows(connection, owner.id, [key for key in held if key not in raw])
    fresh = set()
    for key, document in raw.items():
        stamp = stamp_of(bytes(document))
        if held.get(key) == stamp:
            continue
        row = msgspec.json.decode(document, type=Row)
        _put_row(connection, owner, row.summary, row.file, stamp, single=False)
        if key not in held:
            fresh.add(row.file)
    return fresh


def put_bodies(connection: sqlite3.Connection, author_id: int, bodies: Iterable[tuple[str, ThreadKeys]]) -> None:
    """Make these the posts of the author's threads of these keys."""
    for key, thread in bodies:
        found = connection.execute(
            "SELECT id FROM threads WHERE author_id = ? AND key = ? AND single = 0", (author_id, key)
        ).fetchone()
        if found is None:
            continue
        posts = [*thread.posts, *(post for aside in thread.asides for post in aside.posts), *thread.replies]
        rows = [row for post in posts for row in _post_rows(found[0], post)]
        rows += [(found[0], alias, None, None, None) for alias in thread.aliases]
        _put_posts(connection, found[0], rows)


def holds_all(connection: sqlite3.Connection, posts: Iterable[Post]) -> bool:
    """Whether every one of these posts is in the index."""
    known = "SELECT 1 FROM posts WHERE key = ?"
    return all(connection.execute(known, (post.key,)).fetchone() for post in posts)


def put_missing(connection: sqlite3.Connection, author_id: int, files: Iterable[str]) -> None:
    """Let threads whose file is missing or damaged be found by their own keys, where nothing more was known before."""
    for file in files:
        found = connection.execute(
            "SELECT id, summary FROM threads WHERE author_id = ? AND file = ? AND single = 0"
            " AND NOT EXISTS (SELECT 1 FROM posts WHERE thread_id = threads.id)",
            (author_id, file),
        ).fetchone()
        if found is not None:
            summary = msgspec.json.decode(found[1], type=ThreadSummary)
            _put_posts(connection, found[0], _post_rows(found[0], PostKeys(key=summary.key, aliases=summary.aliases)))


def put_singles(connection: sqlite3.Connection, owner: AuthorRow, file: str, raw: Mapping[str, Raw]) -> None:
    """Make the single posts of a file those of ``raw``."""
    held = dict(
        connection.execute(
            "SELECT key, stamp FROM threads WHERE author_id = ? AND single = 1 AND file = ?", (owner.id, file)
        ).fetchall()
    )
    remove_rows(connection, owner.id, [key for key in held if key not in raw], single=True)
    for key, document in raw.items():
        stamp = stamp_of(bytes(document))
        if held.get(key) == stamp or _is_thread(connection, owner.id, key):
            continue
        post = msgspec.json.decode(document, type=Post)
        row_id = _put_row(connection, owner, single_summary(post, owner.author), file, stamp, single=True)
        keys = PostKeys(
            key=post.key,
            in_reply_to=post.in_reply_to,
            conversation=post.conversation,
            permalink=post.permalink,
            aliases=post.aliases,
        )
        _put_posts(connection, row_id, _post_rows(row_id, keys))


def single_summary(post: Post, author: Author) -> ThreadSummary:
    """A single post as a row of a list."""
    return ThreadSummary(
        key=post.key,
        author=author.key,
        title=text.title_of(post.text),
        source=author.source,
        posts_held=1,
        aliases=post.aliases,
        permalink=post.permalink,
        created_at=post.created_at,
        last_at=post.created_at,
        truncated=int(post.truncated),
        words=text.word_count(post.text),
    )


def put_states(connection: sqlite3.Connection, author_id: int, raw: Mapping[str, bytes]) -> None:
    """Make the states of the author's threads those of ``reader.json``."""
    rows = connection.execute("SELECT id, key, state FROM threads WHERE author_id = ?", (author_id,)).fetchall()
    changed = [(row_id, raw.get(key)) for row_id, key, state in rows if raw.get(key) != state]
    connection.executemany(
        "UPDATE threads SET state = ?, unread = ?, bookmarked = ?, opened_at = ?, tags = ? WHERE id = ?",
        [(*_state_columns(state), row_id) for row_id, state in changed],
    )


def remove_rows(connection: sqlite3.Connection, author_id: int, keys: list[str], *, single: bool = False) -> None:
    """Remove threads (or single posts) of an author, with their posts."""
    for key in keys:
        which = (author_id, key, int(single))
        connection.execute(
            "DELETE FROM posts WHERE thread_id IN"
            " (SELECT id FROM threads WHERE author_id = ? AND key = ? AND single = ?)",
            which,
        )
        connection.execute("DELETE FROM threads WHERE author_id = ? AND key = ? AND single = ?", which)


def remove_author(connection: sqlite3.Connection, folder: str) -> None:
    """Remove all that an author's folder brought."""
    mine = "(SELECT id FROM authors WHERE folder = ?)"
    connection.execute(
        f"DELETE FROM posts WHERE thread_id IN (SELECT id FROM threads WHERE author_id IN {mine})", (folder,)
    )
    connection.execute(f"DELETE FROM threads WHERE author_id IN {mine}", (folder,))
    connection.execute("DELETE FROM authors WHERE folder = ?", (folder,))


def recount(connection: sqlite3.Connection, author_id: int) -> None:
    """Bring an author's counts up to date: threads of two or more posts, and stubs."""
    connection.execute(
        "UPDATE authors SET (threads, unread, last_at) ="
        " (SELECT count(*), coalesce(sum(unread), 0), max(last_at) FROM threads"
        "  WHERE author_id = authors.id AND (posts >= 2 OR stub)) WHERE id = ?",
        (author_id,),
    )


def _is_thread(connection: sqlite3.Connection, author_id: int, key: str) -> bool:
    """Whether a thread of that key is held: a crash may have left its first post among the single ones too."""
    which = "SELECT 1 FROM threads WHERE author_id = ? AND key = ? AND single = 0"
    return connection.execute(which, (author_id, key)).fetchone() is not None


def _put_row(
    connection: sqlite3.Connection,
    owner: AuthorRow,
    summary: ThreadSummary,
    file: str,
    stamp: bytes,
    *,
    single: bool,
) -> int:
    words = f"{summary.title}\n{owner.author.handle}\n{owner.author.display_name}".casefold()
    posts = summary.posts_held + summary.aside_posts
    if not single and summary.gaps:
        posts = max(posts, 2)  # the missing ones make it a thread
    found = connection.execute(
        "INSERT INTO threads (author_id, key, file, single, stamp, summary, posts, stub, incomplete, title, words,"
        " last_at, permalink) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (author_id, key) DO UPDATE SET"
        " file = excluded.file, single = excluded.single, stamp = excluded.stamp, summary = excluded.summary,"
        " posts = excluded.posts, stub = excluded.stub, incomplete = excluded.incomplete, title = excluded.title,"
        " words = excluded.words, last_at = excluded.last_at, permalink = excluded.permalink RETURNING id",
        (
            owner.id,
            summary.key,
            file,
            single,
            stamp,
            msgspec.json.encode(summary),
            posts,
            summary.stub,
            summary.incomplete,
            summary.title.casefold(),
            words,
            microseconds(summary.last_at or summary.created_at),
            summary.permalink,
        ),
    ).fetchone()
    return int(found[0])


def _put_posts(connection: sqlite3.Connection, thread_id: int, rows: list[PostRow]) -> None:
    held = connection.execute(
        "SELECT thread_id, key, parent, conversation, permalink FROM posts WHERE thread_id = ? ORDER BY rowid",
        (thread_id,),
    ).fetchall()
    if held == rows:
        return
    connection.execute("DELETE FROM posts WHERE thread_id = ?", (thread_id,))
    connection.executemany("INSERT INTO posts VALUES (?, ?, ?, ?, ?)", rows)


def _post_rows(thread_id: int, post: PostKeys) -> list[PostRow]:
    first: PostRow = (thread_id, post.key, post.in_reply_to, post.conversation, post.permalink)
    return [first, *((thread_id, alias, None, None, None) for alias in post.aliases)]


def _state_columns(raw: bytes | None) -> tuple[bytes | None, bool, bool, int | None, str | None]:
    state = msgspec.json.decode(raw, type=ReadingState) if raw else _UNREAD
    tags = "\x1f" + "\x1f".join(state.tags) + "\x1f" if state.tags else None
    return raw, state.unread, state.bookmarked_at is not None, microseconds(state.opened_at), tags
