"""What every exporter is. Nothing here knows a format."""

from collections.abc import Sequence
from typing import Literal, Protocol

from msgspec import Struct

from threadtui.models import Thread

View = Literal["posts", "numbered"]


class ExportOptions(Struct, frozen=True, kw_only=True):
    """How to render: ``view`` as in the reading pane, ``width`` in cells for formats that wrap (0: do not wrap)."""

    view: View = "posts"
    width: int = 0


class Exporter(Protocol):
    """A form in which threads leave the library. One instance each, in :data:`threadtui.exporters.EXPORTERS`."""

    name: str
    """as ``--format`` takes it"""
    title: str
    suffix: str
    """of its files, with the dot"""

    def render(self, threads: Sequence[Thread], options: ExportOptions) -> bytes:
        """One document of all ``threads``. The same input gives the same bytes."""
        ...
