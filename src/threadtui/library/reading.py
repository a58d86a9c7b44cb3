"""Reading a thread, and what the reader notes on it: read, bookmarked, tagged, and where they stopped.

Marks can be undone, places cannot: those follow the eyes. Nothing here decides when a thread counts as read.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime

from msgspec.structs import replace

from threadtui import text
from threadtui.errors import NotFound
from threadtui.library.opening import Library
from threadtui.models import Position, ReadingState, Thread, ThreadListing
from threadtui.store import Store, Undone

__all__ = ["Undone", "change_tags", "last_place", "load", "mark_read", "save_place", "set_bookmark", "undo"]

Change = Callable[[ReadingState], ReadingState]
LABEL_CELLS = 40
"""how much of a title the label of an undo step shows"""


async def load(library: Library, listing: ThreadListing) -> Thread:
    """The whole thread. Raises :class:`NotFound` if it has gone since it was listed."""
    thread = await library.run(library.store.threads.thread, listing.author.key, listing.summary.key)
    if thread is None:
        raise NotFound(f"the thread is gone: {listing.summary.title}", "it may be in the trash: threadtui restore ID")
    return thread


async def mark_read(library: Library, listings: Sequence[ThreadListing], read: bool) -> list[ThreadListing]:
    """Mark threads as read or unread; gives their new listings. Can be undone."""
    now = _now() if read else None
    label = "read" if read else "unread"
    return await library.run(_mark, library.store, listings, lambda state: replace(state, read_at=now), label)


async def set_bookmark(library: Library, listings: Sequence[ThreadListing], on: bool) -> list[ThreadListing]:
    """Put bookmarks on threads or take them off; gives their new listings. Can be undone."""
    now = _now() if on else None
    label = "bookmark" if on else "no bookmark"
    return await library.run(_mark, library.store, listings, lambda state: replace(state, bookmarked_at=now), label)


async def change_tags(
    library: Library, listings: Sequence[ThreadListing], *, add: Iterable[str] = (), remove: Iterable[str] = ()
) -> list[ThreadListing]:
    """Put tags on threads and take others off; gives their new listings. Can be undone."""
    added = {tag for tag in (_tag(name) for name in add) if tag}
    removed = {_tag(name) for name in remove}

    def change(state: ReadingState) -> ReadingState:
        return replace(state, tags=tuple(sorted((set(state.tags) | added) - removed)))

    return await library.run(_mark, library.store, listings, change, "tags")


def _tag(name: str) -> str:
    return " ".join(text.clean(name).split()).removeprefix("#")


def _mark(store: Store, listings: Sequence[ThreadListing], change: Change, label: str) -> list[ThreadListing]:
    """Change the states of ``listings`` in one step of the undo journal."""
    what = text.fit(listings[0].summary.title, LABEL_CELLS) if len(listings) == 1 else f"{len(listings)} threads"
    return _change(store, listings, change, f"{label}: {what}")


def _change(store: Store, listings: Sequence[ThreadListing], change: Change, label: str | None) -> list[ThreadListing]:
    changed: dict[str, ThreadListing] = {}
    with store.transaction():
        for author in {listing.author.key for listing in listings}:
            states = store.reader.states(author)
            new = {
                listing.summary.key: change(states.get(listing.summary.key, ReadingState()))
                for listing in listings
                if listing.author.key == author
            }
            store.reader.change(author, new, label=label)
            changed |= {
                listing.summary.key: replace(listing, state=new[listing.summary.key])
                for listing in listings
                if listing.author.key == author
            }
    return [changed[listing.summary.key] for listing in listings]


async def save_place(
    library: Library, listing: ThreadListing, position: Position | None, *, opened: bool
) -> ThreadListing:
    """Note where one reads (None: at its beginning); with ``opened``, also that it was opened now.

    Gives the new listing.
    Does nothing where nothing may be noted: in a private session and in a library that is read-only.
    """
    if library.private or library.read_only:
        return listing

    def change(state: ReadingState) -> ReadingState:
        return replace(state, position=position, opened_at=_now() if opened else state.opened_at)

    return (await library.run(_change, library.store, [listing], change, None))[0]


async def last_place(library: Library) -> ThreadListing | None:
    """The thread that was opened last, where the reader goes on; None if none ever was."""
    return await library.run(library.store.index.last_opened)


async def undo(library: Library) -> Undone | None:
    """Take back the last mark or delete; None if there is nothing to take back."""
    return await library.run(library.store.undo.undo)


def _now() -> datetime:
    return datetime.now(UTC)
