"""A list of rows that draws only what is on the screen: 100,000 rows cost what ten do."""

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from threadtui import text
from threadtui.tui.glyphs import Glyphs

T = TypeVar("T")
Cells = tuple[tuple[str, str], ...]
"""one line of a row: pieces of text, each with the name of its style"""


class RowList(Widget, Generic[T], can_focus=True, inherit_bindings=False):
    """Rows of one height with a cursor. A subclass says how a row looks (:meth:`draw`) and its :meth:`key`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"row--{style}" for style in ("text", "meta", "mark", "loud", "here", "cursor")
    }
    ROW_HEIGHT: ClassVar[int] = 1
    LIT: ClassVar[bool] = False
    """the cursor stands out without the focus too, since keys move it from elsewhere"""

    class Highlighted(Message):
        """The cursor moved to a row; ``chosen`` by a click, which opens it."""

        def __init__(self, rows: Widget, *, chosen: bool = False) -> None:
            super().__init__()
            self.rows, self.chosen = rows, chosen

        @property
        def control(self) -> Widget:
            """The list, so that handlers may select by its id."""
            return self.rows

    def __init__(self, glyphs: Glyphs, *, id: str) -> None:
        super().__init__(id=id)
        self.glyphs = glyphs
        self.rows: Sequence[T] = ()
        self.cursor = 0
        self._first = 0
        self._empty = ""

    def draw(self, row: T, width: int) -> Sequence[Cells]:
        """The lines of a row, :attr:`ROW_HEIGHT` of them, each at most ``width`` cells."""
        raise NotImplementedError

    def key(self, row: T) -> str:
        """What stays the same when the rows are read anew."""
        raise NotImplementedError

    @property
    def current(self) -> T | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if self.rows else None

    def set_rows(self, rows: Sequence[T], *, empty: str = "") -> None:
        """Show other rows; the cursor stays on its row, if that is still there. ``empty`` is what to say of none."""
        before = self.key(self.current) if self.current is not None else None
        if len(rows) != len(self.rows):
            # A list as high as its rows takes another place on the screen.
            self.refresh(layout=True)
        self.rows, self._empty = rows, empty
        if before is None or not self.select(before):
            self._put(min(self.cursor, len(rows) - 1))
        self.refresh()

    def select(self, key: str) -> bool:
        """Put the cursor on a row, without telling anybody; False where there is no such row."""
        for number, row in enumerate(self.rows):
            if self.key(row) == key:
                self._put(number)
                return True
        return False

    def to_first(self) -> None:
        """Put the cursor on the first row, without telling anybody."""
        self._put(0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as its rows, where the style says that a list is."""
        return max(1, len(self.rows)) * self.ROW_HEIGHT

    def move(self, by: int) -> None:
        """Move the cursor by rows."""
        before = self.cursor
        self._put(self.cursor + by)
        if self.cursor != before:
            self.post_message(self.Highlighted(self))

    def page(self, by: float) -> None:
        """Move the cursor by screens."""
        self.move(int(by * self._on_screen) or (1 if by > 0 else -1))

    def top(self) -> None:
        """Go to the first row."""
        self.move(-len(self.rows))

    def bottom(self) -> None:
        """Go to the last row."""
        self.move(len(self.rows))

    @property
    def _on_screen(self) -> int:
        return max(1, self.size.height // self.ROW_HEIGHT)

    def _put(self, number: int) -> None:
        number = max(0, min(number, len(self.rows) - 1))
        first = min(max(self._first, number - self._on_screen + 1), number)
        first = max(0, min(first, len(self.rows) - self._on_screen))
        if (number, first) == (self.cursor, self._first):
            return
        if first == self._first:
            self._refresh_row(self.cursor)
            self._refresh_row(number)
        else:
            self.refresh()
        self.cursor, self._first = number, first

    def _refresh_row(self, number: int) -> None:
        self.refresh(Region(0, (number - self._first) * self.ROW_HEIGHT, self.size.width, self.ROW_HEIGHT))

    def on_resize(self, _event: events.Resize) -> None:
        """Keep the cursor on the screen."""
        self._first = 0 if len(self.rows) <= self._on_screen else self._first
        self._put(self.cursor)
        self.refresh()

    def on_focus(self) -> None:
        """The cursor row looks different with the focus."""
        self._refresh_row(self.cursor)

    def on_blur(self) -> None:
        """The cursor row looks different without the focus."""
        self._refresh_row(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor there and chooses the row."""
        number = self._first + event.y // self.ROW_HEIGHT
        if number < len(self.rows):
            self._put(number)
            self.post_message(self.Highlighted(self, chosen=True))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the cursor."""
        event.stop()
        self.move(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the cursor."""
        event.stop()
        self.move(-1)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width, base = self.size.width, self.get_component_rich_style("row--text")
        if not self.rows:
            lines = [self._empty[start:end] for start, end in text.wrap(self._empty, max(1, width - 2))]
            line: Cells = ((f" {lines[y]}", "meta"),) if y < len(lines) else ()
            return self._strip(line, width, base)
        number = self._first + y // self.ROW_HEIGHT
        if number >= len(self.rows):
            return Strip.blank(width, base)
        line = self.draw(self.rows[number], width)[y % self.ROW_HEIGHT]
        if number == self.cursor and (self.has_focus or self.LIT):
            return self._strip(line, width, base, self.get_component_rich_style("row--cursor"))
        if number == self.cursor and y % self.ROW_HEIGHT == 0:
            # Without the focus the row is still found: its first line is bold.
            line = tuple((piece, "here" if style == "text" else style) for piece, style in line)
        return self._strip(line, width, base)

    def _strip(self, line: Cells, width: int, base: Style, look: Style | None = None) -> Strip:
        segments = [
            Segment(text.printable(piece), look or self.get_component_rich_style(f"row--{style}"))
            for piece, style in line
        ]
        return Strip(segments).adjust_cell_length(width, look or base)
