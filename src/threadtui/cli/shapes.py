"""The JSON that lists print: one struct per promise. Every field is present, null where it is unknown."""

from datetime import datetime

from msgspec import Struct

from threadtui.models import Author, AuthorListing, ThreadListing


class AuthorName(Struct, frozen=True):
    """Whose a thread is, in a list of threads."""

    key: str
    handle: str
    display_name: str


class ListedThread(Struct, frozen=True, kw_only=True):
    """A thread in ``threadtui list --json``: ``posts_held`` counts the main line, ``aside_posts`` the side branches."""

    key: str
    aliases: tuple[str, ...]
    title: str
    author: AuthorName
    source: str
    permalink: str | None
    created_at: datetime | None
    posts_held: int
    posts_known: int | None
    gaps: int
    aside_posts: int
    stub: bool
    unread: bool
    bookmarked: bool
    tags: tuple[str, ...]


class ListedAuthor(Struct, frozen=True, kw_only=True):
    """An author in ``threadtui authors --json``."""

    key: str
    handle: str
    display_name: str
    source: str
    threads: int
    unread: int
    followed: bool


def listed_thread(listing: ThreadListing) -> ListedThread:
    """``listing`` as scripts get it."""
    summary, state = listing.summary, listing.state
    return ListedThread(
        key=summary.key,
        aliases=summary.aliases,
        title=summary.title,
        author=_name(listing.author),
        source=summary.source,
        permalink=summary.permalink,
        created_at=summary.created_at,
        posts_held=summary.posts_held,
        posts_known=summary.posts_known,
        gaps=summary.gaps,
        aside_posts=summary.aside_posts,
        stub=summary.stub,
        unread=state.unread,
        bookmarked=state.bookmarked_at is not None,
        tags=state.tags,
    )


def listed_author(listing: AuthorListing) -> ListedAuthor:
    """``listing`` as scripts get it."""
    author = listing.author
    return ListedAuthor(
        key=author.key,
        handle=author.handle,
        display_name=author.display_name,
        source=author.source,
        threads=listing.threads,
        unread=listing.unread,
        followed=listing.followed,
    )


def _name(author: Author) -> AuthorName:
    return AuthorName(author.key, author.handle, author.display_name)
