"""The table of actions, from which bindings, help and palette are made.

An action is one decorated function. It is handed the main screen and the text typed behind its name in the palette
("" if none), and may be a coroutine: the next key waits until it is done, so that keys typed ahead act in their order.
"""

import inspect
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from textual.binding import Binding, BindingType

if TYPE_CHECKING:
    from threadtui.tui.screens.main import MainScreen

Group = Literal["Moving", "Threads", "Marking", "Lists", "Looks", "Program"]
"""in the order of the help"""
Run = Callable[["MainScreen", str], Awaitable[None] | None]


class Action(Struct, frozen=True, kw_only=True):
    """One thing that a key or a command does."""

    id: str
    keys: tuple[str, ...]
    """as Textual names them"""
    title: str
    """two or three words: the footer and the palette"""
    tooltip: str
    """one sentence: the help"""
    group: Group
    takes: str
    """what may be typed behind its name in the palette, in capitals; "" if nothing"""
    run: Run


ACTIONS: dict[str, Action] = {}
"""Every action by its id."""


def action(id: str, *keys: str, title: str, tooltip: str, group: Group, takes: str = "") -> Callable[[Run], Run]:
    """Enter the decorated function into the table. Two actions of one id or key are a mistake of ours: ValueError."""

    def enter(run: Run) -> Run:
        taken = {key: one.id for one in ACTIONS.values() for key in one.keys}
        clash = [f"{key} is {taken[key]}" for key in keys if key in taken]
        if id in ACTIONS or clash:
            raise ValueError(f"action {id} exists, or its keys are taken: {', '.join(clash)}")
        ACTIONS[id] = Action(id=id, keys=keys, title=title, tooltip=tooltip, group=group, takes=takes, run=run)
        return run

    return enter


def bindings() -> list[BindingType]:
    """A binding for every action that has keys; its id is the action's, so that ``[keys]`` can move it.

    They have priority: those are awaited one by one where keys come in. Others wait in the queue of the widget that had
    the focus when they came, so that what is typed ahead into a prompt would be taken for commands.
    """
    return [
        Binding(
            ",".join(one.keys),
            f"act('{one.id}')",
            one.title,
            show=False,
            priority=True,
            tooltip=one.tooltip,
            id=one.id,
        )
        for one in ACTIONS.values()
        if one.keys
    ]


async def perform(screen: "MainScreen", id: str, argument: str = "") -> None:
    """Do what an action says."""
    done = ACTIONS[id].run(screen, argument)
    if inspect.isawaitable(done):
        await done


NAMES = {
    "space": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "home": "Home",
    "end": "End",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "question_mark": "?",
    "asterisk": "*",
    "backslash": "\\",
    "colon": ":",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
}


def shown(key: str) -> str:
    """A key as people write it: ``ctrl+d`` is ``^D``."""
    if key.startswith("ctrl+"):
        return f"^{key[5:].upper()}"
    return NAMES.get(key, key.upper() if len(key) > 1 and key[0] == "f" and key[1:].isdigit() else key)
