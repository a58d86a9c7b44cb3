"""What a text is called and compared by: titles, slugs, word counts, the normal form of copies, page keys.

Nothing here changes a stored text: these are readings of it.
"""
# ruff: noqa: RUF001 (typographic and fullwidth punctuation is meant)

import hashlib
import re
import unicodedata

from threadtui.text.counts import numbering
from threadtui.text.layout import fit

TITLE_CELLS = 80
NO_TEXT = "(no text)"
_SHORT_SENTENCE = 16
"""a first sentence of fewer characters ("Thread.", "So. Dr.") takes the next one along"""
_KEY_CHARACTERS = 200

_LINK = re.compile(r"https?://[!-~]+|(?<![@\w.-])(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[!-~]*…?|…)", re.IGNORECASE)
_LEADING_MENTIONS = re.compile(r"\s*(?:\.?@[\w.@-]++[ \t]++)*+")
_SENTENCE_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s|$)|[。！？]+[」』）]*")
_CJK = re.compile("[\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]")


def title_of(text: str) -> str:
    """A title for a thread that begins with this text: its first sentence or line, at most 80 cells.

    Leading mentions, numbers, 🧵 and links are left out. Where nothing else is there, it is the link, or "(no text)".
    """
    bare = _without_number(text)
    bare = _LINK.sub(" ", _LEADING_MENTIONS.sub("", bare, count=1)).replace("🧵", " ")
    for line in bare.splitlines():
        words = " ".join(line.split())
        if any(char.isalnum() for char in words):
            return fit(_first_sentence(words), TITLE_CELLS)
    link = _LINK.search(text)
    rest = link.group() if link else " ".join(text.split())
    return fit(rest, TITLE_CELLS) if rest else NO_TEXT


def _without_number(text: str) -> str:
    number = numbering(text)
    return text if number is None else f"{text[: number.start]} {text[number.end :]}"


def _first_sentence(line: str) -> str:
    for match in _SENTENCE_END.finditer(line):
        if match.end() >= _SHORT_SENTENCE:
            return line[: match.end()]
    return line


def word_count(text: str) -> int:
    """Words, as a measure of reading time: two CJK characters count as one word."""
    characters = len(_CJK.findall(text))
    words = sum(any(map(str.isalnum, word)) for word in _CJK.sub(" ", text).split())
    return words + (characters + 1) // 2


def slug(text: str) -> str:
    """Lower-case ASCII letters, digits and single hyphens, as file names have them; may be empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def normalise(text: str) -> str:
    """The form in which copies of a text are compared.

    Without case, compatibility variants, links, "…" and the trailing "Image" of copied pages; white space collapsed.
    """
    bare = _LINK.sub(" ", text).replace("…", " ").replace("...", " ")
    folded = unicodedata.normalize("NFKC", bare).casefold().replace("...", " ")
    words = folded.split()
    while words[1:] and words[-1] == "image":
        words.pop()
    return " ".join(words)


def page_key(handle: str, body: str) -> str:
    """The key of a copied page without ids, from whose it is and how its own text (no furniture) begins."""
    material = f"{handle.lower()}\n{normalise(body)[:_KEY_CHARACTERS]}"
    return "page:" + hashlib.sha256(material.encode("utf-8", "replace")).hexdigest()[:16]
