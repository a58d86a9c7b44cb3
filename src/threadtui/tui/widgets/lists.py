"""The two lists on the left: authors, and the chosen author's threads."""

from collections.abc import Sequence
from typing import ClassVar

from threadtui import text
from threadtui.models import AuthorListing, ThreadListing, ThreadSummary
from threadtui.tui.glyphs import Glyphs
from threadtui.tui.when import day, plural
from threadtui.tui.widgets.row_list import Cells, RowList


class AuthorList(RowList[AuthorListing]):
    """One line an author: the name, and how many of the threads are unread."""

    def key(self, row: AuthorListing) -> str:
        """The author's key."""
        return row.author.key

    def draw(self, row: AuthorListing, width: int) -> Sequence[Cells]:
        """The name on the left, the unread count (or, dimmer, the count of all) on the right."""
        count = str(row.unread) if row.unread else ""
        name = row.author.display_name or f"@{row.author.handle}"
        room = max(1, width - len(count) - 3)
        shown = text.fit(name, room)
        gap = " " * (room - text.cell_width(shown) + 1)
        return [((" ", "text"), (shown, "text"), (gap, "text"), (count, "mark"), (" ", "text"))]


class ThreadList(RowList[ThreadListing]):
    """Two lines a thread: the title with its mark, then date, size and what is missing."""

    ROW_HEIGHT: ClassVar[int] = 2

    def key(self, row: ThreadListing) -> str:
        """The thread's key."""
        return row.summary.key

    def draw(self, row: ThreadListing, width: int) -> Sequence[Cells]:
        """The mark before the title says unread; a star behind it says bookmarked."""
        mark = self.glyphs.unread if row.state.unread else " "
        star = f" {self.glyphs.bookmark}" if row.state.bookmarked_at else ""
        title = text.fit(row.summary.title, max(1, width - 4 - len(star)))
        facts, short = _facts(row.summary, self.glyphs)
        head: Cells = ((" ", "text"), (mark, "mark"), (" ", "text"), (title, "text"), (star, "mark"))
        return [head, (("   ", "text"), (facts, "meta"), (short, "loud"))]


def _facts(summary: ThreadSummary, glyphs: Glyphs) -> tuple[str, str]:
    """Date and size, and apart from them what says that posts are missing."""
    dated = f"{day(summary.created_at, day_only=True)} {glyphs.dot} " if summary.created_at else ""
    if summary.stub:
        return dated, f"{glyphs.stub} {summary.posts_held} of {summary.posts_known or '?'}"
    short = summary.posts_known is not None and summary.posts_held < summary.posts_known
    size = f"{summary.posts_held} of {summary.posts_known}" if short else plural(summary.posts_held, "post")
    return dated + size, f" {glyphs.short}" if summary.incomplete else ""
