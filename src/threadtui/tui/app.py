"""The application: wiring only. It makes the screen, knows the keys, and reports errors."""

import asyncio
import gc
import os
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from textual.app import App
from textual.reactive import Reactive
from textual.theme import Theme

from threadtui.errors import ThreadTUIError
from threadtui.library import reading
from threadtui.library.opening import Library
from threadtui.paths import bundled
from threadtui.tui import ReaderRequest, jobs
from threadtui.tui.actions import ACTIONS, perform, shown
from threadtui.tui.glyphs import glyphs_for
from threadtui.tui.page import PageStyle
from threadtui.tui.screens.main import MainScreen
from threadtui.tui.shelf import Shelf
from threadtui.tui.themes import DEFAULT, OWN

STYLES = ("app.tcss", "reader.tcss")


ENDINGS = (signal.SIGTERM, signal.SIGHUP)
"""signals that end the program: the place is kept and the terminal put right, as when one quits"""


class ThreadTUIApp(App[None], inherit_bindings=False):
    """The reader on a terminal."""

    TITLE = "ThreadTUI"
    ENABLE_COMMAND_PALETTE = False
    CSS_PATH = [bundled("styles") / name for name in STYLES]  # noqa: RUF012  # Textual's own type for it

    theme = Reactive(DEFAULT)
    """begins with ours: a change of theme parses and applies every style anew, a seventh of the start"""

    def __init__(self, request: ReaderRequest) -> None:
        # Without colours only the terminal's own are right: Textual would turn those of a theme into greys, and the
        # terminal's own, which it does not know, into black on black.
        super().__init__(ansi_color=True if os.environ.get("NO_COLOR") is not None else None)
        self._request = request
        self.animation_level = "none"
        self.theme = self._wanted_theme()
        style = PageStyle(
            view=request.settings.reader.view,
            times=request.settings.reader.times,
            glyphs=glyphs_for(),
            clock=lambda: datetime.now(UTC),
        )
        self._main = MainScreen(Shelf(request.library), style, request.settings.reader.width)

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Ours before Textual's. They must be known before Textual's own start asks for the first one."""
        return {**{theme.name: theme for theme in OWN}, **super().available_themes}

    @property
    def home(self) -> Library:
        """The reader's own library."""
        return self._request.home

    def _wanted_theme(self) -> str:
        name = self._request.settings.reader.theme
        if name not in self.available_themes:
            themes = ", ".join(sorted(self.available_themes))
            self._request.notices.append(f"no theme {name}; there are {themes}")
            return DEFAULT
        return name

    def get_default_screen(self) -> MainScreen:
        """The main screen is the first one: a blank one under it would be made, styled and painted for nothing."""
        return self._main

    def on_mount(self) -> None:
        """Move the keys that the settings move, and listen for being ended from outside."""
        self._set_keys()
        for number in ENDINGS:
            asyncio.get_running_loop().add_signal_handler(number, self.call_later, self.leave, 128 + number)
        self.app_resume_signal.subscribe(self, lambda _app: self.redraw())

    async def start(self) -> None:
        """Show the thread asked for, or the one that was left, or the first."""
        screen, request = self._main, self._request
        screen.show_samples(request.library is not request.home)
        with self.reporting():
            await screen.reload()
            listing = request.open or await reading.last_place(request.library)
            if listing:
                await screen.open_thread(listing)
            else:
                await screen.show_first()
        for notice in request.notices:
            self.notify(notice, markup=False, timeout=10)
        self.call_after_refresh(self._after_first_frame)

    def _after_first_frame(self) -> None:
        """What must not delay the first frame."""
        # Garbage collection was off during the start (see ``run``); what stands now is looked at no more.
        gc.freeze()
        gc.enable()
        jobs.catch_up(self._main)

    def _set_keys(self) -> None:
        """Move the keys that the settings move; a key that two actions would have is reported."""
        for id, keys in self._request.settings.keys.items():
            if not ACTIONS[id].keys:
                self.bind(",".join(keys), f"screen.act('{id}')", description=ACTIONS[id].title, show=False)
        self.set_keymap({id: ",".join(keys) for id, keys in self._request.settings.keys.items()})
        taken = Counter(key for id in ACTIONS for key in self._raw_keys(id))
        double = [key for key, count in taken.items() if count > 1]
        if double:
            self._request.notices.append(f"two actions have the key {', '.join(double)}: see [keys] in the settings")

    def _raw_keys(self, id: str) -> tuple[str, ...]:
        return self._request.settings.keys.get(id, ACTIONS[id].keys)

    def keys_of(self, id: str) -> list[str]:
        """The keys that an action has now, as people write them."""
        return [shown(key) for key in self._raw_keys(id)]

    def key_of(self, id: str) -> str:
        """The first of them."""
        return next(iter(self.keys_of(id)), "")

    def title_of(self, id: str) -> str:
        """An action's name."""
        return ACTIONS[id].title

    async def act(self, id: str, argument: str = "") -> None:
        """Do what an action says."""
        with self.reporting():
            await perform(self._main, id, argument)

    def redraw(self) -> None:
        """Paint everything anew, for a terminal that something else wrote into."""
        self.refresh(repaint=True, layout=True)

    @contextmanager
    def reporting(self) -> Iterator[None]:
        """Say what is wrong and what to do where something goes wrong that the reader can do something about."""
        try:
            yield
        except ThreadTUIError as error:
            self.notify(error.hint, title=error.message, severity="error", markup=False, timeout=10)

    async def leave(self, code: int = 0) -> None:
        """Keep the place, and quit with the exit code ``code``."""
        try:
            await self._main.place.keep()
        except ThreadTUIError as error:
            # Nothing must keep anybody in; what could not be kept is said on the way out.
            self.exit(return_code=code, message=f"threadtui: {error.message}\n{error.hint}")
            return
        self.exit(return_code=code)
