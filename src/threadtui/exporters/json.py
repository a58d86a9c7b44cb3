"""JSON that scripts read and ThreadTUI reads back without loss.

One thread is an object, several are an array. The fields are those of the model, all of them, null or empty where
nothing is known; each post has its ``id`` besides.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec
from msgspec import Struct
from msgspec.structs import fields

from threadtui.exporters.base import ExportOptions
from threadtui.models import Post, Thread

_FIRST = ("key", "aliases", "author", "title", "permalink", "created_at", "source", "stub", "posts")


class JsonExporter:
    """Writes threads as JSON."""

    name = "json"
    title = "JSON"
    suffix = ".json"

    def render(self, threads: Sequence[Thread], options: ExportOptions) -> bytes:
        """An object for one thread, an array for none or several; indented UTF-8 with a final line end."""
        whole = [_thread(thread) for thread in threads]
        found: object = whole[0] if len(whole) == 1 else whole
        return msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n"


def _thread(thread: Thread) -> dict[str, object]:
    written = _struct(thread)
    return {name: written[name] for name in _FIRST} | written


def _struct(value: Struct) -> dict[str, object]:
    written = {field.encode_name: _value(getattr(value, field.name)) for field in fields(value)}
    return {"key": value.key, "id": value.id} | written if isinstance(value, Post) else written


def _value(value: object) -> object:
    if isinstance(value, Struct):
        return _struct(value)
    if isinstance(value, tuple):
        return [_value(one) for one in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    return value
