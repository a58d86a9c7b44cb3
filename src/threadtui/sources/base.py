"""What every source of files is: its protocol, and what it reads and gives. Nothing here knows a format."""

from collections.abc import Iterator
from typing import Protocol

from msgspec import Struct

from threadtui.models import Conversation

HEAD_BYTES = 65536
"""How much of an input a source may look at to recognise it."""


class Input(Struct, frozen=True, kw_only=True):
    """A file or standard input, read whole. ``name`` is what messages call it."""

    name: str
    data: bytes

    @property
    def head(self) -> bytes:
        """The first :data:`HEAD_BYTES` bytes."""
        return self.data[:HEAD_BYTES]


class Skipped(Struct, frozen=True, kw_only=True):
    """Something in the input that is no post, or a broken one: left out, counted, and said aloud."""

    reason: str
    count: int = 1


class FileSource(Protocol):
    """A format that threads come in. One instance each, in :data:`threadtui.sources.SOURCES`."""

    name: str
    """as ``--source`` takes it"""
    title: str
    """what a person calls it"""
    reads: str
    """one line: which inputs it reads"""
    max_bytes: int
    """inputs larger than this are refused unread"""

    def recognise(self, head: bytes) -> int:
        """How sure the source is, from the content alone, that it can read this: 0 (not mine) to 100 (certain)."""
        ...

    def read(self, item: Input) -> Iterator[Conversation | Skipped]:
        """Give every conversation in the input.

        All text in what it yields is cleaned. Raises :class:`threadtui.errors.NoThread` where the format fits and no
        post is in it, :class:`threadtui.errors.InputError` where the input is broken as a whole.
        """
        ...
