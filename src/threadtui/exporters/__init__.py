"""The forms in which threads leave the library: one file per format. A new format is one line in EXPORTERS."""

from threadtui.errors import UsageError
from threadtui.exporters.base import Exporter
from threadtui.exporters.json import JsonExporter
from threadtui.exporters.text import TextExporter

EXPORTERS: tuple[Exporter, ...] = (TextExporter(), JsonExporter())
"""Every form, in the order that lists show."""


def exporter_named(name: str) -> Exporter:
    """The exporter of that name. Raises UsageError, with the valid names as the hint, where there is none."""
    for exporter in EXPORTERS:
        if exporter.name == name:
            return exporter
    raise UsageError(f"no format is called {name!r}", f"choose one of {', '.join(one.name for one in EXPORTERS)}")
