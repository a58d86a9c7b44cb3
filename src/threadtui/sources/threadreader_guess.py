"""What a plain copy does not say and must be guessed: where a post ends, and the year of a date without one.

Facts that the guesses rest on: a post had at most 280 characters for most of these years; a preview shows at most
three posts; a picture stands at the end of its post; numbering stands at its beginning or end; previews are listed
newest first. Every guess is marked as one by the caller.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from itertools import accumulate, pairwise

from msgspec import Struct
from msgspec.structs import replace

from threadtui.sources.threadreader import Draft
from threadtui.text import numbering

_LONGEST = 280
_SHORT = 100
_UNUSUAL = 0.25
_NEVER = -100
_OPEN_END = re.compile(r"[\w,&(/\u2013\u2014-]\s*\Z")
_LINK_ONLY = re.compile(r"\s*(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?\s*")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_YEAR = r"(?:,? '?(?P<year>[0-9]{4}|[0-9]{2}))?"
_DAYS = (
    re.compile(rf"(?P<day>[0-9]{{1,2}}) {_MONTH}{_YEAR}", re.IGNORECASE),
    re.compile(rf"{_MONTH} (?P<day>[0-9]{{1,2}}){_YEAR}", re.IGNORECASE),
)


class Piece(Struct, frozen=True, kw_only=True):
    """A line or paragraph of a copy: part of a post, or a whole one. ``gap`` stood between it and the one before."""

    draft: Draft
    gap: str = "\n"


class Day(Struct, frozen=True, kw_only=True):
    """A date as the copy gives it, maybe without its year."""

    day: int
    month: int
    year: int | None = None


class _Habits(Struct, frozen=True, kw_only=True):
    """How this author writes: evidence that is their habit says nothing about boundaries."""

    ends_open: bool
    starts_low: bool
    paragraphs: bool


def body_posts(pieces: Sequence[Piece]) -> list[Draft]:
    """The posts of a thread's text, guessed."""
    habits = _habits(pieces)
    verdicts = _numbered(pieces)
    groups: list[list[Piece]] = []
    size = 0
    for at, piece in enumerate(pieces):
        length = len(piece.draft.text)
        joined = size + len(piece.gap) + length
        goes_on = at > 0 and verdicts.get(at)
        if goes_on is None:
            goes_on = joined <= _LONGEST and _weight(pieces[at - 1].draft, piece, habits) > 0
        if goes_on:
            groups[-1].append(piece)
            size = joined
        else:
            groups.append([piece])
            size = length
    return [_joined(group) for group in groups]


def preview_posts(pieces: Sequence[Piece], most: int) -> list[Draft]:
    """The posts of a preview, guessed: at most ``most``, joined where that is likeliest."""
    habits = _Habits(ends_open=False, starts_low=False, paragraphs=False)

    def likelihood(at: int) -> tuple[int, int]:
        before, piece = pieces[at - 1].draft, pieces[at]
        return _weight(before, piece, habits), -len(before.text) - len(piece.draft.text)

    cuts = sorted(sorted(range(1, len(pieces)), key=likelihood)[: most - 1])
    edges = [0, *cuts, len(pieces)]
    return [_joined(pieces[start:end]) for start, end in pairwise(edges) if start < end]


def read_day(text: str) -> Day | None:
    """A line that is nothing but a date: ``22 Nov``, ``29 Sep 20``, ``Aug 11``, ``Jul 1, 2025``."""
    match = next((found for pattern in _DAYS if (found := pattern.fullmatch(text.strip()))), None)
    if not match:
        return None
    year = int(match["year"]) if match["year"] else None
    if year is not None and year < 100:
        year += 2000
    return Day(day=int(match["day"]), month=_MONTHS.index(match["month"].lower()[:3]) + 1, year=year)


def resolve_days(days: Sequence[Day]) -> list[datetime | None]:
    """The dates in UTC, given newest first. A missing year comes from the dated neighbours, or stays unknown."""
    found = [_date(item, item.year) if item.year else None for item in days]
    above = list(accumulate(found, _latest))
    below: date | None = None
    for at in reversed(range(len(days))):
        if days[at].year is None and below:
            ceiling = above[at]
            first = _nearest(days[at], range(below.year, below.year + 9), below.__le__)
            found[at] = first if first and (ceiling is None or first <= ceiling) else None
        below = found[at] or below
    last: date | None = None
    undated = len(days) - next((n for n, when in enumerate(reversed(found)) if when), len(days))
    for at, item in enumerate(days):
        if at >= undated and last and item.year is None:
            found[at] = _nearest(item, range(last.year, last.year - 9, -1), last.__ge__)
        last = found[at] or last
    return [datetime(when.year, when.month, when.day, tzinfo=UTC) if when else None for when in found]


def _latest(last: date | None, this: date | None) -> date | None:
    return this or last


def _nearest(item: Day, years: Iterable[int], fits: Callable[[date], bool]) -> date | None:
    return next((when for year in years if (when := _date(item, year)) and fits(when)), None)


def _date(item: Day, year: int) -> date | None:
    try:
        return date(year, item.month, item.day)
    except ValueError:
        return None


def _joined(pieces: Sequence[Piece]) -> Draft:
    drafts = [piece.draft for piece in pieces]
    parts: list[str] = []
    spans = []
    length = 0
    for piece in pieces:
        gap = piece.gap if parts and piece.draft.text else ""
        length += len(gap)
        spans += [replace(span, start=span.start + length, end=span.end + length) for span in piece.draft.spans]
        parts += [gap, piece.draft.text] if gap or piece.draft.text else []
        length += len(piece.draft.text)
    return Draft(
        text="".join(parts),
        spans=tuple(spans),
        media=tuple(medium for item in drafts for medium in item.media),
        card=next((item.card for item in drafts if item.card), None),
    )


def _habits(pieces: Sequence[Piece]) -> _Habits:
    texts = [piece.draft.text for piece in pieces]
    usual = max(1.0, len(texts) * _UNUSUAL)
    return _Habits(
        ends_open=sum(bool(_OPEN_END.search(text)) for text in texts) > usual,
        starts_low=sum(text[:1].islower() for text in texts) > usual,
        paragraphs=len({piece.gap for piece in pieces[1:]}) > 1,
    )


def _weight(before: Draft, piece: Piece, habits: _Habits) -> int:
    """How strongly a piece looks like the continuation of the one before: above 0, more yes than no."""
    text = piece.draft.text
    label = numbering(text)
    if before.media or (label and label.start == 0) or _numbered_end(before.text):
        return _NEVER
    evidence = [
        (2, not habits.ends_open and _OPEN_END.search(before.text)),
        (2, not habits.starts_low and text[:1].islower()),
        (2, text.startswith(("(", ")", "]"))),
        (2, _LINK_ONLY.fullmatch(text)),
        (1, habits.paragraphs and piece.gap == "\n"),
        (1, len(before.text) < _SHORT and len(text) < _SHORT),
    ]
    return sum(points for points, speaks in evidence if speaks)


def _numbered_end(text: str) -> bool:
    label = numbering(text)
    return bool(label and label.start > 0 and label.end >= len(text.rstrip()))


def _numbered(pieces: Sequence[Piece]) -> dict[int, bool]:
    """What numbering proves: no post is between i and i + 1, so what stands between belongs to one of them.

    The answer, by the place of a piece: True, it goes on the piece before; False, it begins a post.
    """
    verdicts: dict[int, bool] = {}
    marks = [(at, label) for at, piece in enumerate(pieces) if (label := numbering(piece.draft.text))]
    for (at, label), (after, following) in pairwise(marks):
        if following.index != label.index + 1:
            continue
        leading = label.start == 0 and following.start == 0
        trailing = _numbered_end(pieces[at].draft.text) and _numbered_end(pieces[after].draft.text)
        if leading or trailing:
            begins = after if leading else at + 1
            verdicts.update((place, place != begins) for place in range(at + 1, after + 1))
    return verdicts
