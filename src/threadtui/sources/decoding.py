"""Bytes to text, and the front matter that many saved pages begin with. Nothing here knows a site."""

import re

from threadtui.errors import InputError
from threadtui.sources.base import Input

_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_MOST_BLOCKS = 4
_FENCE = re.compile(r"\A\s*---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"([A-Za-z_][\w-]*):[ \t]*(.*)")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.+)")


def peek(sample: bytes) -> str:
    """The sample of an input as text, for recognising only; empty where it is no text at all."""
    return "" if b"\0" in sample else _unix(sample.decode("utf-8-sig", "replace"))


def is_wide(head: bytes) -> bool:
    """Whether the input says that it is UTF-16 or UTF-32."""
    return head.startswith(_WIDE_MARKS)


def decode(item: Input) -> str:
    """The whole input as text with ``\\n`` line ends, without byte order mark.

    A character cut in two at the very end is dropped: the file was cut, and the rest is worth reading.
    Raises InputError where the bytes are not UTF-8.
    """
    try:
        return _unix(item.data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            return _unix(item.data.decode("utf-8-sig", "ignore"))
        raise InputError(f"{item.name} is not UTF-8 text", "save it again with the encoding UTF-8") from error


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields of the YAML blocks that ``text`` begins with, and what follows them.

    Only what saved pages use is understood: ``key: value``, quotes around it, and the first item of a list.
    """
    fields: dict[str, str] = {}
    for _ in range(_MOST_BLOCKS):
        if not (match := _FENCE.match(text)):
            break
        fields.update(_fields(match[1]))
        text = text[match.end() :]
    return fields, text


def _fields(block: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    last = ""
    for line in block.split("\n"):
        if match := _FIELD.match(line):
            last = match[1]
            fields[last] = _unquoted(match[2])
        elif last and not fields[last] and (item := _ITEM.match(line)):
            fields[last] = _unquoted(item[1])
    return fields


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
