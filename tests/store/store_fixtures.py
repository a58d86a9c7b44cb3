"""Threads, posts and summaries of our own for the tests of the store, made without the rooms that make real ones."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from threadtui.models import Author, Ledger, Post, Thread, ThreadSummary
from threadtui.store import Store

Open = Callable[..., Store]
"""Opens the test's library anew; options as those of ``open_store``."""
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
ADA = Author(key="x:1", handle="ada_reads", display_name="Ada", source="x")


def post(number: int, *, author: str = "x:1", parent: int | None = None, text: str = "", **more: object) -> Post:
    """A post ``x:<number>`` written ``number`` minutes after noon."""
    fields: dict[str, object] = {
        "key": f"x:{number}",
        "author": author,
        "text": text or f"post {number}",
        "created_at": NOON + timedelta(minutes=number),
        "in_reply_to": None if parent is None else f"x:{parent}",
    }
    return Post(**(fields | more))  # type: ignore[arg-type]  # a test names the fields it means


def thread(numbers: Iterable[int], *, author: Author = ADA, title: str = "", **more: object) -> Thread:
    """A chain of posts with these numbers."""
    chain = list(numbers)
    parents = [None, *chain[:-1]]
    posts = tuple(post(n, author=author.key, parent=p) for n, p in zip(chain, parents, strict=True))
    fields: dict[str, object] = {
        "key": posts[0].key,
        "author": author,
        "title": title or f"thread {chain[0]}",
        "source": author.source,
        "posts": posts,
        "ledger": Ledger(posts_held=len(posts)),
        "created_at": posts[0].created_at,
    }
    return Thread(**(fields | more))  # type: ignore[arg-type]  # a test names the fields it means


def summary(of: Thread) -> ThreadSummary:
    """The summary of a thread, as simply as the store needs it."""
    return ThreadSummary(
        key=of.key,
        author=of.author.key,
        title=of.title,
        source=of.source,
        posts_held=len(of.posts),
        aliases=of.aliases,
        permalink=of.permalink,
        created_at=of.created_at,
        last_at=of.posts[-1].created_at,
        posts_known=of.ledger.posts_known,
        gaps=of.ledger.gaps,
        aside_posts=sum(len(aside.posts) for aside in of.asides),
        stub=of.stub,
    )


def both(*threads: Thread) -> list[tuple[Thread, ThreadSummary]]:
    """Threads with their summaries, as the store takes them."""
    return [(one, summary(one)) for one in threads]
