"""What of a page is on the screen: a place on it and a height, and moving about."""

from threadtui.models import Position
from threadtui.tui.page.lines import Line
from threadtui.tui.page.page import TOP, Page, Place


class Viewport:
    """``height`` lines of a page, from a place on. Moving tells whether it changed anything."""

    def __init__(self, page: Page, height: int, position: Position | None) -> None:
        self.page = page
        self.height = height
        # A place that is remembered near the end would leave the screen half empty on a taller terminal.
        self.place = min(page.place(position), page.bottom(height))

    @property
    def rows(self) -> list[Line]:
        """The lines on the screen; fewer than the height where the page is shorter."""
        return self.page.lines(self.place, self.height)

    @property
    def position(self) -> Position | None:
        """What is at the top: a post and an offset in it; None at the very top."""
        return self.page.position(self.place)

    @property
    def post_number(self) -> int:
        """Number of the post at the top, from 1; 0 in the header."""
        return min(self.place.block, self.page.last_block - 1)

    @property
    def at_end(self) -> bool:
        """Whether the last line is on the screen."""
        return self.page.at_end(self.place, self.height)

    @property
    def progress(self) -> int:
        """How far down the bottom of the screen is, in per cent of the posts."""
        if self.at_end:
            return 100
        low = self.page.moved(self.place, self.height - 1)
        return min(99, 100 * low.block // max(1, self.page.last_block))

    @property
    def asides(self) -> list[str]:
        """The asides on the screen, each named by the key of its first post."""
        return self.page.visible_asides(self.place, self.height)

    def move(self, by: int) -> bool:
        """Move by lines; not past the point where the last line is at the bottom."""
        target = self.page.moved(self.place, by)
        if by > 0:
            # Below it only if a late post was put at the top: then stay.
            target = min(target, max(self.page.bottom(self.height), self.place))
        return self._go(target)

    def turn(self, by: float) -> bool:
        """Move by screens; a whole one keeps two lines for the eye."""
        lines = max(1, self.height - 2) if abs(by) >= 1 else max(1, self.height // 2)
        return self.move(lines if by > 0 else -lines)

    def top(self) -> bool:
        """Go to the header."""
        return self._go(TOP)

    def bottom(self) -> bool:
        """Go to the end."""
        return self._go(self.page.bottom(self.height))

    def step_post(self, by: int) -> bool:
        """Put the next or previous post at the top; the one that has begun above comes before the previous."""
        back_to_its_start = by < 0 and self.place.line > 0
        number = self.place.block if back_to_its_start else self.place.block + by
        return self._go(self.page.post_start(min(number, self.page.last_block - 1)))

    def _go(self, place: Place) -> bool:
        moved = place != self.place
        self.place = place
        return moved
