"""How a copied Thread Reader App page is laid out as lines: author, body, "More from" entries, and the furniture.

Furniture is everything that the page says and the author did not. Plain copies and Markdown clips are told apart
here; what a line of Markdown holds is read by ``markdown``, where a post ends is guessed by ``threadreader_guess``.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from threadtui.models import LinkCard, Media, Span
from threadtui.sources import x_posts
from threadtui.sources.decoding import front_matter
from threadtui.sources.markdown import inline
from threadtui.sources.threadreader import READ_N, Draft, check_length, count, thread_id
from threadtui.sources.threadreader_guess import Day, Piece, read_day
from threadtui.text import clean, clean_spans, safe_url

DOTS = re.compile(r"•\s*•\s*•")
MISSING = re.compile(r"Missing some (?:Tweet|post)s? in this thread\?.*", re.IGNORECASE)
KEEP = re.compile(r"Keep Current with (.+)", re.IGNORECASE)
MORE = re.compile(r"More from @([A-Za-z0-9_]{1,20})", re.IGNORECASE)
END = re.compile(
    r"Did Thread Reader help you today\?|Support us!.*|Try unrolling a thread yourself!|Send Email!"
    r"|Email the whole thread instead of just a link!|:\(",
    re.IGNORECASE,
)
TITLE = re.compile(r"Thread by @([A-Za-z0-9_]{1,20}) on Thread Reader App", re.IGNORECASE)
_PORTRAIT = re.compile(r"(.*\S) Profile picture", re.IGNORECASE)
_HEADER = re.compile(
    r"Thread Reader(?: App)?|Share this page!?|Enter URL or ID to Unroll|Subscribe|Read on (?:X|Twitter)|Scrolly"
    r"|Bookmark|Save as PDF|My Authors|Login|Tweet|Share|.*\bmin read|@(?P<handle>[A-Za-z0-9_]{1,20})",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"[0-9][0-9.,]*[KM]? views?|.+ Profile picture|Advertisement|Sponsored|Ads?|Remove ads|Report this ad"
    r"|This Thread (?:may be|was) Removed Anytime!|Read all threads|PDF"
    r"|(?:Twitter|X) may remove this content at anytime!.*"
    r"|Become (?:a )?Premium\b.*|Too expensive\? Make a small donation\b.*|Donate via Paypal"
    r"|Thank you for your support!"
    r"|Stay in touch and get notified when new unrolls are available from this author!"
    r"|Practice here first or read more on our help page!",
    re.IGNORECASE,
)
_IMAGES = re.compile(r"(?:(?:^|\s)Image){1,16}\s*\Z")
_ENTITY = re.compile(
    r"(?P<link>https?://[^\s<>\"]+[^\s<>\".,;:!?)\]'…])(?!…)|(?<![\w@/.])@(?P<mention>[A-Za-z0-9_]{1,20})(?![\w@])"
    r"|(?<![\w&/])#(?P<hashtag>\w*[^\W\d]\w*)"
)
_MARKDOWN = re.compile(r"\]\((?:https?://|/)|\A#{1,6} ")
_HEADING = re.compile(r"#{1,6} ")
_RULE = re.compile(r"[-*_](?: ?[-*_]){2,}")
_CARD = re.compile(r"\[\*\*(?P<title>.{1,500}?)\*\* *(?P<words>[^\]]{0,2000})\]\((?P<url>[^\s()]+)\).*", re.DOTALL)
_PROFILE = re.compile(r"threadreaderapp\.com/user/([A-Za-z0-9_]{1,20})")
_PLACEHOLDER = "sticky-note"
_HEADER_LINES = 40
"""how far down a page header may reach"""
_UNKNOWN_RUN = 3
"""more unknown lines than this in a row are no page header any more"""


class Entry(Struct, frozen=True, kw_only=True):
    """One preview of the "More from" list."""

    day: Day
    pieces: Sequence[Piece]
    known: int | None = None
    root_id: str | None = None


class _Line(Struct, frozen=True, kw_only=True):
    """A line of the copy: as it stands, and what it says without markup.

    In Markdown a line of two spaces is an empty line *inside* a paragraph ("soft"): clippers write two line breaks so.
    """

    raw: str
    said: str
    kind: Literal["text", "blank", "soft", "rule", "heading", "quote"] = "text"

    @classmethod
    def of(cls, raw: str, markdown: bool) -> "_Line":
        soft = markdown and raw.startswith("  ")
        raw = raw.strip()
        if not raw:
            return cls(raw=raw, said="", kind="soft" if soft else "blank")
        if not markdown:
            return cls(raw=raw, said=raw)
        if _RULE.fullmatch(raw):
            return cls(raw=raw, said="", kind="rule")
        heading = _HEADING.match(raw)
        read = inline(raw[heading.end() :] if heading else raw)
        portrait = next((item.alt for item in read.pictures if _PORTRAIT.fullmatch(item.alt)), "")
        kind: Literal["text", "heading", "quote"] = "quote" if raw.startswith(">") else "text"
        return cls(raw=raw, said=read.text.strip(" *") or portrait, kind="heading" if heading else kind)


class Copy:
    """A copied page, found one's way about in. ``handle`` is empty where the copy names no author.

    Raises InputError where a line or paragraph of it is longer than any post.
    """

    def __init__(self, text: str, name: str) -> None:
        self._name = name
        for line in text.split("\n"):
            check_length(line, name)
        self.fields, rest = front_matter(text)
        self._markdown = bool(self.fields) or _MARKDOWN.search(rest) is not None
        self._lines = [_Line.of(raw, self._markdown) for raw in rest.split("\n")]
        self._more = self._first(MORE)
        self.handle = self._find_handle()
        self._start = self._header_end()
        self._end = self._body_end()

    @property
    def display_name(self) -> str:
        """The author's name as the page writes it, empty where it does not."""
        for pattern in (KEEP, _PORTRAIT):
            if name := next((match[1] for line in self._lines if (match := pattern.fullmatch(line.said))), ""):
                return clean(name).strip(" *")
        return ""

    @property
    def root_id(self) -> str | None:
        """The post id in the address that the page was clipped from."""
        return thread_id(self.fields.get("source", ""))

    def body(self) -> list[Piece]:
        """The thread's text in pieces."""
        return self._pieces(self._start, self._end)

    def entries(self) -> Iterator[Entry]:
        """The previews below "More from", in order."""
        first = self._more + 1
        last = min([self._first(END, first), *(at for at in self._of_kind("heading", first))])
        days = [(at, day) for at in range(first, last) if (day := read_day(self._lines[at].said))]
        ends = [*(at for at, _ in days[1:]), last]
        for (at, day), after in zip(days, ends, strict=False):
            end = self._first(READ_N, at + 1, after)
            button = READ_N.fullmatch(self._lines[end].said) if end < after else None
            yield Entry(
                day=day,
                pieces=self._pieces(at + 1, end),
                known=count(button[1]) if button else None,
                root_id=thread_id(self._lines[end].raw) if button else None,
            )

    def _first(self, pattern: re.Pattern[str], start: int = 0, end: int | None = None) -> int:
        """The first line from ``start`` that says just what the pattern says; ``end`` where none does."""
        end = len(self._lines) if end is None else end
        return next((at for at in range(start, end) if pattern.fullmatch(self._lines[at].said)), end)

    def _of_kind(self, kind: str, start: int) -> Iterator[int]:
        return (at for at in range(start, len(self._lines)) if self._lines[at].kind == kind)

    def _find_handle(self) -> str:
        if self._more < len(self._lines) and (named := MORE.fullmatch(self._lines[self._more].said)):
            return named[1]
        keep = self._first(KEEP)
        hints = [
            *(match[1] for line in self._lines if line.kind == "heading" and (match := TITLE.fullmatch(line.said))),
            *(match[1] for text in [self.fields.get("title", "")] if (match := TITLE.fullmatch(text))),
            *(_PROFILE.findall(self._lines[keep].raw) if keep < len(self._lines) else []),
            *(match["handle"] for line in self._lines[:_HEADER_LINES] if (match := _HEADER.fullmatch(line.said))),
            self.fields.get("author", "").strip("[]@"),
        ]
        return next((hint for hint in hints if hint and x_posts.is_handle(hint)), "")

    def _header_end(self) -> int:
        """Where the body begins: after the page's header, if the copy has one, its name and date lines included."""
        start = unknown = 0
        for at, line in enumerate(self._lines[:_HEADER_LINES]):
            if line.kind != "text" or _FURNITURE.fullmatch(line.said):
                if _PORTRAIT.fullmatch(line.said):
                    start, unknown = at + 1, 0
                continue
            header = _HEADER.fullmatch(line.said)
            if header and (header["handle"] or self.handle).lower() == self.handle.lower():
                start, unknown = at + 1, 0
            else:
                unknown += 1
            if unknown > (_UNKNOWN_RUN if start else 0) or DOTS.fullmatch(line.said):
                break
        return start

    def _body_end(self) -> int:
        limit = min(self._more, *(self._first(mark, self._start) for mark in (MISSING, KEEP, END)))
        dots = [at for at in range(self._start, limit) if DOTS.fullmatch(self._lines[at].said)]
        if dots:
            return dots[-1]
        if limit < len(self._lines):
            return limit
        text = next(self._of_kind("text", self._start), limit)
        return next(self._of_kind("rule", text), limit)

    def _pieces(self, start: int, end: int) -> list[Piece]:
        lines = [line for line in self._lines[start:end] if line.kind != "text" or not _FURNITURE.fullmatch(line.said)]
        pieces: list[Piece] = []
        gap = ""
        for text, group in groupby(lines, key=lambda line: line.kind in ("text", "soft")):
            raws = [line.raw for line in group]
            if not text:
                gap = "\n\n"
            elif self._markdown:
                paragraph = "\n".join(raw.removesuffix("\\") for raw in raws).strip("\n")
                check_length(paragraph, self._name)
                _add(pieces, _paragraph(paragraph), gap)
            else:
                for raw in raws:
                    _add(pieces, _line(raw), gap or "\n")
                    gap = ""
        return pieces


def _add(pieces: list[Piece], draft: Draft, gap: str) -> None:
    """Append a piece; pictures and link boxes without a text belong to the piece above."""
    if draft.empty:
        return
    if pieces and not draft.text:
        above = pieces[-1].draft
        joined = replace(above, media=above.media + draft.media, card=_richer(above.card, draft.card))
        pieces[-1] = replace(pieces[-1], draft=joined)
    else:
        pieces.append(Piece(draft=draft, gap=gap))


def _richer(first: LinkCard | None, second: LinkCard | None) -> LinkCard | None:
    """One link box of two: the first, with what the second says of the same link."""
    if not first or not second or first.url != second.url:
        return first or second
    told = first if first.title else second
    return replace(told, image_url=first.image_url or second.image_url)


def _line(raw: str) -> Draft:
    marker = _IMAGES.search(raw)
    text = raw[: marker.start()] if marker else raw
    images = marker[0].split() if marker else []
    return _cleaned(text, (), tuple(Media(kind="image") for _ in images), None)


def _paragraph(raw: str) -> Draft:
    if card := _CARD.fullmatch(raw):
        url = safe_url(card["url"])
        told = LinkCard(url=url, title=clean(card["title"]), description=clean(card["words"])) if url else None
        return Draft(text="", card=told)
    read = inline(raw)
    media: list[Media] = []
    box: LinkCard | None = None
    for picture in read.pictures:
        image, url = safe_url(picture.src), safe_url(picture.href or "")
        if _PORTRAIT.fullmatch(picture.alt) or "threadreaderapp.com/assets/" in picture.src:
            continue
        if url and url != image:
            shown = None if _PLACEHOLDER in picture.src else image
            box = _richer(box, LinkCard(url=url, image_url=shown))
        elif image:
            media.append(Media(kind="image", url=image, alt="" if picture.alt == "Image" else clean(picture.alt)))
    return _cleaned(read.text, read.spans, tuple(media), box)


def _cleaned(text: str, spans: tuple[Span, ...], media: tuple[Media, ...], card: LinkCard | None) -> Draft:
    text, spans = entities(text, spans)
    return Draft(text=text, spans=spans, media=media, card=card)


def entities(text: str, links: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """Clean and trim a text, and add to its ``links`` the addresses, mentions and hashtags that stand in it."""
    spans = list(links)
    taken = {at for span in links for at in range(span.start, span.end)}
    for match in _ENTITY.finditer(text):
        if match.start() in taken or match.end() - 1 in taken:
            continue
        if match["link"]:
            spans.append(Span(start=match.start(), end=match.end(), kind="link", target=safe_url(match[0])))
        elif match["mention"]:
            target = f"https://x.com/{match['mention']}"
            spans.append(Span(start=match.start(), end=match.end(), kind="mention", target=target))
        else:
            spans.append(Span(start=match.start(), end=match.end(), kind="hashtag"))
    lead = len(text) - len(text.lstrip())
    moved = [replace(span, start=span.start - lead, end=span.end - lead) for span in spans]
    return clean_spans(text.strip(), moved)
