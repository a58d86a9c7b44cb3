"""Fixtures: a library folder of its own for every test, and a way to open it as often as a test likes.

Test modules of the store name this file in ``pytest_plugins``.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from store_fixtures import Open

from threadtui.store import Store, open_store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def opened(folder: Path, tmp_path: Path) -> Iterator[Open]:
    """Opens the test's library anew, as another start of the program would."""
    with ExitStack() as stack:

        def open_again(**options: Any) -> Store:
            return stack.enter_context(open_store(folder, lock_folder=tmp_path / "locks", **options))

        yield open_again


@pytest.fixture
def store(opened: Open) -> Store:
    return opened()
