"""Opening threads, and going from one to the next."""

from typing import TYPE_CHECKING

from threadtui.tui import jobs
from threadtui.tui.actions.registry import action

if TYPE_CHECKING:
    from threadtui.tui.screens.main import MainScreen


@action(
    "open",
    "enter",
    title="open",
    tooltip="Open the thread or the author; in a page, open or close side posts",
    group="Threads",
)
async def open_row(screen: "MainScreen", _argument: str) -> None:
    """Open what the cursor is on."""
    if screen.panes.kind == "reader":
        if not screen.reader.toggle_aside():
            screen.say("no side posts here")
    elif screen.panes.kind == "authors":
        await screen.choose_author(screen.left.authors.current)
        screen.panes.go(screen.left.threads)
    elif screen.left.threads.current:
        await screen.open_thread(screen.left.threads.current)


@action("back", "q", title="back", tooltip="Back to the list, at the root quit", group="Threads")
async def back(screen: "MainScreen", _argument: str) -> None:
    """Out of zen, to the threads, to the authors, out of the program."""
    if screen.panes.zen:
        screen.panes.set_zen(False)
    elif screen.panes.kind == "reader":
        screen.panes.go(screen.left.threads)
    elif screen.panes.kind == "threads":
        screen.panes.go(screen.left.authors)
    else:
        await screen.app.leave()


@action("thread.next", "J", title="next thread", tooltip="The author's next thread", group="Threads")
async def next_thread(screen: "MainScreen", _argument: str) -> None:
    """The next thread of the list."""
    await open_neighbour(screen, 1)


@action("thread.previous", "K", title="previous thread", tooltip="The author's previous thread", group="Threads")
async def previous_thread(screen: "MainScreen", _argument: str) -> None:
    """The previous thread of the list."""
    await open_neighbour(screen, -1)


@action("unread.next", "n", title="next unread", tooltip="The next unread thread, over all authors", group="Threads")
async def next_unread(screen: "MainScreen", _argument: str) -> None:
    """The next unread thread."""
    await open_unread(screen, 1)


@action("unread.previous", "p", title="previous unread", tooltip="The previous unread thread", group="Threads")
async def previous_unread(screen: "MainScreen", _argument: str) -> None:
    """The previous unread thread."""
    await open_unread(screen, -1)


@action("author.next", "ctrl+n", title="next author", tooltip="The next author with unread threads", group="Threads")
async def next_author(screen: "MainScreen", _argument: str) -> None:
    """The next author with unread threads."""
    await step_author(screen, 1)


@action(
    "author.previous",
    "ctrl+p",
    title="previous author",
    tooltip="The previous author with unread threads",
    group="Threads",
)
async def previous_author(screen: "MainScreen", _argument: str) -> None:
    """The previous author with unread threads."""
    await step_author(screen, -1)


async def open_neighbour(screen: "MainScreen", by: int) -> None:
    """Open the thread ``by`` rows from the one in the page."""
    row = screen.shelf.neighbour(_here(screen), by)
    if row is None:
        screen.say("the last thread of this list" if by > 0 else "the first thread of this list")
    else:
        await screen.open_thread(row)


async def open_under_cursor(screen: "MainScreen") -> bool:
    """In the thread list, open the thread under the cursor if it is not the one that is open; whether it was opened.

    Who goes from there to the page wants to read it: their place is to be kept, and its end to count.
    """
    row = screen.left.threads.current
    if screen.panes.kind != "threads" or row is None or (screen.opened and _here(screen) == _shown(screen)):
        return False
    await screen.open_thread(row)
    return True


async def open_unread(screen: "MainScreen", by: int) -> None:
    """Open the next or previous unread thread."""
    row = await screen.shelf.unread_from(_here(screen), by)
    if row is None:
        screen.say("nothing unread")
    else:
        await screen.open_thread(row)


async def step_author(screen: "MainScreen", by: int) -> None:
    """Go to the next or previous author with unread threads; from the page, to the first of those threads."""
    author = screen.shelf.author_with_unread(by)
    if author is None:
        screen.say("no other author has unread threads")
        return
    await screen.choose_author(author)
    first = next((row for row in screen.shelf.threads if row.state.unread), None)
    if first is None:
        return
    screen.left.threads.select(first.summary.key)
    if screen.panes.kind == "reader":
        await screen.open_thread(first)
    else:
        jobs.preview(screen, first)


def _shown(screen: "MainScreen") -> str | None:
    return screen.shown.summary.key if screen.shown else None


def _here(screen: "MainScreen") -> str | None:
    """The thread to go on from: under the cursor in the list, where one may be faster than the page, else shown."""
    return screen.current.summary.key if screen.current else None
