"""Posts and conversations for the tests of unrolling and merging: short to write, and drawn by hypothesis."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from threadtui.models import Author, Conversation, Post, Thread
from threadtui.unroll import Unrolled, unroll

ADA = Author(key="x:1", handle="ada_reads", display_name="Ada", source="x")
BOB = Author(key="x:2", handle="bob_writes", display_name="Bob", source="x")
START = datetime(2020, 11, 22, 10, tzinfo=UTC)


def post(number: int, parent: int | None = None, text: str | None = None, **fields: Any) -> Post:
    """Ada's post ``x:<number>``, a minute for each number after the start."""
    fields.setdefault("author", ADA.key)
    fields.setdefault("created_at", START + timedelta(minutes=number))
    in_reply_to = None if parent is None else f"x:{parent}"
    return Post(key=f"x:{number}", text=f"Post {number}." if text is None else text, in_reply_to=in_reply_to, **fields)


def bobs(number: int, parent: int | None = None, **fields: Any) -> Post:
    """The same by Bob."""
    return post(number, parent, author=BOB.key, **fields)


def orphan(number: int, parent: int, text: str | None = None, **fields: Any) -> Post:
    """Ada's answer to a post of her own that is not held."""
    return post(number, parent, text, reply_author=ADA.key, **fields)


def talk(*posts: Post, **fields: Any) -> Conversation:
    """A conversation of Ada and Bob, Ada's threads being meant."""
    fields.setdefault("authors", (ADA, BOB))
    return Conversation(network="x", posts=posts, author=ADA.key, **fields)


def unrolled(*posts: Post, **fields: Any) -> Unrolled:
    """What a conversation of these posts unrolls to."""
    return unroll(talk(*posts, **fields))


def only(*posts: Post, **fields: Any) -> Thread:
    """The one thread in them."""
    (thread,) = unrolled(*posts, **fields).threads
    return thread


def numbers(posts: Sequence[Post]) -> list[int]:
    """Their ids."""
    return [int(each.id) for each in posts]


def asides(thread: Thread) -> list[tuple[str, list[int]]]:
    """From which post each aside hangs, and its posts."""
    return [(aside.from_, numbers(aside.posts)) for aside in thread.asides]


_TEXTS = st.sampled_from(["Some words.", "1/4 one", "2/4 two", "3/4 three", "4/4 four", "3/ three", "5/ five", ""])


@st.composite
def any_posts(draw: st.DrawFn, most: int = 14) -> list[Post]:
    """Posts of two authors with every kind of parent: held, missing, younger, one's own, in circles."""
    made = []
    for number in draw(st.lists(st.integers(1, 20), unique=True, max_size=most)):
        parent = draw(st.none() | st.integers(1, 22))
        mine = draw(st.integers(0, 3)) > 0
        reply_author = draw(st.none() | st.sampled_from([ADA.key, BOB.key])) if parent else None
        conversation = draw(st.none() | st.integers(1, 6).map("x:{}".format))
        made.append(
            post(
                number,
                parent,
                draw(_TEXTS),
                author=ADA.key if mine else BOB.key,
                reply_author=reply_author,
                conversation=conversation,
            )
        )
    return made
