"""Hostile text → safe text. Every text and address of a source passes here before it enters a struct.

Here belongs what may reach a terminal and what may not. How text is measured, cut and wrapped stands in
:mod:`threadtui.text.layout`.

What is taken out is what could move the cursor, reorder a line, overstrike the neighbours or hide a message: control
characters, escape sequences, bidi embeddings, overrides and isolates, invisible fillers, stray joiners, variation
selectors and tags, piles of combining marks. What writing needs stays as it is; nothing is normalised.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from threadtui.models import Span

MOST_MARKS = 8
"""combining marks on one base: Hebrew, Arabic, Indic and Tibetan writing needs fewer"""
MOST_JOINERS = 8
"""zero-width joiners in one emoji: a family of four with skin tones has three"""

# Characters that need no second look, whatever stands before them. It is only a fast path: leaving one out costs time,
# but a mark, joiner, selector, emoji modifier or the black flag must never be in it.
_PLAIN = (
    "\n -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u058f\u05d0-\u05ea\u0620-\u064a\u0660-\u066f\u0671-\u06d5"
    "\u0904-\u0939\u0e01-\u0e30\u1e00-\u1fff\u2000-\u200a\u2010-\u2027\u2030-\u205e\u2070-\u20cf\u2100-\u2bff"
    "\u2e00-\u3029\u3030-\u3098\u309b-\u3163\u3165-\ua66e\uac00-\ud7a3\uf900-\ufaff\uff01-\uff9d\uffe0-\uffe6"
    "\U0001f000-\U0001f3f3\U0001f3f5-\U0001f3fa\U0001f400-\U0001faff\U00020000-\U0002fffd"
)
_CONTROL = "\x00-\x1f\x7f-\x9f"
_PIECE = re.compile(
    rf"""
    (?P<plain> [{_PLAIN}]+ )
  | (?P<escape>
        (?: \x1b\[ | \x9b ) [0-?]*+ [\ -/]*+ [@-~]                                     # CSI
      | (?: \x1b[\]PX^_] | [\x90\x98\x9d-\x9f] ) [^{_CONTROL}]*+ (?: \x07 | \x1b\\ | \x9c )  # OSC, DCS, SOS, PM, APC
      | \x1b (?: [\#%()*+\-./] [0-~] | [78=>c] )                                       # character sets, save, reset
    )
  | (?P<newline> \r\n | [\r\x0b\x0c\x85\u2028\u2029] )
  | (?P<flag> \U0001f3f4 [\U000e0030-\U000e0039\U000e0061-\U000e007a]{{2,7}} \U000e007f )  # England, Wales, Texas …
  | (?P<single> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_ALL_PLAIN = re.compile(f"[{_PLAIN}]*")

_JOINERS = frozenset("\u200c\u200d")
_BIDI_MARKS = frozenset("\u200e\u200f\u061c")
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u17b4\u17b5")
_VISIBLE_FORMAT = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
_KEYCAP_BASES = frozenset("0123456789#*")


class _Filter:
    """Decides on one character at a time, by what was let through so far and nothing else: so it is idempotent."""

    def __init__(self) -> None:
        self.last = "\n"
        self._marks = 0
        self._joiners = 0

    def take_base(self, text: str) -> None:
        """Note visible text that stands on its own."""
        if len(text) > 1 or self.last not in _JOINERS:
            self._joiners = 0
        self._marks = 0
        self.last = text[-1]

    def take(self, char: str) -> str:
        """What to put in the place of a character: itself, a substitute, or nothing."""
        category = unicodedata.category(char)
        if category == "Cs":
            char, category = "\ufffd", "So"
        elif char == "\t":
            char, category = " ", "Zs"
        if not self._lets_through(char, category):
            return ""
        if _is_attached(char, category):
            self.last = char
        else:
            self.take_base(char)
        return char

    def _lets_through(self, char: str, category: str) -> bool:
        if char in _JOINERS:
            return self._joiner()
        if char in _BIDI_MARKS:
            return self.last not in _BIDI_MARKS
        if char == "\u200b":
            return _writes_without_spaces(self.last)
        if _is_selector(char):
            return self._selector(char)
        if category in ("Cc", "Cf") or char in _BLANK_LETTERS or _is_hidden(char):
            return char in _VISIBLE_FORMAT
        if _is_mark(char, category):
            self._marks += self.last != "\n" and self._marks < MOST_MARKS + 1
            return self.last != "\n" and self._marks <= MOST_MARKS
        return True

    def _joiner(self) -> bool:
        """Joiners serve scripts and emoji: not Latin, not at a start, never two in a row."""
        if self.last.isascii() or self.last.isspace() or self.last in _JOINERS | _BIDI_MARKS | {"\u200b"}:
            return False
        if self._joiners >= MOST_JOINERS:
            return False
        self._joiners += 1
        return True

    def _selector(self, char: str) -> bool:
        """A variation selector directly behind something that can vary; runs of them carry hidden bytes."""
        if char >= "\U000e0100":
            return unicodedata.category(self.last) == "Lo"
        if self.last.isascii():
            return self.last in _KEYCAP_BASES
        hidden = self.last in _JOINERS or self.last in _BIDI_MARKS or self.last == "\u200b"
        return not (hidden or self.last.isspace() or _is_selector(self.last))


def _is_selector(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def _is_mark(char: str, category: str) -> bool:
    """Combining marks, and the vowels and finals that complete a Hangul syllable: all take no cell of their own."""
    return category in ("Mn", "Mc", "Me") or "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7fb"


def _is_attached(char: str, category: str) -> bool:
    """Whether it belongs to what stands before it, so that it begins nothing new."""
    modifier = "\U0001f3fb" <= char <= "\U0001f3ff"
    return modifier or category == "Cf" or _is_selector(char) or _is_mark(char, category)


def _is_hidden(char: str) -> bool:
    """Noncharacters and code points that are reserved for invisible ones."""
    point = ord(char)
    nonchar = 0xFDD0 <= point <= 0xFDEF or point & 0xFFFE == 0xFFFE
    return nonchar or 0xFFF0 <= point <= 0xFFF8 or 0xE0000 <= point <= 0xE0FFF


def _writes_without_spaces(char: str) -> bool:
    """Thai, Lao, Tibetan, Burmese, Khmer: there a zero-width space shows where a word ends."""
    return "\u0e01" <= char <= "\u109f" or "\u1780" <= char <= "\u17ff" or "\u1980" <= char <= "\u19ff"


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """Runs of the raw text (start, end) with what becomes of them."""
    state = _Filter()
    for match in _PIECE.finditer(text):
        kind = match.lastgroup
        if kind == "plain":
            out = match.group()
            state.take_base(out)
        elif kind == "escape":
            out = ""
        elif kind == "newline":
            out = "\n"
            state.take_base(out)
        elif kind == "flag":
            out = match.group()
            state.take_base(out)
        else:
            out = state.take(match.group())
        yield match.start(), match.end(), out


def clean(text: str) -> str:
    """Make a text safe for a terminal; idempotent.

    Every kind of line break becomes ``\\n``, a tab one space, a lone surrogate U+FFFD. Emoji sequences, combining
    marks, CJK, Arabic, Hebrew and Indic writing stay as they are, LRM, RLM and ALM too.
    """
    if _ALL_PLAIN.fullmatch(text):
        return text
    return "".join(out for _, _, out in _pieces(text))


def clean_spans(text: str, spans: Iterable[Span]) -> tuple[str, tuple[Span, ...]]:
    """Clean a text and move its spans (code points of the raw text) along.

    Spans that are out of range, empty (also after cleaning) or overlap an earlier one are dropped; the rest is sorted.
    """
    where = [0] * (len(text) + 1)
    parts: list[str] = []
    length = 0
    for start, end, out in _pieces(text):
        parts.append(out)
        for index in range(start, end):
            where[index] = length + min(index - start, len(out))
        length += len(out)
    where[len(text)] = length
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if not 0 <= span.start < span.end <= len(text):
            continue
        start, end = where[span.start], where[span.end]
        if start < end and (not kept or start >= kept[-1].end):
            kept.append(Span(start=start, end=end, kind=span.kind, target=span.target))
    return "".join(parts), tuple(kept)


def safe_url(url: str) -> str | None:
    """The address itself if it may be shown, stored and opened; else None.

    Only http and https with a host, and ``at:`` (Bluesky), without white space, control or invisible characters.
    """
    if not url or url != clean(url) or "\\" in url or any(char.isspace() for char in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme in ("http", "https"):
        return url if parts.hostname else None
    return url if parts.scheme == "at" and len(url) > len("at://") else None
