"""The left column: authors, a heading, and the chosen author's threads."""

from textual.app import ComposeResult
from textual.containers import Vertical

from threadtui.tui.glyphs import Glyphs
from threadtui.tui.shelf import Shelf
from threadtui.tui.widgets.chrome import Heading
from threadtui.tui.widgets.lists import AuthorList, ThreadList

NO_AUTHORS = "No authors yet."
NO_THREADS = "No thread here. Press u to unroll one."
NO_MATCH = "No thread matches. Esc takes a filter off, x shows read ones."


class Left(Vertical):
    """Shows a shelf."""

    def __init__(self, glyphs: Glyphs, *, id: str) -> None:
        super().__init__(id=id)
        self.authors = AuthorList(glyphs, id="authors")
        self.heading = Heading(glyphs, id="heading")
        self.threads = ThreadList(glyphs, id="threads")

    def compose(self) -> ComposeResult:
        """Authors above threads."""
        yield self.authors
        yield self.heading
        yield self.threads

    def bind(self, shelf: Shelf) -> None:
        """Show what the shelf holds now; the cursors stay on their rows."""
        self.authors.set_rows(shelf.authors, empty=NO_AUTHORS)
        if shelf.author:
            self.authors.select(shelf.author.author.key)
        narrowed = shelf.filter or shelf.hide_read
        self.threads.set_rows(shelf.threads, empty=NO_MATCH if narrowed else NO_THREADS)
        self.heading.name_shown = f"@{shelf.author.author.handle}" if shelf.author else "threads"
        self.heading.note = f"filter: {shelf.filter}" if shelf.filter else shelf.sort
