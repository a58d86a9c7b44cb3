"""Keeping where one reads: soon after the last key, and at once where the thread is left."""

from typing import TYPE_CHECKING

from textual.timer import Timer

if TYPE_CHECKING:
    from threadtui.tui.screens.main import MainScreen

REST = 1.5
"""seconds of rest after which the place is kept: a write waits for the disk, a key must not"""


class PlaceKeeper:
    """Keeps the place in the opened thread of a main screen."""

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen
        self._waiting: Timer | None = None

    def keep_soon(self) -> None:
        """Keep the place once the reader rests."""
        self.forget()
        self._waiting = self._screen.set_timer(REST, self._rested)

    async def keep(self) -> None:
        """Keep the place now, if it has changed since it was kept."""
        screen = self._screen
        if self.forget() and screen.shown and screen.opened:
            screen.shown = await screen.shelf.save_place(screen.shown, screen.reader.position)

    async def _rested(self) -> None:
        with self._screen.app.reporting():
            await self.keep()

    def forget(self) -> bool:
        """Do not keep it after all; tells whether there was something to keep."""
        waiting, self._waiting = self._waiting, None
        if waiting:
            waiting.stop()
        return waiting is not None
