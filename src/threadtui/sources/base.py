"""What every source of files is: its protocol, and what it reads and gives. Nothing here knows a format."""

from collections.abc import Iterator
from typing import Protocol

from msgspec import Struct

from threadtui.models import Conversation

MIB = 1024 * 1024
"""the unit in which inputs are measured, here, in messages and in the documentation"""
MOST_TEXT = 1_000_000
"""code points that a text may have: to clean a longer one takes seconds and hundreds of MiB"""
_EDGE_BYTES = 65536


class Input(Struct, frozen=True, kw_only=True):
    """A file or standard input, read whole. ``name`` is what messages call it."""

    name: str
    data: bytes

    @property
    def sample(self) -> bytes:
        """What a source looks at to recognise the input: its first and its last 64 KiB, a line break between them.

        A copied page may say only at its end where it comes from.
        """
        tail = self.data[max(_EDGE_BYTES, len(self.data) - _EDGE_BYTES) :]
        return self.data[:_EDGE_BYTES] + (b"\n" + tail if tail else b"")


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

    def recognise(self, sample: bytes) -> int:
        """How sure the source is that it can read the input with this :attr:`Input.sample`: 0 (not mine) to 100."""
        ...

    def read(self, item: Input) -> Iterator[Conversation | Skipped]:
        """Give every conversation in the input.

        All text in what it yields is cleaned. Raises :class:`threadtui.errors.NoThread` where the format fits and no
        post is in it, :class:`threadtui.errors.InputError` where the input is broken as a whole.
        """
        ...
