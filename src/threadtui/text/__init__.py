"""Text as people read it, whatever wrote it: cleaned, measured, wrapped, named and numbered.

Posts, threads and networks are not known here; what a key tells about its post's age is (:mod:`threadtui.text.keys`).
"""

from threadtui.text.cleaning import clean, clean_spans, safe_url
from threadtui.text.keys import is_page_key, key_order, moment_ms
from threadtui.text.layout import cell_width, fit, graphemes, wrap
from threadtui.text.naming import normalise, page_key, slug, title_of, word_count
from threadtui.text.numbering import Numbering, numbering

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
    "safe_url",
    "slug",
    "title_of",
    "word_count",
    "wrap",
]
