"""Text as people read it, whatever wrote it: cleaned, measured, wrapped, named and numbered.

Posts, threads and networks are not known here; what a key tells about its post's age is (:mod:`threadtui.text.keys`).
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadtui.text.cleaning import clean, clean_spans, safe_url
    from threadtui.text.counts import Numbering, numbering
    from threadtui.text.keys import is_page_key, key_order, moment_ms
    from threadtui.text.layout import cell_width, fit, graphemes, printable, wrap
    from threadtui.text.naming import normalise, page_key, slug, title_of, word_count

__all__ = [
    "Numbering",
    "cell_width",
    "clean",
    "clean_spans",
    "fit",
    "graphemes",
    "is_page_key",
    "key_order",
    "moment_ms",
    "normalise",
    "numbering",
    "page_key",
    "printable",
    "safe_url",
    "slug",
    "title_of",
    "word_count",
    "wrap",
]

_PLACES = {
    "cleaning": ("clean", "clean_spans", "safe_url"),
    "counts": ("Numbering", "numbering"),
    "keys": ("is_page_key", "key_order", "moment_ms"),
    "layout": ("cell_width", "fit", "graphemes", "printable", "wrap"),
    "naming": ("normalise", "page_key", "slug", "title_of", "word_count"),
}


def __getattr__(name: str) -> object:
    """A name of this package, its module loaded when it is first asked for.

    The reader shows its first frame with the layout alone; compiling the patterns of the others takes longer than
    reading a thread from the disk.
    """
    for module, names in _PLACES.items():
        if name in names:
            value: object = getattr(import_module(f"threadtui.text.{module}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
