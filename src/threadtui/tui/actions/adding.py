"""Getting threads in."""

from typing import TYPE_CHECKING

from threadtui.tui import jobs
from threadtui.tui.actions.registry import action

if TYPE_CHECKING:
    from threadtui.tui.screens.main import MainScreen


@action(
    "unroll",
    "u",
    title="unroll",
    tooltip="Unroll a thread from a saved page: give the file's path",
    group="Threads",
    takes="FILE",
)
async def unroll(screen: "MainScreen", argument: str) -> None:
    """From the path given, or asked for."""
    from threadtui.tui.screens.dialogs import PathPrompt

    if argument:
        jobs.unroll(screen, argument)
    else:
        await screen.app.push_screen(PathPrompt(), lambda path: jobs.unroll(screen, path) if path else None)
