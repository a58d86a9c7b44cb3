"""Moving: within the pane that has the focus, and from pane to pane."""

from typing import TYPE_CHECKING

from threadtui.tui.actions.opening import open_under_cursor, open_unread
from threadtui.tui.actions.registry import action

if TYPE_CHECKING:
    from threadtui.tui.screens.main import MainScreen


@action("move.down", "j", "down", title="down", tooltip="One line down, or one row in a list", group="Moving")
def down(screen: "MainScreen", _argument: str) -> None:
    """One line or row down."""
    screen.panes.current.move(1)


@action("move.up", "k", "up", title="up", tooltip="One line up, or one row in a list", group="Moving")
def up(screen: "MainScreen", _argument: str) -> None:
    """One line or row up."""
    screen.panes.current.move(-1)


@action(
    "page.down",
    "space",
    "pagedown",
    title="page",
    tooltip="One page down; at the end of a thread it opens the next unread one",
    group="Moving",
)
async def page_down(screen: "MainScreen", _argument: str) -> None:
    """A page down; in a thread whose end was on the screen already, on to the next unread."""
    if screen.panes.kind == "reader" and screen.reader.view and screen.reader.view.at_end and screen.opened:
        await open_unread(screen, 1)
    else:
        screen.panes.current.page(1)


@action("page.up", "b", "pageup", title="page up", tooltip="One page up", group="Moving")
def page_up(screen: "MainScreen", _argument: str) -> None:
    """A page up."""
    screen.panes.current.page(-1)


@action("half.down", "ctrl+d", title="half down", tooltip="Half a page down", group="Moving")
def half_down(screen: "MainScreen", _argument: str) -> None:
    """Half a page down."""
    screen.panes.current.page(0.5)


@action("half.up", "ctrl+u", title="half up", tooltip="Half a page up", group="Moving")
def half_up(screen: "MainScreen", _argument: str) -> None:
    """Half a page up."""
    screen.panes.current.page(-0.5)


@action("move.top", "g", "home", title="top", tooltip="To the top", group="Moving")
def top(screen: "MainScreen", _argument: str) -> None:
    """To the top."""
    screen.panes.current.top()


@action("move.bottom", "G", "end", title="bottom", tooltip="To the bottom", group="Moving")
def bottom(screen: "MainScreen", _argument: str) -> None:
    """To the bottom."""
    screen.panes.current.bottom()


@action("post.next", "right_square_bracket", title="next post", tooltip="The next post to the top", group="Moving")
def next_post(screen: "MainScreen", _argument: str) -> None:
    """The next post."""
    screen.reader.step_post(1)


@action("post.previous", "left_square_bracket", title="previous post", tooltip="The previous post", group="Moving")
def previous_post(screen: "MainScreen", _argument: str) -> None:
    """The previous post."""
    screen.reader.step_post(-1)


@action("pane.left", "h", "left", title="left", tooltip="To the pane on the left", group="Moving")
def pane_left(screen: "MainScreen", _argument: str) -> None:
    """From the page to the threads, from the threads to the authors."""
    screen.panes.step(-1)


@action("pane.right", "l", "right", title="right", tooltip="To the pane on the right", group="Moving")
async def pane_right(screen: "MainScreen", _argument: str) -> None:
    """From the authors to the threads, from the threads into the thread under the cursor."""
    if not await open_under_cursor(screen):
        screen.panes.step(1)


@action("pane.next", "tab", title="next pane", tooltip="To the next pane, and around", group="Moving")
def pane_next(screen: "MainScreen", _argument: str) -> None:
    """Around the panes."""
    screen.panes.step(1, around=True)
