"""The lines that a page is made of, and the wrapping of styled text into them."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from threadtui import text
from threadtui.models import Span

Style = Literal["text", "title", "meta", "link", "tag", "quote", "loud", "rule"]


class Part(NamedTuple):
    """A piece of a line in one style."""

    text: str
    style: Style


class Line(NamedTuple):
    """One line. ``post`` is the key of the post that it shows, if any; ``offset`` is where in its text it starts."""

    parts: tuple[Part, ...] = ()
    post: str | None = None
    offset: int = 0

    @property
    def plain(self) -> str:
        """Its text without styles."""
        return "".join(part.text for part in self.parts)


def wrapped(body: str, width: int, style: Style, *, before: str = "", first: str | None = None) -> list[Line]:
    """Plain text wrapped to ``width`` cells, ``before`` in front of each line, ``first`` in front of the first."""
    lines = []
    for number, (start, end) in enumerate(text.wrap(body, max(1, width - text.cell_width(before)))):
        lead = first if number == 0 and first is not None else before
        parts = [Part(lead, "meta")] if lead else []
        lines.append(Line((*parts, Part(body[start:end], style))))
    return lines


def flowed(body: str, spans: Sequence[Span], width: int, post: str, before: str = "") -> list[Line]:
    """A post's text wrapped to ``width`` cells, with its links, mentions and hashtags in their styles."""
    room = max(1, width - text.cell_width(before))
    lead = (Part(before, "meta"),) if before else ()
    return [Line((*lead, *_styled(body, start, end, spans)), post, start) for start, end in text.wrap(body, room)]


def _styled(body: str, start: int, end: int, spans: Iterable[Span]) -> Iterable[Part]:
    at = start
    for span in spans:
        left, right = max(span.start, at), min(span.end, end)
        if left >= right or span.kind == "emoji":
            continue
        if at < left:
            yield Part(body[at:left], "text")
        yield Part(body[left:right], "link" if span.kind == "link" else "tag")
        at = right
    if at < end:
        yield Part(body[at:end], "text")


def indented(lines: Iterable[Line], before: str) -> list[Line]:
    """The lines moved right behind ``before``."""
    if not before:
        return list(lines)
    return [line._replace(parts=(Part(before, "meta"), *line.parts)) for line in lines]
