"""Marking threads: read, bookmarked, deleted; and taking it back."""

from typing import TYPE_CHECKING

from threadtui.tui.actions.registry import action
from threadtui.tui.when import plural

if TYPE_CHECKING:
    from threadtui.tui.screens.main import MainScreen


@action("read.toggle", "N", title="read/unread", tooltip="Mark the thread read, or unread again", group="Marking")
async def toggle_read(screen: "MainScreen", _argument: str) -> None:
    """Read becomes unread and the other way round."""
    listing = screen.current
    if listing is None:
        return
    await screen.shelf.mark_read([listing], listing.state.unread)
    screen.rebind()
    screen.say("marked read" if listing.state.unread else "marked unread")


@action(
    "read.author", "A", title="all read", tooltip="Mark all of the author's threads read; asks first", group="Marking"
)
async def author_read(screen: "MainScreen", _argument: str) -> None:
    """All of the author's threads, after a question."""
    author = screen.shelf.author
    if author is None or not author.unread:
        screen.say("nothing unread here")
        return
    from threadtui.tui.screens.dialogs import Question

    question = f"Mark {plural(author.unread, 'thread')} of @{author.author.handle} read?"

    async def answered(yes: bool | None) -> None:
        if yes:
            unread = await screen.shelf.unread_of_author()
            await screen.shelf.mark_read(unread, True)
            screen.rebind()
            screen.say(f"{plural(len(unread), 'thread')} marked read; U undoes")

    await screen.app.push_screen(Question(question, "mark read"), answered)


@action(
    "bookmark", "asterisk", title="bookmark", tooltip="Bookmark the thread, or take the bookmark off", group="Marking"
)
async def bookmark(screen: "MainScreen", _argument: str) -> None:
    """The bookmark on or off."""
    listing = screen.current
    if listing is None:
        return
    on = listing.state.bookmarked_at is None
    await screen.shelf.bookmark(listing, on)
    screen.rebind()
    screen.say("bookmarked" if on else "bookmark taken off")


@action(
    "delete", "D", title="delete", tooltip="Move the thread to the trash; it stays there for 30 days", group="Marking"
)
async def delete(screen: "MainScreen", _argument: str) -> None:
    """To the trash; the next thread takes its place in the list."""
    listing = screen.current
    if listing is None:
        return
    await screen.shelf.delete(listing)
    await screen.close_thread()
    await screen.reload()
    screen.say("moved to the trash; U brings it back")


@action(
    "undo",
    "U",
    title="undo",
    tooltip="Take back the last change: read, bookmarks, deletes; many times",
    group="Marking",
)
async def undo(screen: "MainScreen", _argument: str) -> None:
    """The last change."""
    undone = await screen.shelf.undo()
    if undone is None:
        screen.say("nothing to undo")
        return
    await screen.reload()
    screen.say(f"undone: {undone}")
