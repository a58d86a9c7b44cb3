"""The main screen: authors, their threads, and the page. It holds the state and binds it down to the widgets."""

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen

from threadtui.models import AuthorListing, ThreadListing
from threadtui.tui import jobs
from threadtui.tui.actions import bindings
from threadtui.tui.messages import Changed, Previewed, Unrolled
from threadtui.tui.page import PageStyle
from threadtui.tui.place import PlaceKeeper
from threadtui.tui.screens.footer import keys_for, where
from threadtui.tui.shelf import Shelf
from threadtui.tui.widgets.chrome import Banner, StatusLine
from threadtui.tui.widgets.lists import AuthorList, ThreadList
from threadtui.tui.widgets.panes import Panes
from threadtui.tui.widgets.reading_pane import ReadingPane

if TYPE_CHECKING:
    from threadtui.tui.app import ThreadTUIApp

NOTHING_HERE = "This library is empty. Press u to unroll your first thread."
NOTHING_OPEN = "Enter opens the thread under the cursor."


class MainScreen(Screen[None], inherit_bindings=False):
    """Authors and threads on the left, the page on the right; on narrow terminals one of them."""

    app: "ThreadTUIApp"
    BINDINGS = bindings()
    AUTO_FOCUS = ""
    """what is opened at the start says which pane has the focus"""

    def __init__(self, shelf: Shelf, page_style: PageStyle, column: int) -> None:
        super().__init__()
        self.shelf = shelf
        self.panes = Panes(page_style, column)
        self.left = self.panes.left
        self.reader = self.panes.reader
        self.place = PlaceKeeper(self)
        self.banner = Banner(id="banner")
        self.status = StatusLine(id="status")
        self.shown: ThreadListing | None = None
        """the row of the thread in the page"""
        self.opened = False
        """whether that thread was opened, not only walked past in the list"""

    def compose(self) -> ComposeResult:
        """The panes; the banner and the last line under them."""
        yield self.panes
        yield self.banner
        yield self.status

    async def on_mount(self) -> None:
        """Show what the reader is to begin with before anything is painted."""
        await self.app.start()

    @property
    def current(self) -> ThreadListing | None:
        """The thread that a mark is for: the row under the cursor in the list, else the one in the page."""
        return self.left.threads.current if self.panes.kind == "threads" else self.shown

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """No action while a prompt has the focus: its keys are its own."""
        return self.focused is None or self.panes.has(self.focused)

    async def action_act(self, id: str) -> None:
        """Do what the action of this id says: the one way from a key to its function. It takes away what was said."""
        self.say("")
        await self.app.act(id)

    def say(self, words: str) -> None:
        """Say something on the last line, until the next key."""
        self.status.said = words

    # Lists

    async def reload(self) -> None:
        """Ask the library for everything that the lists show."""
        await self.shelf.load()
        self.rebind()

    def rebind(self) -> None:
        """Show the state as it is now."""
        if self.shown:
            self.shown = self.shelf.row(self.shown.summary.key) or self.shown
        self.left.bind(self.shelf)
        self._update_status()

    async def choose_author(self, author: AuthorListing | None) -> None:
        """Show an author's threads, the cursor on the first."""
        if author and author != self.shelf.author:
            await self.shelf.choose(author)
            self.rebind()
            self.left.threads.to_first()

    async def show_first(self) -> None:
        """Nothing was open: the cursor on the first thread, and that shown without being opened.

        A whole thread goes before a preview: a page that was just copied has no date, and stands under its own stubs.
        """
        self.reader.clear(NOTHING_OPEN if self.shelf.threads else NOTHING_HERE)
        self.panes.go(self.left.threads)
        whole = next((row for row in self.shelf.threads if not row.summary.stub), None)
        if whole:
            self.left.threads.select(whole.summary.key)
        if self.left.threads.current:
            jobs.preview(self, self.left.threads.current)

    def show_samples(self, on: bool) -> None:
        """Say that what is shown are the samples."""
        self.banner.display = on

    # The page

    async def open_thread(self, listing: ThreadListing) -> None:
        """Open a thread where it was left, and go to the page."""
        await self.place.keep()
        # The place may just have been kept: the row that was handed in does not know it yet.
        listing = self.shelf.row(listing.summary.key) or listing
        jobs.stop_preview(self)
        thread = await self.shelf.body(listing)
        await self.shelf.choose_of(listing)
        self.shown, self.opened = listing, True
        self.panes.go(self.reader)
        self.reader.show(thread, listing.summary.words, listing.state.position)
        self.place.keep_soon()
        self.rebind()
        self.left.threads.select(listing.summary.key)

    async def close_thread(self) -> None:
        """Show no thread: the one in the page is gone."""
        self.place.forget()
        self.shown, self.opened = None, False
        self.reader.clear(NOTHING_OPEN)
        self.panes.go(self.left.threads)

    def _update_status(self) -> None:
        self.status.keys = keys_for(self)
        self.status.where = where(self)

    # What widgets and workers tell

    @on(Panes.Arranged)
    def _arranged(self) -> None:
        self._update_status()

    @on(AuthorList.Highlighted, "#authors")
    async def _author_highlighted(self) -> None:
        with self.app.reporting():
            await self.choose_author(self.left.authors.current)
        if self.left.threads.current:
            jobs.preview(self, self.left.threads.current)

    @on(ThreadList.Highlighted, "#threads")
    async def _thread_highlighted(self, message: ThreadList.Highlighted) -> None:
        row = self.left.threads.current
        with self.app.reporting():
            if row and message.chosen:
                await self.open_thread(row)
            elif row:
                jobs.preview(self, row)
                await self.place.keep()

    @on(ReadingPane.Moved)
    def _page_moved(self) -> None:
        if self.opened:
            self.place.keep_soon()
        self._update_status()

    @on(ReadingPane.EndSeen)
    async def _end_seen(self, message: ReadingPane.EndSeen) -> None:
        shown = self.shown
        if not self.shelf.keeps_track or shown is None or not self.opened:
            return
        if shown.state.unread and message.thread.key == shown.summary.key:
            with self.app.reporting():
                await self.shelf.mark_read([shown], True)
            self.rebind()

    @on(Previewed)
    def _previewed(self, message: Previewed) -> None:
        row = self.left.threads.current
        if self.focused is not self.reader and row and row.summary.key == message.listing.summary.key:
            self.shown, self.opened = message.listing, False
            self.reader.show(message.thread, message.listing.summary.words, message.listing.state.position)

    @on(Changed)
    async def _changed(self) -> None:
        with self.app.reporting():
            await self.reload()
            if self.shown is None:
                await self.show_first()

    @on(Unrolled)
    async def _unrolled(self, message: Unrolled) -> None:
        with self.app.reporting():
            await self.place.keep()
            if self.shelf.library is not self.app.home:
                self.shelf = Shelf(self.app.home)
                self.show_samples(False)
            await self.reload()
            await self.open_thread(message.listing)
            self.say(message.said)
