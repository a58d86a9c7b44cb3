"""The few signs of our own that stand on the screen, each with an ASCII twin for terminals that are not UTF-8."""

import locale

from msgspec import Struct


class Glyphs(Struct, frozen=True, kw_only=True):
    """One set of signs; all are one cell wide."""

    unread: str = "●"
    bookmark: str = "★"
    stub: str = "◌"
    short: str = "!"
    """posts are known to be missing"""
    divider: str = "│"
    divider_focused: str = "┃"
    rule: str = "─"
    bar: str = "│"
    """in front of a quote, an aside or a card"""
    branch: str = "↳"
    dot: str = "·"


ASCII = Glyphs(
    unread="*",
    bookmark="+",
    stub="o",
    short="!",
    divider="|",
    divider_focused="#",
    rule="-",
    bar="|",
    branch=">",
    dot="-",
)


def glyphs_for(encoding: str | None = None) -> Glyphs:
    """The signs that ``encoding`` (by default the locale's) can show."""
    name = (encoding or locale.getpreferredencoding(False)).lower().replace("-", "")
    return Glyphs() if name.startswith("utf") else ASCII
