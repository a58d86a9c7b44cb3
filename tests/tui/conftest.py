"""What the reader's tests share: a stocked library, and the app over it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from stock import stocked
from threadtui.library.opening import Library
from threadtui.tui.app import ThreadTUIApp
from threadtui.tui.screens.main import MainScreen


@pytest.fixture(autouse=True)
def _utc(monkeypatch: pytest.MonkeyPatch) -> None:
    """Times look the same everywhere."""
    import time

    monkeypatch.setenv("TZ", "UTC")
    time.tzset()


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Library]:
    """A library with two authors and five threads."""
    library = await stocked(tmp_path)
    yield library
    await library.close()


def main_screen(pilot: Pilot[None]) -> MainScreen:
    """The main screen of the app that the pilot flies."""
    app = pilot.app
    assert isinstance(app, ThreadTUIApp)
    screen = app.screen_stack[0]
    assert isinstance(screen, MainScreen)
    return screen
