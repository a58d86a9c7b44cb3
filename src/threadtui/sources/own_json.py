"""Threads as ThreadTUI itself prints them: one as a JSON object, several as an array.

Reads what ``show --format json`` and ``export --format json`` write, without loss. Unknown fields are passed over;
a file of another shape is refused with the place of what is wrong. What is read is trusted no more than a web page.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from typing import TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import fields, replace

from threadtui.errors import InputError, NoThread
from threadtui.models import Conversation, LinkCard, Post, Revision, Thread
from threadtui.sources.base import MIB, MOST_TEXT, Input, Skipped
from threadtui.sources.decoding import decode, peek
from threadtui.text import clean, clean_spans, safe_url
from threadtui.unroll import as_conversation

_OPENING = re.compile(r"\s*(?:\[\s*)?\{")
_NAMES = ('"key"', '"author"', '"handle"', '"display_name"', '"posts"')
_KEY = re.compile(r"(?:x|mastodon|bluesky|page):\S+")
_KEY_FIELDS = frozenset(
    {"key", "author", "in_reply_to", "reply_author", "conversation", "post", "before", "parent", "from_", "aliases"}
)
_URL_FIELDS = frozenset({"url", "permalink", "avatar_url", "image_url", "target"})
_HINT = "export it again from the library that it came from"
_S = TypeVar("_S", bound=Struct)
_fields_of = cache(fields)
"""evaluates the annotations of a struct once, not for each post"""


class OwnJson:
    """Reads JSON that ThreadTUI wrote."""

    name = "json"
    title = "ThreadTUI JSON"
    reads = "threads exported by ThreadTUI (.json)"
    max_bytes = 128 * MIB

    def recognise(self, sample: bytes) -> int:
        """Judge by the fields that every exported thread begins with."""
        text = peek(sample)
        return 90 if _OPENING.match(text) and all(name in text for name in _NAMES) else 0

    def read(self, item: Input) -> Iterator[Conversation | Skipped]:
        """Give each thread as a conversation that unrolls to it again.

        Raises InputError, with the place of the first thing that is wrong, where the file is not what was exported.
        """
        check = _Check(item.name)
        threads = [check.thread(thread, place) for place, thread in _decoded(item)]
        if not threads:
            raise NoThread(f"no thread is in {item.name}", _HINT)
        for thread in threads:
            yield as_conversation(thread)
        if check.dropped:
            yield Skipped(reason="an address that is no web address", count=check.dropped)


def _decoded(item: Input) -> list[tuple[str, Thread]]:
    try:
        found = msgspec.json.decode(decode(item), type=Thread | tuple[Thread, ...])
    except msgspec.DecodeError as error:
        what = str(error).replace(" - at", " at")
        # An acronym stays as it is.
        raise _wrong(item.name, what if what[1:2].isupper() else what[:1].lower() + what[1:]) from error
    except RecursionError as error:
        raise _wrong(item.name, "it is nested too deeply") from error
    if isinstance(found, Thread):
        return [("$", found)]
    return [(f"$[{at}]", thread) for at, thread in enumerate(found)]


def _wrong(name: str, what: str) -> InputError:
    return InputError(f"{name} is not an exported thread: {what}", _HINT)


class _Check:
    """Makes the threads of one file safe. ``dropped`` counts the addresses that were left out."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.dropped = 0

    def thread(self, thread: Thread, place: str) -> Thread:
        """The thread with its texts cleaned, if it is one author's chain."""
        checked = self._safe(thread, place)
        if not checked.posts:
            raise _wrong(self._name, f"no post at `{place}.posts`")
        seen: set[str] = set()
        for post in checked.every_post():
            if post.author != checked.author.key:
                raise _wrong(self._name, f"post {post.key} at `{place}` is not by the thread's author")
            if post.key in seen:
                raise _wrong(self._name, f"post {post.key} appears twice at `{place}`")
            seen.add(post.key)
        return checked

    def _safe(self, value: _S, place: str) -> _S:
        """A struct with every text in it cleaned, every key, address and time checked; as deep as the model."""
        changes: dict[str, object] = {}
        if isinstance(value, Post | Revision):
            self._measure(value.text, f"{place}.text")
            changes["text"], changes["spans"] = clean_spans(value.text, value.spans)
        for field in _fields_of(type(value)):
            if field.name != "text" or "text" not in changes:
                given = changes.get(field.name, getattr(value, field.name))
                changes[field.name] = self._value(given, field.name, f"{place}.{field.encode_name}")
        return replace(value, **changes)

    def _value(self, given: object, field: str, place: str) -> object:
        if isinstance(given, LinkCard):
            self._measure(given.url, f"{place}.url")
            if safe_url(given.url) is None:
                self.dropped += 1
                return None  # a link box is nothing without its address
        if isinstance(given, Struct):
            return self._safe(given, place)
        if isinstance(given, tuple):
            return tuple(self._value(one, field, f"{place}[{at}]") for at, one in enumerate(given))
        if isinstance(given, datetime):
            if given.tzinfo is None:
                raise _wrong(self._name, f"a time without its zone at `{place}`")
            return given.astimezone(UTC)
        return self._string(given, field, place) if isinstance(given, str) else given

    def _string(self, given: str, field: str, place: str) -> str | None:
        self._measure(given, place)
        if field in _KEY_FIELDS:
            if not _KEY.fullmatch(given) or clean(given) != given:
                raise _wrong(self._name, f"not a key at `{place}`")
            return given
        if field in _URL_FIELDS and safe_url(given) is None:
            self.dropped += 1
            return None
        return clean(given)

    def _measure(self, text: str, place: str) -> None:
        if len(text) > MOST_TEXT:
            raise _wrong(self._name, f"a text of more than {MOST_TEXT:,} characters at `{place}`")
