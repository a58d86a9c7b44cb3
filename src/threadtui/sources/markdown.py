"""The inside of a line of Markdown, as web clippers write it: links, pictures, escapes. Nothing here knows a site."""

import re

from msgspec import Struct

from threadtui.models import Span
from threadtui.text import safe_url

_URL = r"[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*"
_TITLE = r"(?:\s+\"[^\"\n]*\")?"
_TOKEN = re.compile(
    rf"\[!\[(?P<linked_alt>[^\[\]]*)\]\((?P<linked_src>{_URL}){_TITLE}\)\]\((?P<linked_href>{_URL}){_TITLE}\)"
    rf"|!\[(?P<alt>[^\[\]]*)\]\((?P<src>{_URL}){_TITLE}\)"
    rf"|\[(?P<label>(?:[^\[\]\\\n]|\\.)*)\]\((?P<href>{_URL}){_TITLE}\)"
    r"|<(?P<auto>https?://[^\s<>]+)>"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])"
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


class Picture(Struct, frozen=True, kw_only=True):
    """A picture in the line. ``href`` is where a click on it leads, if anywhere."""

    alt: str
    src: str
    href: str | None = None


class Inline(Struct, frozen=True, kw_only=True):
    """What a line says: its text without markup, the links as spans over it, the pictures taken out of it."""

    text: str
    spans: tuple[Span, ...] = ()
    pictures: tuple[Picture, ...] = ()


def inline(raw: str, *, escapes: bool = True) -> Inline:
    """Read a line or a few. ``escapes`` False leaves backslashes alone, for text that was never escaped."""
    parts: list[str] = []
    spans: list[Span] = []
    pictures: list[Picture] = []
    length = done = 0
    for match in _TOKEN.finditer(raw):
        said, url = _said(match, pictures, escapes)
        parts += [raw[done : match.start()], said]
        start = length + match.start() - done
        length = start + len(said)
        done = match.end()
        if url and said:
            spans.append(Span(start=start, end=length, kind="link", target=url))
    parts.append(raw[done:])
    return Inline(text="".join(parts), spans=tuple(spans), pictures=tuple(pictures))


def _said(match: re.Match[str], pictures: list[Picture], escapes: bool) -> tuple[str, str | None]:
    """The text that a token stands for, and where it links to; pictures are added to ``pictures``."""
    if match["linked_src"] is not None:
        pictures.append(Picture(alt=match["linked_alt"], src=match["linked_src"], href=match["linked_href"]))
        return "", None
    if match["src"] is not None:
        pictures.append(Picture(alt=match["alt"], src=match["src"]))
        return "", None
    if match["auto"] is not None:
        return match["auto"], safe_url(match["auto"])
    if match["escaped"] is not None:
        return (match["escaped"] if escapes else match[0]), None
    label = _ESCAPE.sub(r"\1", match["label"]) if escapes else match["label"]
    return label or match["href"], safe_url(match["href"])
