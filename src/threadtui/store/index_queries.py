"""What the index can be asked. SQL in, structs out; what is asked never changes anything."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, Literal

import msgspec
from msgspec import Struct

from threadtui.models import Author, AuthorListing, ReadingState, ThreadListing, ThreadSummary
from threadtui.store.index_rows import moment

Sort = Literal["newest", "oldest", "title", "longest", "unread"]


class ListQuery(Struct, frozen=True, kw_only=True):
    """Which threads a list shows, and in which order. Conditions are all to be met; stubs pass ``min_posts``.

    ``text`` is looked for in title, handle and display name, without regard to case. ``min_posts`` 1 brings single
    posts too.
    """

    author: str | None = None
    unread: bool = False
    bookmarked: bool = False
    incomplete: bool = False
    tag: str | None = None
    min_posts: int = 2
    text: str = ""
    sort: Sort = "newest"
    limit: int | None = None


class Located(Struct, frozen=True, kw_only=True):
    """Where posts are: a thread of an author, or a single post (then ``key`` is the post's)."""

    author: str
    key: str
    single: bool


_NEWEST = "threads.last_at IS NULL, threads.last_at DESC, threads.key DESC"
_ORDERS: dict[Sort, str] = {
    "newest": _NEWEST,
    "oldest": "threads.last_at IS NULL, threads.last_at, threads.key",
    "title": f"threads.title, {_NEWEST}",
    "longest": f"threads.posts DESC, {_NEWEST}",
    "unread": f"threads.unread DESC, {_NEWEST}",
}
_LISTING = (
    "SELECT threads.summary, threads.state, authors.author FROM threads JOIN authors ON authors.id = threads.author_id"
)
_NETWORKS = ("x", "page", "mastodon", "bluesky")
"""what keys begin with; a page's key names no network"""
_HIGHEST = "\U0010ffff"


def authors(connection: sqlite3.Connection) -> list[AuthorListing]:
    """Every author with a thread or a post, the one who wrote last first."""
    rows = connection.execute(
        "SELECT author, threads, unread, last_at FROM authors ORDER BY last_at IS NULL, last_at DESC, handle"
    ).fetchall()
    decoder = msgspec.json.Decoder(Author)
    return [
        AuthorListing(author=decoder.decode(row[0]), threads=row[1], unread=row[2], last_at=moment(row[3]))
        for row in rows
    ]


def listings(connection: sqlite3.Connection, query: ListQuery) -> list[ThreadListing]:
    """The threads that a query describes, in its order."""
    conditions, values = ["(threads.posts >= ? OR threads.stub)"], [query.min_posts]
    more: list[tuple[bool, str, Any]] = [
        (query.author is not None, "authors.key = ?", query.author),
        (query.unread, "threads.unread = ?", 1),
        (query.bookmarked, "threads.bookmarked = ?", 1),
        (query.incomplete, "threads.incomplete = ?", 1),
        (query.tag is not None, "instr(threads.tags, ?) > 0", f"\x1f{query.tag}\x1f"),
        (bool(query.text), "instr(threads.words, ?) > 0", query.text.casefold()),
    ]
    for asked, condition, value in more:
        if asked:
            conditions.append(condition)
            values.append(value)
    values.append(-1 if query.limit is None else query.limit)
    return _listings(
        connection, f"{_LISTING} WHERE {' AND '.join(conditions)} ORDER BY {_ORDERS[query.sort]} LIMIT ?", values
    )


def by_keys(connection: sqlite3.Connection, keys: Iterable[str]) -> list[ThreadListing]:
    """The threads and single posts with these keys, in the order of the keys; those not held are left out."""
    wanted = list(dict.fromkeys(keys))
    found = _listings(connection, f"{_LISTING} WHERE threads.key IN (SELECT value FROM json_each(?))", [_array(wanted)])
    by_key = {listing.summary.key: listing for listing in found}
    return [by_key[key] for key in wanted if key in by_key]


def find(connection: sqlite3.Connection, ref: str, limit: int) -> list[ThreadListing]:
    """Threads and single posts that ``ref`` may mean, at most ``limit``.

    It is a key or permalink of theirs or of a post in them (then they are all that is found), or a beginning of the id
    part of such a key; the network before it may be typed too, but does not count as a beginning.
    """
    exact = [ref, *(f"{network}:{ref}" for network in _NETWORKS)]
    marks = ", ".join("?" * len(exact))
    found = _containers(connection, f"key IN ({marks})", exact, limit)
    found = found or _containers(connection, "permalink = ?", [ref], limit)
    if found or not ref:
        return found
    network, _, rest = ref.partition(":")
    if network not in _NETWORKS or not rest:
        exact.remove(ref)
    ranges = [bound for start in exact for bound in (start, start + _HIGHEST)]
    return _containers(connection, " OR ".join(["(key >= ? AND key < ?)"] * len(exact)), ranges, limit)


def locate(connection: sqlite3.Connection, keys: Iterable[str], conversations: Iterable[str]) -> list[Located]:
    """Which stored threads and single posts a batch of new posts may belong to.

    They hold a post with one of ``keys`` (as key or alias), answer one of them, or are part of one of
    ``conversations``. Give the keys, aliases and parents of the new posts.
    """
    some, talks = _array(sorted(set(keys))), _array(sorted(set(conversations)))
    rows = connection.execute(
        "SELECT DISTINCT authors.key, threads.key, threads.single FROM ("
        " SELECT thread_id FROM posts WHERE key IN (SELECT value FROM json_each(?1))"
        " UNION SELECT thread_id FROM posts WHERE parent IN (SELECT value FROM json_each(?1))"
        " UNION SELECT thread_id FROM posts WHERE conversation IN (SELECT value FROM json_each(?2))"
        ") AS held JOIN threads ON threads.id = held.thread_id JOIN authors ON authors.id = threads.author_id"
        " ORDER BY authors.key, threads.key",
        (some, talks),
    )
    return [Located(author=author, key=key, single=bool(single)) for author, key, single in rows]


def authors_named(connection: sqlite3.Connection, handle: str, source: str | None) -> list[Author]:
    """Stored authors with this handle (without @, in any case), of one network or of all."""
    rows = connection.execute(
        "SELECT author FROM authors WHERE handle = ? AND (source = ? OR ? IS NULL) ORDER BY key",
        (handle.casefold(), source, source),
    )
    return [msgspec.json.decode(row[0], type=Author) for row in rows]


def last_opened(connection: sqlite3.Connection) -> ThreadListing | None:
    """The thread that was opened last."""
    found = _listings(
        connection, f"{_LISTING} WHERE threads.opened_at IS NOT NULL ORDER BY threads.opened_at DESC LIMIT 1", []
    )
    return found[0] if found else None


def _containers(connection: sqlite3.Connection, where: str, values: list[str], limit: int) -> list[ThreadListing]:
    return _listings(
        connection,
        f"{_LISTING} WHERE threads.id IN (SELECT id FROM threads WHERE {where}"
        f" UNION SELECT thread_id FROM posts WHERE {where}) ORDER BY {_NEWEST} LIMIT ?",
        [*values, *values, limit],
    )


def _listings(connection: sqlite3.Connection, sql: str, values: list[Any]) -> list[ThreadListing]:
    summaries, states = msgspec.json.Decoder(ThreadSummary), msgspec.json.Decoder(ReadingState)
    known: dict[bytes, Author] = {}
    found = []
    for summary, state, author in connection.execute(sql, values):
        if author not in known:
            known[author] = msgspec.json.decode(author, type=Author)
        found.append(
            ThreadListing(
                summary=summaries.decode(summary),
                author=known[author],
                state=states.decode(state) if state else ReadingState(),
            )
        )
    return found


def _array(values: Sequence[str]) -> str:
    """As SQLite's ``json_each`` takes them: any number of values in one parameter."""
    return msgspec.json.encode(values).decode()
