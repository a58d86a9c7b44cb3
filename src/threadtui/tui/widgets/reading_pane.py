"""The reading pane: one widget that draws the lines of a page which are on the screen, and no others."""

from collections.abc import Iterable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from threadtui.models import Position, Thread
from threadtui.tui.page import Line, Page, PageStyle, Place, wrapped

MARGIN = 2
"""cells kept free on either side of the text column, where there is room"""
WHEEL = 3
"""lines that a step of the wheel moves the page by"""


class ReadingPane(Widget, can_focus=True, inherit_bindings=False):
    """Shows one thread. It stands at a :class:`Place`; what survives a resize is the position behind that."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"page--{style}" for style in ("text", "title", "meta", "link", "tag", "quote", "loud", "rule")
    }

    class EndSeen(Message):
        """The page's last line is on the screen, for the first time since the thread is shown."""

        def __init__(self, thread: Thread) -> None:
            super().__init__()
            self.thread = thread

    class Moved(Message):
        """Another line is at the top."""

    def __init__(self, style: PageStyle, width: int, *, id: str) -> None:
        super().__init__(id=id)
        self._page_style = style
        self._column = width
        self._open_asides: frozenset[str] = frozenset()
        self._words = 0
        self._thread: Thread | None = None
        self._reading: Position | None = None
        """what was at the top when one last moved: a resize lays out around it and never changes it"""
        self._end_told = False
        self._page: Page | None = None
        self._place = Place(0, 0)
        self._message = ""
        self._rows: list[Line] | None = None
        self._strips: dict[tuple[int, Line], Strip] = {}

    @property
    def thread(self) -> Thread | None:
        """The thread that is shown."""
        return self._thread

    @property
    def page_style(self) -> PageStyle:
        """How pages look now."""
        return self._page_style

    def show(self, thread: Thread, words: int, position: Position | None) -> None:
        """Show a thread from ``position`` on."""
        if self.thread is None or self.thread.key != thread.key:
            self._open_asides = frozenset()
        self._thread, self._words, self._end_told = thread, words, False
        self._lay_out(position)

    def clear(self, message: str) -> None:
        """Show no thread, but what to do."""
        self._thread, self._page, self._message, self._reading = None, None, message, None
        self._redraw()

    def restyle(self, style: PageStyle) -> None:
        """Lay the thread out in another style, with the same text at the top."""
        self._page_style = style
        self._lay_out(self.position)

    def toggle_aside(self) -> bool:
        """Open or close the first aside on the screen; False where there is none."""
        asides = self._page.visible_asides(self._place, self.size.height) if self._page else []
        if not asides:
            return False
        self._open_asides ^= {asides[0]}
        self._lay_out(self.position)
        return True

    @property
    def position(self) -> Position | None:
        """What is at the top: a post and an offset in it; None at the very top and where no thread is shown."""
        return self._reading

    @property
    def post_number(self) -> int:
        """Number of the post at the top, from 1; 0 in the header."""
        return min(self._place.block, self._page.last_block - 1) if self._page else 0

    @property
    def at_end(self) -> bool:
        """Whether the last line is on the screen."""
        return bool(self._page and self._page.at_end(self._place, self.size.height))

    @property
    def progress(self) -> int:
        """How far down the bottom of the screen is, in per cent of the posts."""
        if self._page is None or self.at_end:
            return 100
        low = self._page.moved(self._place, self.size.height - 1)
        return min(99, 100 * low.block // max(1, self._page.last_block))

    def move(self, by: int) -> None:
        """Move by lines; not past the point where the last line is at the bottom."""
        if self._page is None:
            return
        target = self._page.moved(self._place, by)
        if by > 0:
            # Below it only if ``]`` had put a late post at the top: then stay.
            target = min(target, max(self._page.bottom(self.size.height), self._place))
        self._go(target)

    def page(self, by: float) -> None:
        """Move by screens; a whole one keeps two lines for the eye."""
        height = self.size.height
        lines = max(1, height - 2) if abs(by) >= 1 else max(1, height // 2)
        self.move(lines if by > 0 else -lines)

    def top(self) -> None:
        """Go to the header."""
        self._go(Place(0, 0))

    def bottom(self) -> None:
        """Go to the end."""
        if self._page:
            self._go(self._page.bottom(self.size.height))

    def step_post(self, by: int) -> None:
        """Put the next or previous post at the top."""
        if self._page is None:
            return
        back_to_its_start = by < 0 and self._place.line > 0
        number = self._place.block if back_to_its_start else self._place.block + by
        self._go(self._page.post_start(min(number, self._page.last_block - 1)))

    def _go(self, place: Place) -> None:
        if self._page and place != self._place:
            self._place, self._reading = place, self._page.position(place)
            self._redraw()
            self._tell()

    def _redraw(self) -> None:
        self._rows = None
        self.refresh()

    def _tell(self) -> None:
        if self._thread:
            self.post_message(self.Moved())
            if self.at_end and not self._end_told:
                self._end_told = True
                self.post_message(self.EndSeen(self._thread))

    @property
    def column(self) -> int:
        """Width of the text column in cells."""
        room = self.size.width
        return max(1, min(self._column, room - 2 * MARGIN if room > 3 * MARGIN else room))

    def _lay_out(self, position: Position | None) -> None:
        self._reading = position
        if self._thread is None or not self.size:
            return
        self._page = Page(self._thread, self._words, self.column, self._page_style, self._open_asides)
        # A place that is remembered near the end would leave the screen half empty on a taller terminal.
        self._place = min(self._page.place(position), self._page.bottom(self.size.height))
        self._strips.clear()
        self._redraw()
        self._tell()

    def on_resize(self, _event: events.Resize) -> None:
        """Lay out anew, with the same text at the top."""
        self._lay_out(self.position)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the page, whichever pane has the focus."""
        event.stop()
        self.move(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the page, whichever pane has the focus."""
        event.stop()
        self.move(-WHEEL)

    def notify_style_update(self) -> None:
        """Forget the drawn lines: their colours changed."""
        super().notify_style_update()
        self._strips.clear()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as the pane."""
        return container.height

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        if self._rows is None:
            self._rows = self._page.lines(self._place, self.size.height) if self._page else self._hint()
        return self._strip(self._rows[y] if y < len(self._rows) else Line())

    def _hint(self) -> list[Line]:
        return [Line(), *wrapped(self._message, self.column, "meta")] if self._message else []

    def _strip(self, line: Line) -> Strip:
        width = self.size.width
        key = (width, line)
        if key not in self._strips:
            left = (width - self.column) // 2
            base = self._style_of("text")
            segments = [Segment(" " * left, base), *self._segments(line)]
            self._strips[key] = Strip(segments).adjust_cell_length(width, base)
        return self._strips[key]

    def _segments(self, line: Line) -> Iterable[Segment]:
        for part in line.parts:
            yield Segment(part.text, self._style_of(part.style))

    def _style_of(self, name: str) -> RichStyle:
        return self.get_component_rich_style(f"page--{name}")
