"""All actions of the reader, one file per use. Importing this fills the table."""

from threadtui.tui.actions import adding, finding, leaving, looking, marking, moving, opening
from threadtui.tui.actions.registry import ACTIONS, Action, bindings, perform, shown

__all__ = [
    "ACTIONS",
    "Action",
    "adding",
    "bindings",
    "finding",
    "leaving",
    "looking",
    "marking",
    "moving",
    "opening",
    "perform",
    "shown",
]
