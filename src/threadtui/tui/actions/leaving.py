"""Help, the palette, and the ways out."""

from typing import TYPE_CHECKING

from threadtui.tui import jobs
from threadtui.tui.actions.registry import action

if TYPE_CHECKING:
    from threadtui.tui.screens.main import MainScreen


@action("help", "question_mark", "f1", title="help", tooltip="All keys, searchable", group="Program")
async def show_help(screen: "MainScreen", _argument: str) -> None:
    """The table of actions, in groups."""
    await open_table(screen, grouped=True)


@action(
    "palette",
    "colon",
    "ctrl+o",
    title="palette",
    tooltip="Find an action by name and do it; takes arguments",
    group="Program",
)
async def palette(screen: "MainScreen", _argument: str) -> None:
    """The table of actions, best match first."""
    await open_table(screen, grouped=False)


@action("quit", "Q", title="quit", tooltip="Quit at once; the place is kept", group="Program")
async def quit_now(screen: "MainScreen", _argument: str) -> None:
    """Out."""
    await screen.app.leave()


@action("suspend", "ctrl+z", title="suspend", tooltip="Back to the shell for a while; fg returns", group="Program")
def suspend(screen: "MainScreen", _argument: str) -> None:
    """Stop the process as a shell's job."""
    screen.app.action_suspend_process()


@action("cancel", "ctrl+c", title="cancel", tooltip="Cancel a running job; else says how to quit", group="Program")
def cancel(screen: "MainScreen", _argument: str) -> None:
    """Cancel what runs."""
    if not jobs.cancel(screen):
        screen.say("Q quits, q goes back")


async def open_table(screen: "MainScreen", *, grouped: bool) -> None:
    """Show all actions, and do the one that is picked."""
    from threadtui.tui.screens.table import Picked, TableScreen

    async def picked(one: Picked | None) -> None:
        if one:
            await screen.app.act(one.id, one.argument)

    await screen.app.push_screen(TableScreen(screen.reader.page_style.glyphs, grouped=grouped), picked)
