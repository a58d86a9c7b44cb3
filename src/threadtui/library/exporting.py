"""Threads leaving the library: which formats there are, and rendering in one of them."""

from collections.abc import Sequence

from threadtui.exporters import EXPORTERS, exporter_named
from threadtui.exporters.base import ExportOptions, View
from threadtui.models import Thread

__all__ = ["View", "formats", "render"]


def formats() -> list[str]:
    """The names that ``--format`` takes."""
    return [exporter.name for exporter in EXPORTERS]


def render(threads: Sequence[Thread], name: str, *, view: View = "posts", width: int = 0) -> bytes:
    """``threads`` in the format called ``name``; ``width`` in cells for formats that wrap, 0 for no wrapping."""
    return exporter_named(name).render(threads, ExportOptions(view=view, width=width))
