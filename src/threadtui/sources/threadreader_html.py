"""Thread Reader App pages as HTML: whole saved pages and fragments, from 2018 on.

The page's own posts become a thread; the cards below it ("More from"), and those of home and author pages, become
stubs. How a page is laid out is told in ``threadreader_page``, what stands inside a post in ``threadreader_markup``.
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from threadtui.errors import InputError, NoThread
from threadtui.models import Conversation
from threadtui.sources.base import Input, Skipped
from threadtui.sources.decoding import decode, front_matter, peek
from threadtui.sources.threadreader import MAX_BYTES
from threadtui.sources.threadreader_page import Page

_MARKS = (
    (re.compile(r"class=[\"']?[^\"'>]{0,300}\bcontent-tweet\b"), 95),
    (re.compile(r"class=[\"']?[^\"'>]{0,300}\bthread-card\b"), 95),
    (re.compile(r"class=[\"']?[^\"'>]{0,300}\btw-permalink\b"), 80),
    (re.compile(r"<title>[^<]{0,300}Thread Reader App\s*</title>", re.IGNORECASE), 70),
)
_NOT_NESTING = (
    r"(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|p|li|option|tr|td|th|dt|dd|html|head|body|a)\b"
)
_TAG = re.compile(rf"<(/?)(?!{_NOT_NESTING})[a-z]", re.IGNORECASE)
_DEEPEST = 3000


class ThreadReaderHtml:
    """Reads Thread Reader App pages of every era."""

    name = "threadreader"
    title = "Thread Reader App page"
    reads = "saved pages of threadreaderapp.com (.html), whole or in part"
    max_bytes = MAX_BYTES

    def recognise(self, sample: bytes) -> int:
        """Judge by the class names that only these pages use."""
        text = peek(sample)
        if text.lstrip()[:1] in ("{", "["):
            return 0
        return max((score for mark, score in _MARKS if mark.search(text)), default=0)

    def read(self, item: Input) -> Iterator[Conversation | Skipped]:
        """Give the page's thread, if it has one, then a stub for each card.

        Raises NoThread where the page holds neither, InputError where it cannot be read at all.
        """
        fields, markup = front_matter(decode(item))
        if _depth(markup) > _DEEPEST:
            raise InputError(f"{item.name} is nested too deeply to be a page", "save the page again")
        page = Page(LexborHTMLParser(markup), fields, self.name)
        found = [*page.thread(), *page.cards()]
        if not found:
            raise NoThread(f"no post is on the page {item.name}", "open the page until its posts show, then save it")
        yield from found


def _depth(markup: str) -> int:
    """How deeply elements may nest. The parser's time grows with its square."""
    depth = deepest = 0
    for match in _TAG.finditer(markup):
        depth = max(depth - 1, 0) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest
