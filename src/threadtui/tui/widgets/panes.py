"""The three panes side by side, or one of them: which is shown, and which has the focus."""

from typing import Literal

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget

from threadtui.tui.page import PageStyle
from threadtui.tui.widgets.chrome import Divider
from threadtui.tui.widgets.left import Left
from threadtui.tui.widgets.pane import Pane
from threadtui.tui.widgets.reading_pane import ReadingPane

NARROW = 64
"""under so many columns one pane is shown at a time"""
WIDE = 116
"""from so many columns on the titles get more room, and the page still has its whole width"""


class Panes(Horizontal):
    """Authors above threads, a thin divider, the page. Zen and narrow terminals show one pane alone."""

    class Arranged(Message):
        """Another pane has the focus, or there is another number of them."""

    def __init__(self, style: PageStyle, column: int) -> None:
        super().__init__(id="panes")
        self.left = Left(style.glyphs, id="left")
        self.reader = ReadingPane(style, column, id="reader")
        self.zen = False
        """whether the page is shown alone"""
        self._divider = Divider(style.glyphs, id="divider")

    def compose(self) -> ComposeResult:
        """From left to right."""
        yield self.left
        yield self._divider
        yield self.reader

    @property
    def kind(self) -> Literal["authors", "threads", "reader"]:
        """Which pane has the focus. A widget itself learns of that later, after the keys that were typed ahead."""
        if self.screen.focused is self.left.authors:
            return "authors"
        return "threads" if self.screen.focused is self.left.threads else "reader"

    def has(self, widget: Widget) -> bool:
        """Whether a widget is one of the panes."""
        return widget in (self.left.authors, self.left.threads, self.reader)

    @property
    def current(self) -> Pane:
        """The pane that keys move in."""
        panes: dict[str, Pane] = {"authors": self.left.authors, "threads": self.left.threads, "reader": self.reader}
        return panes[self.kind]

    def go(self, pane: Widget) -> None:
        """Give a pane the focus; where only one is shown, show that one."""
        self.zen = self.zen and pane is self.reader
        self.screen.set_focus(pane)
        self._lay_out()

    def step(self, by: int, *, around: bool = False) -> None:
        """Give the focus to the pane beside the one that has it; ``around`` goes on at the other end."""
        panes = (self.left.authors, self.left.threads, self.reader)
        at = ("authors", "threads", "reader").index(self.kind) + by
        if around:
            at %= len(panes)
        if 0 <= at < len(panes):
            self.go(panes[at])

    def set_zen(self, on: bool) -> None:
        """The page alone, or with the lists."""
        self.zen = on
        if on:
            self.screen.set_focus(self.reader)
        self._lay_out()

    def _lay_out(self) -> None:
        narrow = self.screen.size.width < NARROW
        reading = self.screen.focused is self.reader
        self.left.display = not self.zen and (not narrow or not reading)
        self.reader.display = not narrow or reading
        self._divider.display = not narrow and not self.zen
        self._divider.heavy = reading
        self.set_class(narrow, "-narrow")
        self.set_class(self.screen.size.width >= WIDE, "-wide")
        self.post_message(self.Arranged())

    def on_descendant_focus(self) -> None:
        """Another pane has the focus."""
        self._lay_out()

    def on_resize(self, _event: events.Resize) -> None:
        """One pane or two."""
        self._lay_out()
