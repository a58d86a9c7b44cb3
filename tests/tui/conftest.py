"""What the reader's tests share: a time zone, and a stocked library."""

import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from stock import stocked

from threadtui.library.opening import Library


@pytest.fixture(autouse=True)
def _utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Times look the same everywhere."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Library]:
    """A library with two authors and five threads."""
    library = await stocked(tmp_path)
    yield library
    await library.close()
