"""What a thread is made of: frozen structs, the words of the project as types.

All text is cleaned (:func:`threadtui.text.clean`) before it enters a struct, all times are aware and in UTC, all
lists are tuples. Nothing here reads, writes or computes more than a property; views (prose, numbered) are never stored.

Keys are global. A post's key is ``x:<post id>``, ``mastodon:<uri>`` or ``bluesky:<did>/<rkey>``; posts of a copied
page without ids are ``page:<hash>`` (the first) and ``page:<hash>/<n>`` (the nth, from 2). A thread's key is its root
post's. Author keys are ``x:<numeric id>`` or, until that is known, ``x:@<lower-cased handle>``; ``mastodon:<actor
uri>``; ``bluesky:<did>``.
"""

from datetime import datetime
from typing import Literal

from msgspec import Struct, field

SpanKind = Literal["link", "mention", "hashtag", "emoji"]
MediaKind = Literal["image", "video", "gif", "audio", "file"]


def id_part(key: str) -> str:
    """The part of a key after its source: the post id of ``x:<post id>``."""
    return key.partition(":")[2]


class Author(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who wrote a thread. ``handle`` has no leading @; ``source`` is the network: x, mastodon, bluesky."""

    key: str
    handle: str
    display_name: str
    source: str
    aliases: tuple[str, ...] = ()
    permalink: str | None = None
    avatar_url: str | None = None


class Span(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A piece of a post's text with a meaning: code points ``start`` ≤ i < ``end`` of the cleaned text.

    ``target`` is the whole URL of a link, the permalink of a mentioned author, or nothing where it is unknown.
    """

    start: int
    end: int
    kind: SpanKind
    target: str | None = None


class Media(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An image, a video, a sound or a file of a post. ``sha256`` is set once its bytes are in the media store."""

    kind: MediaKind
    url: str | None = None
    alt: str = ""
    sha256: str | None = None
    width: int | None = None
    height: int | None = None


class LinkCard(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The box that a source draws for a link: its title, a line about it, and where it goes."""

    url: str
    title: str = ""
    description: str = ""
    image_url: str | None = None


class PollOption(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One answer of a poll; ``votes`` is unknown until the source tells."""

    text: str
    votes: int | None = None


class Poll(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A poll, as it stood when the post was fetched."""

    options: tuple[PollOption, ...]
    multiple: bool = False
    ends_at: datetime | None = None


class Quote(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A post that this one quotes, one level deep. ``text`` is empty where the source gave only the address."""

    text: str = ""
    handle: str | None = None
    display_name: str | None = None
    permalink: str | None = None
    post: str | None = None
    """the quoted post's key"""
    created_at: datetime | None = None


class Revision(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An earlier text of an edited post; ``until`` is when the edit replaced it, where known."""

    text: str
    spans: tuple[Span, ...] = ()
    until: datetime | None = None


class Post(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One post, with the exact text of the source after cleaning: nothing joined, nothing stripped."""

    key: str
    author: str
    """the author's key"""
    text: str
    created_at: datetime | None = None
    day_only: bool = False
    """``created_at`` names only a day; its time of day (00:00) means nothing"""
    edited_at: datetime | None = None
    spans: tuple[Span, ...] = ()
    in_reply_to: str | None = None
    """the parent post's key"""
    reply_author: str | None = None
    """the parent's author key, where the source tells"""
    reply_handle: str | None = None
    """the parent's author handle without @, where the source tells"""
    conversation: str | None = None
    """the key (or the source's own name, prefixed like a key) of what the conversation began with"""
    permalink: str | None = None
    media: tuple[Media, ...] = ()
    quote: Quote | None = None
    card: LinkCard | None = None
    poll: Poll | None = None
    content_warning: str = ""
    revisions: tuple[Revision, ...] = ()
    """earlier texts, oldest first"""
    vanished_at: datetime | None = None
    """when the source was first asked and no longer had it"""
    truncated: bool = False
    """the source cut this text"""
    aliases: tuple[str, ...] = ()
    """other keys of the same post: older ids of an edited one, the page key it was first stored under"""
    sources: tuple[str, ...] = ()
    """names of the sources that gave it; sorted once there are several"""

    @property
    def id(self) -> str:
        """The id part of the key."""
        return id_part(self.key)


class Gap(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A place on the main line or in an aside where posts are known to be missing."""

    before: str | None
    """key of the post that the missing ones stand before; None at the end of the thread"""
    parent: str | None = None
    """key of the missing post that ``before`` answers, where known"""
    count: int | None = None
    """how many are missing, where the numbering or the source tells"""


class Aside(Struct, frozen=True, kw_only=True, omit_defaults=True, rename={"from_": "from"}):
    """A side branch of the chain: ``posts`` in order, hanging from the post ``from_`` (a key)."""

    from_: str
    posts: tuple[Post, ...]


class SourceCheck(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """When a source was last asked for a thread, or when what it had given was brought in."""

    source: str
    at: datetime


class Ledger(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is held of what is known, and what was cut or guessed. Shown, never hidden."""

    posts_held: int
    """posts of the main line"""
    posts_known: int | None = None
    """posts of the main line that are known to exist; None where nobody said"""
    posts_told: int | None = None
    """``posts_known`` as a source told it; numbering and what is held may say more"""
    gaps: int = 0
    aside_posts: int = 0
    truncated: int = 0
    """posts that the source cut"""
    media_missing: int = 0
    """images and videos that are not in the media store"""
    boundaries_guessed: bool = False
    """where one post ends and the next begins was guessed from a copied page"""
    checked: tuple[SourceCheck, ...] = ()
    notes: tuple[str, ...] = ()
    """anything else that the reader should know, a sentence each"""

    @property
    def incomplete(self) -> bool:
        """Whether anything of the text is missing."""
        short = self.posts_known is not None and self.posts_held < self.posts_known
        return bool(short or self.gaps or self.truncated)


class Thread(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One author's self-reply chain. ``posts`` is the main line, parent before child."""

    key: str
    author: Author
    title: str
    source: str
    """the network it comes from: x, mastodon, bluesky"""
    posts: tuple[Post, ...]
    ledger: Ledger
    aliases: tuple[str, ...] = ()
    permalink: str | None = None
    created_at: datetime | None = None
    stub: bool = False
    """only a preview is stored"""
    asides: tuple[Aside, ...] = ()
    gaps: tuple[Gap, ...] = ()
    replies: tuple[Post, ...] = ()
    """the author's answers to other people below this thread"""

    def every_post(self) -> tuple[Post, ...]:
        """Main line, asides and replies to others: all that is stored of it."""
        return self.posts + tuple(p for a in self.asides for p in a.posts) + self.replies


class ThreadSummary(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the list shows of a thread without opening it."""

    key: str
    author: str
    """the author's key"""
    title: str
    source: str
    posts_held: int
    aliases: tuple[str, ...] = ()
    permalink: str | None = None
    created_at: datetime | None = None
    last_at: datetime | None = None
    """when its newest post was written"""
    posts_known: int | None = None
    gaps: int = 0
    aside_posts: int = 0
    truncated: int = 0
    words: int = 0
    stub: bool = False

    @property
    def incomplete(self) -> bool:
        """Whether anything of the text is missing."""
        short = self.posts_known is not None and self.posts_held < self.posts_known
        return bool(short or self.gaps or self.truncated or self.stub)


class ThreadFacts(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a source says of one thread as a whole, which its posts do not carry."""

    root: str
    """key of a post of that thread, its first where known"""
    stub: bool = False
    """the posts given are only a preview"""
    posts_known: int | None = None
    """how many posts the source says the thread has"""
    boundaries_guessed: bool = False
    permalink: str | None = None
    created_at: datetime | None = None
    """where its posts carry no time"""
    aliases: tuple[str, ...] = ()
    replies: tuple[str, ...] = ()
    """keys of the author's answers to other people below it, where the posts between are not given"""
    checked: tuple[SourceCheck, ...] = ()
    notes: tuple[str, ...] = ()


class Conversation(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All that a source returns around a root, or a whole archive's posts: the input of unrolling."""

    network: str
    """x, mastodon, bluesky"""
    authors: tuple[Author, ...]
    posts: tuple[Post, ...]
    author: str | None = None
    """key of the one author whose threads are meant; None: of every author"""
    facts: tuple[ThreadFacts, ...] = ()


class Position(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where in a thread one reads: a post's key and an offset in code points into its text."""

    post: str
    offset: int = 0


class ReadingState(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The reader's own data on one thread. A thread without any is unread."""

    read_at: datetime | None = None
    opened_at: datetime | None = None
    position: Position | None = None
    bookmarked_at: datetime | None = None
    tags: tuple[str, ...] = ()

    @property
    def unread(self) -> bool:
        """Whether its end has not been read yet."""
        return self.read_at is None


class ThreadListing(Struct, frozen=True, kw_only=True):
    """A row of a thread list: the summary, whose it is, and the reader's own data on it."""

    summary: ThreadSummary
    author: Author
    state: ReadingState = field(default_factory=ReadingState)


class AuthorListing(Struct, frozen=True, kw_only=True):
    """A row of the author list. ``threads`` counts threads of two or more posts, and stubs."""

    author: Author
    threads: int
    unread: int
    last_at: datetime | None = None
    followed: bool = False
