"""What the two readers of Thread Reader App copies share: from drafts of posts to a conversation.

Thread Reader shows one author's chain as a list. So each post is taken to answer the one above it. How a page or a
plain copy is taken apart is not told here.
"""

import re
from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from threadtui.errors import InputError
from threadtui.models import Author, Conversation, LinkCard, Media, Post, Quote, Span, ThreadFacts
from threadtui.sources import x_posts
from threadtui.sources.base import MIB, MOST_TEXT
from threadtui.text import page_key

MAX_BYTES = 16 * MIB
PREVIEW_POSTS = 3
"""how many posts of a thread its preview card shows at most"""

_KEYED = 4000
"""more than enough of a body for its key, which is made of 200 characters: a page may be as long as it likes"""
THREAD_LINK = re.compile(r"threadreaderapp\.com/(?:thread|scrolly)/([0-9]{1,19})(?![0-9])|^/thread/([0-9]{1,19})\.html")
READ_N = re.compile(r"\s*Read ([0-9][0-9,.]*) (?:tweets|posts)\s*", re.IGNORECASE)


class Draft(Struct, frozen=True, kw_only=True):
    """A post as the copy shows it, its text cleaned. ``id`` is its id at X, where the copy tells."""

    text: str
    spans: tuple[Span, ...] = ()
    media: tuple[Media, ...] = ()
    quote: Quote | None = None
    card: LinkCard | None = None
    id: str | None = None

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it to read or to see."""
        return not (self.text.strip() or self.media or self.quote or self.card)


class Copied(Struct, frozen=True, kw_only=True):
    """One thread, or the preview of one, taken from a copy. ``root_id`` is the first post's id at X, where known."""

    author: Author
    drafts: Sequence[Draft]
    source: str
    root_id: str | None = None
    preview: bool = False
    known: int | None = None
    guessed: bool = False
    at: datetime | None = None
    """the date that the copy gives to the thread"""
    day_only: bool = False


def check_length(text: str, name: str) -> None:
    """Raise InputError where a text of the input called ``name`` is longer than any post."""
    if len(text) > MOST_TEXT:
        message = f"{name} holds a text of more than {MOST_TEXT:,} characters"
        raise InputError(message, "no post is so long: is it the file you meant?")


def thread_id(link: str) -> str | None:
    """The post id in the address of a Thread Reader page."""
    match = THREAD_LINK.search(link.strip())
    return (match[1] or match[2]) if match else None


def count(text: str) -> int:
    """A number as pages write it: ``1,204``."""
    return int(re.sub(r"[^0-9]", "", text)[:9])


def conversation(copied: Copied) -> Conversation:
    """The posts of one copied thread as a chain, and what is known of it as a whole."""
    body = "\n".join(draft.text for draft in copied.drafts)
    key = page_key(copied.author.handle, body[:_KEYED])
    posts = _chain(copied, key)
    held = len(posts)
    facts = ThreadFacts(
        root=posts[0].key,
        stub=copied.preview and (copied.known is None or held < copied.known),
        posts_known=copied.known,
        boundaries_guessed=copied.guessed,
        created_at=copied.at if posts[0].created_at is None else None,
    )
    who = copied.author
    return Conversation(network="x", authors=(who,), posts=tuple(posts), author=who.key, facts=(facts,))


def _chain(copied: Copied, key: str) -> list[Post]:
    posts: list[Post] = []
    for number, draft in enumerate(copied.drafts, start=1):
        post_id = draft.id or (copied.root_id if number == 1 else None)
        page = key if number == 1 else f"{key}/{number}"
        at = x_posts.posted_at(post_id) if post_id else None
        dated = number == 1 and at is None and copied.at is not None and copied.day_only
        posts.append(
            Post(
                key=x_posts.post_key(post_id) if post_id else page,
                aliases=(page,) if post_id and not draft.id else (),
                author=copied.author.key,
                text=draft.text,
                spans=draft.spans,
                media=draft.media,
                quote=draft.quote,
                card=draft.card,
                created_at=copied.at if dated else at,
                day_only=dated,
                permalink=x_posts.permalink(copied.author.handle, post_id) if post_id else None,
                in_reply_to=posts[-1].key if posts else None,
                reply_author=copied.author.key if posts else None,
                sources=(copied.source,),
            )
        )
    return posts
