"""What the posts of a thread tell about it beyond their edges: numbers, pauses, the link to a next thread.

All of it is a hint: it names gaps and marks places, and never moves a post.
"""

import itertools
from collections.abc import Container, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from msgspec import Struct

from threadtui.models import Gap, Post, Thread
from threadtui.text import Numbering, numbering

LATE = timedelta(days=1)
"""a pause this long before a post is worth marking"""

_SAME_PLACE = {"twitter.com": "x.com", "mobile.twitter.com": "x.com", "www.twitter.com": "x.com", "www.x.com": "x.com"}


class NumberHints(Struct, frozen=True):
    """What the numbers on a main line say: posts that seem missing before a post (or at the end), and the total."""

    missing: dict[str | None, int]
    total: int | None


_NOTHING = NumberHints({}, None)


def number_hints(line: Sequence[Post], elsewhere: Sequence[Post], starts_in_gap: bool) -> NumberHints:
    """Read the numbers of a main line; ``elsewhere`` are the posts of its asides, which may hold some of them.

    Nothing is said where fewer than two posts are numbered, the numbers do not rise, most posts between have none, or
    so much of the beginning seems missing that they rather count a series of threads ("28/100 #100DaysOfCode").
    """
    found = [(place, number) for place, post in enumerate(line) if (number := numbering(post.text))]
    if not _plausible(found):
        return _NOTHING
    seen = {number.index for post in elsewhere if (number := numbering(post.text))}
    first_place, first = found[0]
    missing: dict[str | None, int] = {}
    begin = _absent(0, first.index, first_place, seen)
    if begin > len(line) and not starts_in_gap:
        return _NOTHING
    if begin > 0:
        missing[line[0].key] = begin
    for (place, number), (next_place, following) in itertools.pairwise(found):
        absent = _absent(number.last, following.index, next_place - place - 1, seen)
        if absent > 0:
            missing[line[next_place].key] = absent
    total = _total(found)
    if total is not None:
        last_place, last = found[-1]
        absent = _absent(last.last, total + 1, len(line) - 1 - last_place, seen)
        if absent > 0:
            missing[None] = absent
    return NumberHints(missing, total)


def _plausible(found: Sequence[tuple[int, Numbering]]) -> bool:
    rising = all(a.last < b.index for (_, a), (_, b) in itertools.pairwise(found))
    return len(found) >= 2 and rising and len(found) * 2 > found[-1][0] - found[0][0]


def _absent(last: int, following: int, between: int, seen: Container[int]) -> int:
    """How many of the numbers between two are nowhere, when ``between`` posts without a number stand there."""
    return sum(number not in seen for number in range(last + 1, following)) - between


def _total(found: Sequence[tuple[int, Numbering]]) -> int | None:
    totals = {number.total for _, number in found if number.total is not None}
    total = totals.pop() if len(totals) == 1 else None
    return None if total is None or total < found[-1][1].last else total


def gaps_of(line: Sequence[Post], parents: dict[str, str], hints: NumberHints) -> tuple[Gap, ...]:
    """The gaps of a thread in reading order: before posts whose parent is missing, and where numbers are.

    ``parents`` maps the posts (of the main line and of asides) that stand after a missing one to its key.
    """
    places = {post.key: place for place, post in enumerate(line)}
    counts = dict(hints.missing)
    gaps: dict[str | None, Gap] = {
        key: Gap(before=key, parent=parent, count=counts.pop(key, None)) for key, parent in parents.items()
    }
    gaps.update({key: Gap(before=key, count=count) for key, count in counts.items()})

    def place(gap: Gap) -> tuple[int, str]:
        return places.get(gap.before or "", len(line)) + (gap.before is None), gap.before or ""

    return tuple(sorted(gaps.values(), key=place))


def pauses(thread: Thread) -> dict[str, timedelta]:
    """Posts that came late: key → time since the post before, where that is a day or more.

    Looks along the main line and along each aside from the post it hangs on; times that name only a day count as days.
    """
    posts = {post.key: post for post in thread.posts}
    lines: list[Sequence[Post]] = [thread.posts]
    for aside in thread.asides:
        posts.update((post.key, post) for post in aside.posts)
        stem = posts.get(aside.from_)
        lines.append(aside.posts if stem is None else (stem, *aside.posts))
    found: dict[str, timedelta] = {}
    for line in lines:
        for before, after in itertools.pairwise(line):
            pause = _pause(before, after)
            if pause is not None and pause >= LATE:
                found[after.key] = pause
    return found


def _pause(before: Post, after: Post) -> timedelta | None:
    if before.created_at is None or after.created_at is None:
        return None
    if before.day_only or after.day_only:
        return _day(after.created_at) - _day(before.created_at)
    return after.created_at - before.created_at


def _day(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def continues_in(thread: Thread) -> str | None:
    """The address of another thread of the same author that the last post links to or quotes, as it is given there.

    An address is the author's own if it differs from those of this thread's posts in nothing but its last part.
    """
    own = [place for url in (thread.permalink, *(p.permalink for p in thread.every_post())) if (place := _place(url))]
    folders = {folder for folder, _ in own}
    last = thread.posts[-1]
    links = [span.target for span in reversed(last.spans) if span.kind == "link"]
    for url in (last.quote.permalink if last.quote else None, *links, last.card.url if last.card else None):
        place = _place(url)
        if place is not None and place[0] in folders and place not in own:
            return url
    return None


def _place(url: str | None) -> tuple[str, str] | None:
    """An address of a post as (host and folder, last part); None where it has none of these."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    folder, _, name = parts.path.rstrip("/").rpartition("/")
    host = (parts.netloc or "").lower()
    return (_SAME_PLACE.get(host, host) + folder.lower(), name) if host and folder and name else None
