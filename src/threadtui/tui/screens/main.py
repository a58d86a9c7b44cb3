"""The main screen: authors, their threads, and the page. It holds the state and binds it down to the widgets."""

from typing import TYPE_CHECKING, Literal

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from threadtui.models import AuthorListing, ThreadListing
from threadtui.tui import jobs
from threadtui.tui.actions import bindings
from threadtui.tui.messages import Changed, Previewed, Unrolled
from threadtui.tui.page import PageStyle
from threadtui.tui.screens.footer import keys_for, where
from threadtui.tui.shelf import Shelf
from threadtui.tui.widgets.chrome import Banner, Divider, StatusLine
from threadtui.tui.widgets.left import Left
from threadtui.tui.widgets.lists import AuthorList, ThreadList
from threadtui.tui.widgets.pane import Pane
from threadtui.tui.widgets.reading_pane import ReadingPane

if TYPE_CHECKING:
    from threadtui.tui.app import ThreadTUIApp

NARROW = 64
"""under so many columns one pane is shown at a time"""
SAVE_AFTER = 1.5
"""seconds of rest after which the place is kept"""
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
        glyphs = page_style.glyphs
        self.shelf = shelf
        self.left = Left(glyphs, id="left")
        self.reader = ReadingPane(page_style, column, id="reader")
        self.divider = Divider(glyphs, id="divider")
        self.banner = Banner(id="banner")
        self.status = StatusLine(id="status")
        self.shown: ThreadListing | None = None
        """the row of the thread in the page"""
        self.opened = False
        """whether that thread was opened, not only walked past in the list"""
        self.zen = False
        self._saving: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lists, divider, page; the banner and the last line under them."""
        with Horizontal(id="panes"):
            yield self.left
            yield self.divider
            yield self.reader
        yield self.banner
        yield self.status

    async def on_mount(self) -> None:
        """Show what the reader is to begin with before anything is painted."""
        await self.app.start()

    @property
    def panes(self) -> tuple[AuthorList, ThreadList, ReadingPane]:
        """The three panes from left to right."""
        return self.left.authors, self.left.threads, self.reader

    @property
    def pane(self) -> Pane:
        """The pane that keys move in."""
        return next((pane for pane in self.panes if pane is self.focused), self.reader)

    @property
    def current(self) -> ThreadListing | None:
        """The thread that a mark is for: the row under the cursor in the list, else the one in the page."""
        return self.left.threads.current if self.kind == "threads" else self.shown

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """No action while a prompt has the focus: its keys are its own."""
        return not isinstance(self.focused, Input)

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
        """Nothing was open: the cursor on the first thread, and that shown without being opened."""
        self.reader.clear(NOTHING_OPEN if self.shelf.threads else NOTHING_HERE)
        self.focus_pane(self.left.threads)
        if self.left.threads.current:
            jobs.preview(self, self.left.threads.current)

    def show_samples(self, on: bool) -> None:
        """Say that what is shown are the samples."""
        self.banner.display = on

    # The page

    async def open_thread(self, listing: ThreadListing) -> None:
        """Open a thread where it was left, and go to the page."""
        await self.keep_place()
        # The place may just have been kept: the row that was handed in does not know it yet.
        listing = self.shelf.row(listing.summary.key) or listing
        jobs.stop_preview(self)
        thread = await self.shelf.body(listing)
        await self.shelf.choose_of(listing)
        self.shown, self.opened = listing, True
        self.focus_pane(self.reader)
        self.reader.show(thread, listing.summary.words, listing.state.position)
        self._save_soon()
        self.rebind()
        self.left.threads.select(listing.summary.key)

    async def close_thread(self) -> None:
        """Show no thread: the one in the page is gone."""
        self._stop_saving()
        self.shown, self.opened = None, False
        self.reader.clear(NOTHING_OPEN)
        self.focus_pane(self.left.threads)

    async def keep_place(self) -> None:
        """Keep where one is in the opened thread, if that has changed."""
        if self._stop_saving() and self.shown and self.opened:
            self.shown = await self.shelf.save_place(self.shown, self.reader.position)

    def _save_soon(self) -> None:
        """Keep the place once the reader rests: a write waits for the disk, a key must not."""
        self._stop_saving()
        self._saving = self.set_timer(SAVE_AFTER, self.keep_place)

    def _stop_saving(self) -> bool:
        waiting, self._saving = self._saving, None
        if waiting:
            waiting.stop()
        return waiting is not None

    # Panes

    def focus_pane(self, pane: Widget) -> None:
        """Give a pane the focus; where only one is shown, show that one."""
        if self.zen and pane is not self.reader:
            self.zen = False
        self.set_focus(pane)
        self.lay_panes()

    def set_zen(self, on: bool) -> None:
        """The page alone, or with the lists."""
        self.zen = on
        if on:
            self.set_focus(self.reader)
        self.lay_panes()

    def lay_panes(self) -> None:
        """Show the panes that there is room for."""
        narrow = self.size.width < NARROW
        reading = self.focused is self.reader
        self.left.display = not self.zen and (not narrow or not reading)
        self.reader.display = not narrow or reading
        self.divider.display = not narrow and not self.zen
        self.set_class(narrow, "-narrow")
        self.divider.heavy = reading
        self._update_status()

    @property
    def kind(self) -> Literal["authors", "threads", "reader"]:
        """Which pane has the focus. A widget itself learns of that later, after the keys that were typed ahead."""
        if self.focused is self.left.authors:
            return "authors"
        return "threads" if self.focused is self.left.threads else "reader"

    def _update_status(self) -> None:
        self.status.keys = keys_for(self)
        self.status.where = where(self)

    # What widgets and workers tell

    @on(AuthorList.Highlighted, "#authors")
    async def _author_highlighted(self) -> None:
        await self.choose_author(self.left.authors.current)
        if self.left.threads.current:
            jobs.preview(self, self.left.threads.current)

    @on(ThreadList.Highlighted, "#threads")
    async def _thread_highlighted(self, message: ThreadList.Highlighted) -> None:
        row = self.left.threads.current
        if row and message.chosen:
            await self.open_thread(row)
        elif row:
            await self.keep_place()
            jobs.preview(self, row)

    @on(ReadingPane.Moved)
    def _page_moved(self) -> None:
        if self.opened:
            self._save_soon()
        self._update_status()

    @on(ReadingPane.EndSeen)
    async def _end_seen(self, message: ReadingPane.EndSeen) -> None:
        shown = self.shown
        if not self.shelf.keeps_track or shown is None or not self.opened:
            return
        if shown.state.unread and message.thread.key == shown.summary.key:
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
        await self.reload()
        if self.shown is None:
            await self.show_first()

    @on(Unrolled)
    async def _unrolled(self, message: Unrolled) -> None:
        await self.keep_place()
        if self.shelf.library is not self.app.home:
            self.shelf = Shelf(self.app.home)
            self.show_samples(False)
        await self.reload()
        await self.open_thread(message.listing)
        self.say(message.said)

    def on_descendant_focus(self) -> None:
        """Another pane has the focus."""
        self.lay_panes()

    def on_resize(self, _event: events.Resize) -> None:
        """One pane or two."""
        self.lay_panes()
