"""The numbers that authors put on the posts of a thread: ``1/``, ``1/n``, ``(3/12)``, ``2)``, ``84-93/100``, 🧵.

A number is a hint, never an edge: a text alone cannot tell "3/12" the third of twelve from the third of December. What
is plainly a date, a fraction in a sentence, a score or "24/7" is not taken for one; the rest is for whoever sees the
whole thread to weigh.
"""
# ruff: noqa: RUF001 (the look-alikes of slash, hyphen and quote are meant)

import re

from msgspec import Struct

_OPEN = r"(?: (?P<open> [(\[] ) \s? )?"
_COUNT = r"(?P<index> \d{1,3} ) (?: \s? [-–] \s? (?P<last> \d{1,3} ) )?"
_TOTAL = r"\s? [/⁄\\] (?: \s? (?P<total> \d{1,3} ) (?! [\d/⁄.,-]*\d | \s?% ) | [nNxX?#∞] (?! \w ) )?"
_CLOSE = r"(?(open) \s? [)\]] )"
_LEADING = re.compile(
    rf"""\s* (?: @\w+ \s+ )* (?P<mark>
        (?: 🧵 \s? )?
        (?: {_OPEN} {_COUNT} {_TOTAL} {_CLOSE} (?: \s? 🧵 )? [.:)]?  |  (?P<only> \d{{1,3}} ) \) )
        ) (?! [\d/⁄] )""",
    re.VERBOSE,
)
_TRAILING = re.compile(
    rf"""(?: (?<= \s ) | (?<= [.!?…"”’)] ) | ^ )
        (?P<mark> (?: 🧵 \s? )? {_OPEN} {_COUNT} {_TOTAL} {_CLOSE} (?: \s? 🧵 )? ) \s* $""",
    re.VERBOSE,
)
_TAIL = 24
"""code points at the end of a text in which a trailing number must lie"""

# "1/2 cup", "8/10 would go again", "3/4 of us": a number in a sentence.
_FRACTION_OF = re.compile(
    r"\s*(?:of|out|cups?|inch(?:es)?|hours?|miles?|price|off|way|tsp|tbsp|teaspoons?|tablespoons?|stars?|would|wins?"
    r"|points?|people|th|rd|days)\b",
    re.IGNORECASE,
)
# "rated it 8/10", "born on 3/12", "open 24/7", "a solid 4/5".
_SENTENCE_BEFORE = re.compile(
    r"(?:\b(?:an?|the|on|by|in|at|to|of|from|since|until|till|before|after|about|around|only|just|solid|strong|easy|rated?"
    r"|rating|scored?|score|it|is|was|got|gets?|give|gave|won|lost|and|or|than|open|available|date|due|every|version)"
    r"|[:=+\-–—×*&$€£])\s*$",
    re.IGNORECASE,
)


# Words of the language that only look like numbering.
_NAMES = frozenset({"9/11", "7/11", "50/50"})


class Numbering(Struct, frozen=True):
    """A number found: post ``index`` of ``total`` (None: not told), at the code points ``start`` ≤ i < ``end``.

    ``last`` is the last number that the post covers: 93 for ``84-93/100``, else the index itself.
    """

    index: int
    total: int | None
    start: int
    end: int
    last: int


def numbering(text: str) -> Numbering | None:
    """The number that stands at the beginning or the end of a post's text, if there is one."""
    return _leading(text) or _trailing(text)


def _leading(text: str) -> Numbering | None:
    match = _LEADING.match(text)
    if match is None:
        return None
    if match["total"] and not match["open"] and _FRACTION_OF.match(text, match.end("mark")):
        return None
    return _numbering(match)


def _trailing(text: str) -> Numbering | None:
    offset = max(0, len(text.rstrip()) - _TAIL)
    match = _TRAILING.search(text, offset)
    if match is None:
        return None
    line = text[text.rfind("\n", 0, match.start("mark")) + 1 : match.start("mark")]
    if not match["open"] and _SENTENCE_BEFORE.search(line[-_TAIL:]):
        return None
    return _numbering(match)


def _numbering(match: re.Match[str]) -> Numbering | None:
    groups = match.groupdict()
    index = int(groups["index"] or groups.get("only") or 0)
    last = int(groups["last"] or index)
    total = int(groups["total"]) if groups["total"] else None
    if match["mark"].strip() in _NAMES or last < index or (index == 0 if total is None else not 2 <= total >= last):
        return None
    return Numbering(index, total, match.start("mark"), match.end("mark"), last)
