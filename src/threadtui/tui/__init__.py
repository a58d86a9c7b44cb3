"""The reader. Importing this imports no Textual: :func:`run` does."""

import gc

from msgspec import Struct, field

from threadtui.library.opening import Library
from threadtui.models import ThreadListing
from threadtui.settings import Settings, check_keys


class ReaderRequest(Struct, frozen=True, kw_only=True):
    """What the reader is to open."""

    library: Library
    """what is shown: the reader's own library, or the samples"""
    home: Library
    """the reader's own library, into which threads are unrolled"""
    settings: Settings
    open: ThreadListing | None = None
    """the thread to open; else the one that was left"""
    notices: list[str] = field(default_factory=list)
    """what the reader should be told at the start"""


def run(request: ReaderRequest) -> int:
    """Open the reader, and give its exit code when it is left.

    Raises :class:`threadtui.errors.SettingsError` where the settings move keys of an action that there is not.
    """
    # Nothing made while the program starts is garbage soon; looking for it costs a tenth of the start.
    gc.disable()
    from threadtui.tui.actions import ACTIONS
    from threadtui.tui.app import ThreadTUIApp

    check_keys(request.settings, ACTIONS)
    app = ThreadTUIApp(request)
    app.run(mouse=request.settings.terminal.mouse)
    return app.return_code or 0
