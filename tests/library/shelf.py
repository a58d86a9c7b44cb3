"""Libraries and inputs for the tests of importing."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from threadtui.library.finding import ThreadQuery, authors, threads
from threadtui.library.importing import ImportReport, import_inputs
from threadtui.library.opening import Library, open_library
from threadtui.library.reading import load
from threadtui.models import Author, Ledger, Post, Thread, ThreadListing

T = TypeVar("T")

ADA = Author(key="x:77", handle="ada_reads", display_name="Ada Reads", source="x")
ADA_BY_HANDLE = Author(key="x:@ada_reads", handle="ada_reads", display_name="Ada Reads", source="x")
BEN = Author(key="x:88", handle="ben_reads", display_name="Ben Reads", source="x")

LONG = "This is the {} post of a thread that was written so that tests have something to read."


class Kept(NamedTuple):
    """All that a library holds, to be compared with all that another holds."""

    threads: dict[str, Thread]
    singles: dict[str, Post]
    authors: dict[str, Author]


def in_library(folder: Path, use: Callable[[Library], Awaitable[T]]) -> T:
    """Open the library in ``folder``, let ``use`` work on it, close it."""

    async def work() -> T:
        library = await open_library(folder / "library", lock_folder=folder / "locks")
        try:
            await library.catch_up()
            return await use(library)
        finally:
            await library.close()

    return asyncio.run(work())


def brought(folder: Path, *inputs: Path) -> ImportReport:
    """Import the files, all of them good ones, in one run."""
    report = in_library(folder, lambda library: import_inputs(library, inputs))
    assert report.failed == ()
    return report


def kept(folder: Path) -> Kept:
    """What the library holds now."""

    async def work(library: Library) -> Kept:
        listings = await threads(library, ThreadQuery(min_posts=1))
        known = [listing.author for listing in await authors(library)]
        singles = [post for author in known for post in library.store.threads.singles(author.key)]
        alone = {post.key for post in singles}
        whole = [await load(library, listing) for listing in listings if listing.summary.key not in alone]
        return Kept(
            {thread.key: thread for thread in whole},
            {post.key: post for post in singles},
            {author.key: author for author in known},
        )

    return in_library(folder, work)


def listed(folder: Path, *, min_posts: int = 2) -> list[ThreadListing]:
    """The rows of its list."""
    return in_library(folder, lambda library: threads(library, ThreadQuery(min_posts=min_posts)))


def chain(first: int, texts: Sequence[str], author: Author = ADA, parent: str | None = None) -> list[Post]:
    """Posts with ids from ``first`` on, each the answer to the one before."""
    posts: list[Post] = []
    for at, text in enumerate(texts):
        before = posts[-1].key if posts else parent
        posts.append(Post(key=f"x:{first + at}", author=author.key, text=text, in_reply_to=before, sources=("json",)))
    return posts


def page(name: str, texts: Sequence[str], author: Author = ADA_BY_HANDLE) -> list[Post]:
    """The same posts as a copied page has them: without ids."""
    posts: list[Post] = []
    for number, text in enumerate(texts, start=1):
        key = f"page:{name}" if number == 1 else f"page:{name}/{number}"
        before = posts[-1].key if posts else None
        posts.append(Post(key=key, author=author.key, text=text, in_reply_to=before, sources=("page",)))
    return posts


def written(file: Path, *parts: Sequence[Post], stub: bool = False, known: int | None = None) -> Path:
    """A file of our own JSON with one thread per part."""
    authors = {author.key: author for author in (ADA, ADA_BY_HANDLE, BEN)}
    found = [
        Thread(
            key=posts[0].key,
            author=authors[posts[0].author],
            title="",
            source="x",
            posts=tuple(posts),
            stub=stub,
            ledger=Ledger(posts_held=len(posts), posts_known=known, posts_told=known),
        )
        for posts in parts
    ]
    file.write_bytes(msgspec.json.encode(found))
    return file


def on(day: int) -> datetime:
    """A day of one month."""
    return datetime(2024, 5, day, 12, tzinfo=UTC)
