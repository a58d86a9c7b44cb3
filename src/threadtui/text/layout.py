"""How text fills cells: grapheme clusters, widths, wrapping, cutting. Pure functions over cleaned text.

Widths are those of :mod:`wcwidth`, by grapheme cluster, with ambiguous characters one cell wide. Wrapping is on the
scrolling path: text in which every character is one cell wide takes a path without clusters.
"""
# ruff: noqa: RUF001 (fullwidth punctuation is meant)

import re
from functools import lru_cache

LONGEST_CLUSTER = 32
"""code points; what is longer is no writing and is cut into several clusters, so that it can be wrapped"""

# Every one of these is one cell, and none joins its neighbours.
_NARROW = re.compile("[\n -~\xa0-\xac\xae-\u02ff\u0370-\u0377\u0391-\u03a1\u03a3-\u03e1\u0400-\u0482\u2010-\u2027]*")
_SPACES = frozenset(" \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b\u205f\u3000")
_ALL_SPACES = "".join(sorted(_SPACES))
_AFTER_THESE = "-/\u2010\u2013\u2014"
_BEFORE_CJK = "\u2e7f"
_NOT_FIRST = frozenset(
    "、。，．・：；！？…‥ー々ゝゞヽヾ〻」』）】〕》〉｝］〟’”»›)]},.!?:;%‰℃°"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ｡､･ｰ｣"
)
_NOT_LAST = frozenset("「『（【〔《〈｛［〝‘“«‹([{｢￥＄")


def graphemes(text: str) -> list[str]:
    """The text as the characters that a person sees; joined they give the text back."""
    if _NARROW.fullmatch(text):
        return list(text)
    # Its tables take 20 ms to load, and much of what is read needs none of them.
    from wcwidth import iter_graphemes

    found: list[str] = []
    for cluster in iter_graphemes(text):
        if len(cluster) <= LONGEST_CLUSTER:
            found.append(cluster)
        else:
            found.extend(cluster[i : i + LONGEST_CLUSTER] for i in range(0, len(cluster), LONGEST_CLUSTER))
    return found


@lru_cache(maxsize=16384)
def _cluster_width(cluster: str) -> int:
    from wcwidth import wcswidth

    # U+FE0E asks for the narrow form of an emoji, and terminals do not heed it: the wide one is measured.
    return max(0, wcswidth(cluster.replace("\ufe0e", "")))


def cell_width(text: str) -> int:
    """Cells that the text takes in a terminal. Line breaks and control characters take none."""
    if _NARROW.fullmatch(text):
        return len(text) - text.count("\n")
    return sum(map(_cluster_width, graphemes(text)))


def printable(text: str) -> str:
    """The text as one line that does nothing to a terminal, wherever it came from.

    What sources bring in is clean already; a file of the library may have been written by anything.
    """
    if text.isprintable():
        return text
    from threadtui.text.cleaning import clean

    return clean(text).replace("\n", " ")


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Lines of at most ``width`` cells, as ranges of code points.

    Lines break at spaces and between CJK characters; a word that is longer than a line breaks after a hyphen or slash,
    else anywhere between two clusters. A blank line is an empty range. The ranges leave out nothing but line
    breaks and the white space around a break. Only a single cluster that is wider than ``width`` exceeds it.
    """
    lines: list[tuple[int, int]] = []
    width = max(1, width)
    start = 0
    for line in text.split("\n"):
        if _NARROW.fullmatch(line):
            _wrap_narrow(text, start, start + len(line), width, lines)
        else:
            _wrap_wide(line, start, width, lines)
        start += len(line) + 1
    return lines


def _wrap_narrow(text: str, start: int, end: int, width: int, lines: list[tuple[int, int]]) -> None:
    """Wrap one line in which a code point is a cell."""
    end = start + len(text[start:end].rstrip(" "))
    while end - start > width:
        cut = text.rfind(" ", start, start + width + 1)
        if cut < 0:
            cut = max(text.rfind(mark, start, start + width) for mark in _AFTER_THESE) + 1
            cut = cut if cut > start else start + width
        stop = cut
        while stop > start and text[stop - 1] == " ":
            stop -= 1
        if stop > start:
            lines.append((start, stop))
        start = cut
        while text[start] == " ":
            start += 1
    lines.append((start, end))


def _wrap_wide(line: str, offset: int, width: int, lines: list[tuple[int, int]]) -> None:
    """Wrap one line of any writing, cluster by cluster."""
    line = line.rstrip(_ALL_SPACES)
    clusters = graphemes(line)
    widths = list(map(_cluster_width, clusters))
    if sum(widths) <= width:
        lines.append((offset, offset + len(line)))
        return
    first = 0
    while True:
        last = _line_end(clusters, widths, first, width)
        kept = last
        while kept > first and clusters[kept - 1] in _SPACES and last < len(clusters):
            kept -= 1
        end = offset + sum(map(len, clusters[first:kept]))
        if kept > first or last == len(clusters):
            lines.append((offset, end))
        offset = end + sum(map(len, clusters[kept:last]))
        while last < len(clusters) and clusters[last] in _SPACES:
            offset += len(clusters[last])
            last += 1
        if last >= len(clusters):
            return
        first = last


def _line_end(clusters: list[str], widths: list[int], first: int, width: int) -> int:
    """Index of the cluster before which the line that begins with cluster ``first`` breaks."""
    used = 0
    between_words = within_word = 0
    left = ""
    for index in range(first, len(clusters)):
        right = clusters[index]
        used += widths[index]
        if right not in _SPACES:
            if left in _SPACES or ((left > _BEFORE_CJK or right > _BEFORE_CJK) and left and _may_break(left, right)):
                between_words = index
            if used > width:
                return between_words or within_word or max(index, first + 1)
            if right in _AFTER_THESE:
                within_word = index + 1
        left = right
    return len(clusters)


def _may_break(left: str, right: str) -> bool:
    """Whether a line may break between two clusters without white space, of which one may be CJK."""
    if right[0] in _NOT_FIRST or left[0] in _NOT_LAST:
        return False
    return _is_cjk(left[0]) or _is_cjk(right[0])


def _is_cjk(char: str) -> bool:
    """Ideographs, kana and their punctuation, which are set without spaces. Hangul is not: Korean has them."""
    return (
        "\u2e80" <= char <= "\u312f"
        or "\u31a0" <= char <= "\u9fff"
        or "\uf900" <= char <= "\ufaff"
        or "\uff01" <= char <= "\uff9f"
        or "\U00020000" <= char <= "\U0003fffd"
    )


def fit(text: str, width: int) -> str:
    """The text in one line of at most ``width`` cells, cut with "…" where it is longer."""
    line = text.replace("\n", " ")
    if cell_width(line) <= width:
        return line
    if width < 1:
        return ""
    if _NARROW.fullmatch(line):
        return line[: width - 1].rstrip() + "…"
    kept: list[str] = []
    left = width - 1
    for cluster in graphemes(line):
        left -= _cluster_width(cluster)
        if left < 0:
            break
        kept.append(cluster)
    return "".join(kept).rstrip() + "…"
