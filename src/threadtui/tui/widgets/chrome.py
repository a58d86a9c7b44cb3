"""The thin parts around the panes: the heading over the threads, the divider, the line at the bottom."""

from typing import ClassVar

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from threadtui import text
from threadtui.tui.glyphs import Glyphs


class Heading(Widget):
    """A rule with the author's handle and the order of the list in it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"heading--text"}
    name_shown = reactive("")
    note = reactive("")

    def __init__(self, glyphs: Glyphs, *, id: str) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs

    def render_line(self, y: int) -> Strip:
        """``─ @handle ────── newest ─``"""
        width, rule = self.size.width, self._glyphs.rule
        note = f" {self.note} {rule}" if self.note and width > 24 else ""
        name = text.fit(text.printable(self.name_shown), max(1, width - len(note) - 4))
        middle = rule * max(1, width - text.cell_width(name) - len(note) - 4)
        style = self.get_component_rich_style("heading--text")
        segments = [
            Segment(f"{rule} ", self.visual_style.rich_style),
            Segment(name, style),
            Segment(f" {middle}{note}", self.visual_style.rich_style),
        ]
        return Strip(segments).adjust_cell_length(width, self.visual_style.rich_style)


class Divider(Widget):
    """One thin line between lists and page; heavy while the page has the focus, so that no colour is needed."""

    heavy = reactive(False)

    def __init__(self, glyphs: Glyphs, *, id: str) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs

    def render_line(self, y: int) -> Strip:
        """One cell."""
        sign = self._glyphs.divider_focused if self.heavy else self._glyphs.divider
        return Strip([Segment(sign, self.visual_style.rich_style)])


class StatusLine(Widget):
    """The last line: at most six keys that work now, and where one stands."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"status--key", "status--text"}
    keys: reactive[tuple[tuple[str, str], ...]] = reactive(())
    where = reactive("")
    said = reactive("")

    def render_line(self, y: int) -> Strip:
        """Keys on the left while they fit, or what was said; the place on the right."""
        width, base = self.size.width, self.visual_style.rich_style
        where = f" {self.where} " if self.where else ""
        if self.said:
            words = f" {text.fit(self.said, max(1, width - len(where) - 1))}"
            segments, used = [Segment(words, base)], text.cell_width(words)
        else:
            segments, used = self._keys(width - len(where))
        quiet = self.get_component_rich_style("status--text")
        segments += [Segment(" " * max(0, width - used - len(where)), base), Segment(where, quiet)]
        return Strip(segments).adjust_cell_length(width, base)

    def _keys(self, room: int) -> tuple[list[Segment], int]:
        strong, quiet = (self.get_component_rich_style(f"status--{name}") for name in ("key", "text"))
        segments: list[Segment] = []
        used = 0
        for key, title in self.keys:
            size = len(key) + len(title) + 3
            if used + size > room:
                break
            segments += [Segment(f" {key}", strong), Segment(f" {title} ", quiet)]
            used += size
        return segments, used


SAMPLES = (
    "These are samples, apart from your library. Press u to unroll your first thread.",
    "samples: press u to unroll your first thread",
    "samples: u unrolls yours",
)


class Banner(Widget):
    """One line that says that samples are shown, and how to get one's own threads in."""

    def render_line(self, y: int) -> Strip:
        """The longest wording that fits."""
        words = next((words for words in SAMPLES if len(words) + 2 <= self.size.width), SAMPLES[-1])
        return Strip([Segment(f" {words}", self.visual_style.rich_style)]).adjust_cell_length(
            self.size.width, self.visual_style.rich_style
        )
