"""The reading pane: one widget that draws the lines of a page which are on the screen, and no others."""

from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from threadtui.models import Position, Thread
from threadtui.text import printable
from threadtui.tui.page import Line, Page, PageStyle, Viewport, wrapped

MARGIN = 2
"""cells kept free on either side of the text column, where there is room"""
WHEEL = 3
"""lines that a step of the wheel moves the page by"""
KEPT = 1000
"""drawn lines that are kept: many screens, and far fewer than a long thread has"""


class ReadingPane(Widget, can_focus=True, inherit_bindings=False):
    """Shows one thread. What survives a resize is the position: a post and an offset in its text."""

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
        self.page_style = style
        """how pages look now"""
        self.thread: Thread | None = None
        """the thread that is shown"""
        self.view: Viewport | None = None
        """what of it is on the screen, once the pane has a size"""
        self.position: Position | None = None
        """what was at the top when one last moved: a resize lays out around it and never changes it"""
        self._column = width
        self._open_asides: frozenset[str] = frozenset()
        self._words = 0
        self._end_told = False
        self._message = ""
        self._rows: list[Line] | None = None
        self._strips: dict[tuple[int, Line], Strip] = {}

    def show(self, thread: Thread, words: int, position: Position | None) -> None:
        """Show a thread from ``position`` on."""
        if self.thread is None or self.thread.key != thread.key:
            self._open_asides = frozenset()
        self.thread, self._words, self._end_told = thread, words, False
        self._lay_out(position)

    def clear(self, message: str) -> None:
        """Show no thread, but what to do."""
        self.thread, self.view, self._message, self.position = None, None, message, None
        self._redraw()

    def restyle(self, style: PageStyle) -> None:
        """Lay the thread out in another style, with the same text at the top."""
        self.page_style = style
        self._lay_out(self.position)

    def toggle_aside(self) -> bool:
        """Open or close the first aside on the screen; False where there is none."""
        asides = self.view.asides if self.view else []
        if not asides:
            return False
        self._open_asides ^= {asides[0]}
        self._lay_out(self.position)
        return True

    def move(self, by: int) -> None:
        """Move by lines."""
        self._after(self.view is not None and self.view.move(by))

    def page(self, by: float) -> None:
        """Move by screens, or parts of one."""
        self._after(self.view is not None and self.view.turn(by))

    def top(self) -> None:
        """Go to the header."""
        self._after(self.view is not None and self.view.top())

    def bottom(self) -> None:
        """Go to the end."""
        self._after(self.view is not None and self.view.bottom())

    def step_post(self, by: int) -> None:
        """Put the next or previous post at the top."""
        self._after(self.view is not None and self.view.step_post(by))

    def _after(self, moved: bool) -> None:
        if moved and self.view:
            self.position = self.view.position
            self._redraw()
            self._tell()

    def _redraw(self) -> None:
        self._rows = None
        self.refresh()

    def _tell(self) -> None:
        if self.thread and self.view:
            self.post_message(self.Moved())
            if self.view.at_end and not self._end_told:
                self._end_told = True
                self.post_message(self.EndSeen(self.thread))

    @property
    def column(self) -> int:
        """Width of the text column in cells."""
        room = self.size.width
        return max(1, min(self._column, room - 2 * MARGIN if room > 3 * MARGIN else room))

    def _lay_out(self, position: Position | None) -> None:
        self.position = position
        if self.thread is None or not self.size:
            return
        page = Page(self.thread, self._words, self.column, self.page_style, self._open_asides)
        self.view = Viewport(page, self.size.height, position)
        self._strips.clear()
        self._redraw()
        self._tell()

    def on_resize(self, _event: events.Resize) -> None:
        """Lay out anew, with the same text at the top."""
        self._redraw()
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

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        if self._rows is None:
            hint = [Line(), *wrapped(self._message, self.column, "meta")] if self._message else []
            self._rows = self.view.rows if self.view else hint
        return self._strip(self._rows[y] if y < len(self._rows) else Line())

    def _strip(self, line: Line) -> Strip:
        width = self.size.width
        key = (width, line)
        if key not in self._strips:
            if len(self._strips) >= KEPT:
                self._strips.clear()
            base = self.get_component_rich_style("page--text")
            segments = [Segment(" " * ((width - self.column) // 2), base)]
            segments += [
                Segment(printable(piece), self.get_component_rich_style(f"page--{style}"))
                for piece, style in line.parts
            ]
            self._strips[key] = Strip(segments).adjust_cell_length(width, base)
        return self._strips[key]
