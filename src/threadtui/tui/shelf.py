"""What the lists hold: the authors, the chosen one's threads, their order and filter. No widgets, no terminal.

The shelf asks the library and keeps what it answered; the main screen shows what the shelf keeps.
"""

from collections.abc import Sequence
from typing import Literal, get_args

from threadtui.library import finding, maintaining, reading
from threadtui.library.finding import ThreadQuery
from threadtui.library.opening import Library
from threadtui.models import AuthorListing, Position, Thread, ThreadListing

Sort = Literal["newest", "oldest", "title", "longest", "unread"]
SORTS: tuple[Sort, ...] = get_args(Sort)


class Shelf:
    """Authors and threads of one library, as the reader wants to see them."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.sort: Sort = "newest"
        self.hide_read = False
        self.filter = ""
        self.authors: list[AuthorListing] = []
        self.author: AuthorListing | None = None
        self.threads: list[ThreadListing] = []

    @property
    def keeps_track(self) -> bool:
        """Whether reading leaves a trace: not in a private session, and not where nothing can be written."""
        return not (self.library.private or self.library.read_only)

    async def load(self) -> None:
        """Ask for the authors anew, and for the threads of the one that was chosen, or of the first."""
        self.authors = await self._authors()
        wanted = self.author.author.key if self.author else None
        self.author = next((one for one in self.authors if one.author.key == wanted), None)
        if self.author is None and self.authors:
            self.author = self.authors[0]
        await self.load_threads()

    async def _authors(self) -> list[AuthorListing]:
        """Those who have threads: of some only single posts are held, and of some all threads are in the trash."""
        return [one for one in await finding.authors(self.library) if one.threads]

    async def load_threads(self) -> None:
        """Ask for the chosen author's threads anew."""
        self.threads = await self._threads_of(self.author) if self.author else []

    async def choose(self, author: AuthorListing) -> None:
        """Choose an author."""
        if self.author is None or author.author.key != self.author.author.key:
            self.author = author
            await self.load_threads()

    async def choose_of(self, listing: ThreadListing) -> None:
        """Choose the author of a thread."""
        author = next((one for one in self.authors if one.author.key == listing.author.key), None)
        if author:
            await self.choose(author)

    async def _threads_of(self, author: AuthorListing) -> list[ThreadListing]:
        query = ThreadQuery(author=author.author.key, unread=self.hide_read, text=self.filter, sort=self.sort)
        rows = await finding.threads(self.library, query)
        # The library looks for the words in the author's names too, and here all rows are of one author.
        return [row for row in rows if self.filter.casefold() in row.summary.title.casefold()]

    def row(self, key: str) -> ThreadListing | None:
        """The row of a thread, if the list shows it."""
        return next((row for row in self.threads if row.summary.key == key), None)

    def following_sort(self) -> Sort:
        """The order after the one in force."""
        return SORTS[(SORTS.index(self.sort) + 1) % len(SORTS)]

    def neighbour(self, key: str | None, by: int) -> ThreadListing | None:
        """The thread ``by`` rows from the one named; the first, if that one is not in the list."""
        at = next((number for number, row in enumerate(self.threads) if row.summary.key == key), None)
        if at is None:
            return self.threads[0] if self.threads else None
        return self.threads[at + by] if 0 <= at + by < len(self.threads) else None

    async def unread_from(self, key: str | None, by: int) -> ThreadListing | None:
        """The next (``by`` 1) or previous (-1) unread thread from the one named: in this list, then by author."""
        at = next((number for number, row in enumerate(self.threads) if row.summary.key == key), None)
        here = self.threads[::by]
        if at is not None:
            here = self.threads[at + 1 :] if by > 0 else self.threads[:at][::-1]
        for row in here:
            if row.state.unread:
                return row
        for author in self._authors_from(by):
            for row in (await self._threads_of(author))[::by]:
                if row.state.unread and row.summary.key != key:
                    return row
        return None

    def author_with_unread(self, by: int) -> AuthorListing | None:
        """The next or previous author with unread threads, around the list."""
        return next((one for one in self._authors_from(by) if one != self.author), None)

    def _authors_from(self, by: int) -> list[AuthorListing]:
        """Authors with unread threads in the order in which one meets them, the chosen one last."""
        keys = [one.author.key for one in self.authors]
        at = keys.index(self.author.author.key) if self.author and self.author.author.key in keys else 0
        around = self.authors[at + 1 :] + self.authors[: at + 1]
        if by < 0:
            around = self.authors[:at][::-1] + self.authors[at:][::-1]
        return [one for one in around if one.unread]

    async def unread_of_author(self) -> list[ThreadListing]:
        """All unread threads of the chosen author, whatever the list shows."""
        if self.author is None:
            return []
        return await finding.threads(self.library, ThreadQuery(author=self.author.author.key, unread=True))

    async def body(self, listing: ThreadListing) -> Thread:
        """The thread of a row."""
        return await reading.load(self.library, listing)

    async def mark_read(self, listings: Sequence[ThreadListing], read: bool) -> None:
        """Mark threads read or unread."""
        await self._changed(await reading.mark_read(self.library, listings, read))

    async def bookmark(self, listing: ThreadListing, on: bool) -> None:
        """Set or take off a bookmark."""
        await self._changed(await reading.set_bookmark(self.library, [listing], on))

    async def save_place(self, listing: ThreadListing, position: Position | None) -> ThreadListing:
        """Keep where one reads, and that it was just now; gives the row anew."""
        now = await reading.save_place(self.library, listing, position, opened=True)
        self._put([now])
        return now

    async def delete(self, listing: ThreadListing) -> None:
        """Move a thread to the trash."""
        await maintaining.delete(self.library, [listing])

    async def undo(self) -> str | None:
        """Take back the last change; gives its name, or None where there is none."""
        undone = await reading.undo(self.library)
        return undone.label if undone else None

    async def _changed(self, rows: list[ThreadListing]) -> None:
        self._put(rows)
        self.authors = await self._authors()
        chosen = self.author.author.key if self.author else None
        self.author = next((one for one in self.authors if one.author.key == chosen), self.author)

    def _put(self, rows: Sequence[ThreadListing]) -> None:
        """Put changed rows in their places. Read ones stay until the list is asked for anew: nothing jumps away."""
        new = {row.summary.key: row for row in rows}
        self.threads = [new.get(row.summary.key, row) for row in self.threads]
