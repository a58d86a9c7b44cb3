"""One thread laid out at one width, and moving about in it."""

from functools import cached_property
from typing import NamedTuple

from threadtui.models import Position, Thread
from threadtui.tui.page.blocks import Frame, PageStyle, end_block, header, post_block
from threadtui.tui.page.lines import Line

__all__ = ["Page", "PageStyle", "Place"]


class Place(NamedTuple):
    """A line of a page: ``block`` 0 is the header, 1 to n are the posts, n + 1 the end; ``line`` counts in it."""

    block: int
    line: int


TOP = Place(0, 0)


class Page:
    """One thread at one width in one view. Blocks are laid out when they are first looked at, and kept."""

    def __init__(
        self, thread: Thread, words: int, width: int, style: PageStyle, open_asides: frozenset[str] = frozenset()
    ) -> None:
        self.thread = thread
        self.width = width
        self._frame = Frame.of(thread, words, width, style, open_asides)
        self._blocks: dict[int, list[Line]] = {}
        self.last_block = len(thread.posts) + 1

    @cached_property
    def _block_of(self) -> dict[str, int]:
        """Which block shows a post, asides included."""
        found = {post.key: number for number, post in enumerate(self.thread.posts, 1)}
        for post in self.thread.posts:
            found |= dict.fromkeys(post.aliases, found[post.key])
        for aside in self.thread.asides:
            found |= {post.key: found.get(aside.from_, 0) for post in aside.posts}
        return found

    def block(self, number: int) -> list[Line]:
        """The lines of a block; every block has at least one."""
        if number not in self._blocks:
            if number == 0:
                made = header(self._frame)
            elif number == self.last_block:
                made = end_block(self._frame)
            else:
                made = post_block(self._frame, number - 1)
            self._blocks[number] = made
        return self._blocks[number]

    def lines(self, start: Place, count: int) -> list[Line]:
        """Up to ``count`` lines from ``start`` on."""
        found: list[Line] = []
        number, first = start
        while len(found) < count and number <= self.last_block:
            found += self.block(number)[first:]
            number, first = number + 1, 0
        return found[:count]

    def moved(self, start: Place, by: int) -> Place:
        """The place ``by`` lines below ``start`` (above, if negative), within the page."""
        number, line = start.block, start.line + by
        while line < 0 and number > 0:
            number -= 1
            line += len(self.block(number))
        while line >= len(self.block(number)) and number < self.last_block:
            line -= len(self.block(number))
            number += 1
        return Place(number, min(max(line, 0), len(self.block(number)) - 1))

    def bottom(self, height: int) -> Place:
        """The lowest place from which ``height`` lines are filled, or the top of a short page."""
        return self.moved(Place(self.last_block, len(self.block(self.last_block)) - 1), 1 - height)

    def at_end(self, start: Place, height: int) -> bool:
        """Whether the page's last line is among the ``height`` lines from ``start`` on."""
        return start >= self.bottom(height)

    def post_start(self, block: int) -> Place:
        """The first line of a block, if there is such a post; else the top or the end."""
        return Place(min(max(block, 0), self.last_block), 0)

    def position(self, place: Place) -> Position | None:
        """What stands at a place, as a post and an offset in it; None in the header."""
        if place == TOP or not self.thread.posts:
            return None
        if place.block == 0:
            return None
        if place.block == self.last_block:
            last = self.thread.posts[-1]
            return Position(post=last.key, offset=len(last.text))
        line = self.block(place.block)[place.line]
        return Position(post=line.post or self.thread.posts[place.block - 1].key, offset=line.offset)

    def place(self, position: Position | None) -> Place:
        """Where a position is on this page; the top where its post is not on it."""
        number = self._block_of.get(position.post) if position else None
        if position is None or number is None:
            return TOP
        lines = self.block(number)
        same = [at for at, line in enumerate(lines) if line.post == position.post and line.offset <= position.offset]
        if not same:
            return Place(number, 0)
        if position.offset == 0:
            return Place(number, 0 if lines[0].post == position.post else same[0])
        furthest = max(lines[at].offset for at in same)
        return Place(number, next(at for at in same if lines[at].offset == furthest))

    def visible_asides(self, start: Place, height: int) -> list[str]:
        """The keys that stand for the asides whose first post belongs to a block on the screen, from the top down."""
        last = self.moved(start, height - 1).block
        shown = [post.key for post in self.thread.posts[max(0, start.block - 1) : last]]
        return [aside.posts[0].key for key in shown for aside in self._frame.asides.get(key, ())]
