"""The bare Textual programs that the reader is measured against: ``python benchmarks/peers.py hello|scroll``."""

import sys

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Static


class Hello(App[None]):
    """The least that shows anything."""

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static("hello, world")


class Lines(ScrollView, can_focus=True):
    """10,000 lines, drawn one by one."""

    BINDINGS = [("j", "scroll_down", "down")]  # noqa: RUF012  # Textual's own form

    def on_mount(self) -> None:
        """As long as a long thread."""
        self.virtual_size = Size(100, 10_000)

    def action_scroll_down(self) -> None:
        """Without the animation, which would cost more."""
        self.scroll_to(y=self.scroll_offset.y + 1, animate=False)

    def render_line(self, y: int) -> Strip:
        """A line as long as prose is."""
        number = y + self.scroll_offset.y
        return Strip([Segment(f"line {number} of a page that goes on and on, as long as threads do")])


class Scroll(App[None]):
    """A bare Line-API pane."""

    def compose(self) -> ComposeResult:
        """The lines."""
        yield Lines()


if __name__ == "__main__":
    {"hello": Hello, "scroll": Scroll}[sys.argv[1]]().run()
