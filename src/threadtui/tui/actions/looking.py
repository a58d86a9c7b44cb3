"""How it looks: zen, the views, the colours; and the screen drawn anew."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from threadtui.tui.actions.opening import open_under_cursor
from threadtui.tui.actions.registry import action
from threadtui.tui.themes import OWN

if TYPE_CHECKING:
    from threadtui.tui.screens.main import MainScreen


@action("zen", "z", title="zen", tooltip="The page alone, or with the lists again", group="Looks")
async def zen(screen: "MainScreen", _argument: str) -> None:
    """The lists away, or back. Without a thread there is nothing to show alone."""
    await open_under_cursor(screen)
    if screen.reader.thread is None and not screen.panes.zen:
        screen.say("no thread is open")
    else:
        screen.panes.set_zen(not screen.panes.zen)


@action("view", "v", title="view", tooltip="Posts apart, or numbered in the margin; the place is kept", group="Looks")
def view(screen: "MainScreen", _argument: str) -> None:
    """The other view."""
    style = screen.reader.page_style
    other = replace(style, view="numbered" if style.view == "posts" else "posts")
    screen.reader.restyle(other)
    screen.say("numbered" if other.view == "numbered" else "posts")


@action(
    "theme",
    title="theme",
    tooltip="Change the colours; without a name, the next of our own",
    group="Looks",
    takes="NAME",
)
def theme(screen: "MainScreen", argument: str) -> None:
    """The theme named, or the next of our own."""
    app = screen.app
    own = [one.name for one in OWN]
    name = argument or own[(own.index(app.theme) + 1) % len(own) if app.theme in own else 0]
    if name in app.available_themes:
        app.theme = name
        screen.say(f"theme {name}; to keep it: threadtui config shows how")
    else:
        screen.say(f"no theme {name}; there are {', '.join([*own, *sorted(set(app.available_themes) - set(own))])}")


@action("redraw", "ctrl+l", title="redraw", tooltip="Draw the screen anew", group="Looks")
def redraw(screen: "MainScreen", _argument: str) -> None:
    """Everything again, for a terminal that something else wrote into."""
    screen.app.redraw()
