"""Finding threads in the lists: order, read ones hidden, a filter."""

from typing import TYPE_CHECKING

from threadtui.tui.actions.registry import action
from threadtui.tui.shelf import SORTS

if TYPE_CHECKING:
    from threadtui.tui.screens.main import MainScreen


@action(
    "list.sort",
    "S",
    title="sort",
    tooltip="The list's order: newest, oldest, title, longest, unread first",
    group="Lists",
    takes="ORDER",
)
async def sort(screen: "MainScreen", argument: str) -> None:
    """The next order, or the one named."""
    if argument and argument not in SORTS:
        screen.say(f"orders are {', '.join(SORTS)}")
        return
    screen.shelf.sort = next((one for one in SORTS if one == argument), screen.shelf.following_sort())
    await screen.reload()
    screen.say(f"{screen.shelf.sort} first" if screen.shelf.sort != "title" else "by title")


@action(
    "list.hide", "x", title="hide read", tooltip="Hide the threads that are read, or show them again", group="Lists"
)
async def hide(screen: "MainScreen", _argument: str) -> None:
    """Read threads out of the list, or back in."""
    screen.shelf.hide_read = not screen.shelf.hide_read
    await screen.reload()
    screen.say("read threads hidden" if screen.shelf.hide_read else "all threads shown")


@action(
    "list.filter",
    "backslash",
    title="filter",
    tooltip="Show only rows that hold a text; Esc shows all again",
    group="Lists",
    takes="TEXT",
)
async def filter_list(screen: "MainScreen", argument: str) -> None:
    """Ask for the text, filtering while it is typed, or take the one given."""
    from threadtui.tui.widgets.filter_line import FilterLine

    if argument:
        await filter_rows(screen, argument)
    else:
        line = FilterLine(screen, screen.shelf.filter, screen.focused)
        await screen.mount(line, before=screen.status)
        # At once, since what was typed ahead belongs in it.
        screen.set_focus(line)


@action(
    "leave",
    "escape",
    title="leave",
    tooltip="Leave a prompt or dialog, take a report away, show all rows again; never quits",
    group="Lists",
)
async def leave(screen: "MainScreen", _argument: str) -> None:
    """Take away what was reported, the filter, zen."""
    screen.app.clear_notifications()
    if screen.shelf.filter:
        await filter_rows(screen, "")
    elif screen.panes.zen:
        screen.panes.set_zen(False)


async def filter_rows(screen: "MainScreen", words: str) -> None:
    """Show only the threads whose title holds ``words``; all of them, if empty."""
    screen.shelf.filter = words
    await screen.shelf.load_threads()
    screen.rebind()
