"""What the three panes have in common, so that a key can move whichever has the focus."""

from typing import Protocol


class Pane(Protocol):
    """A pane that keys move in. Counts are lines of the page, or rows of a list; negative ones go up."""

    def move(self, by: int) -> None:
        """Move by lines or rows."""
        ...

    def page(self, by: float) -> None:
        """Move by screens, or parts of one."""
        ...

    def top(self) -> None:
        """Go to the first line or row."""
        ...

    def bottom(self) -> None:
        """Go to the last line or row."""
        ...
