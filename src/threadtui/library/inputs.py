"""From what a person names to bytes and the source that reads them. What is in the bytes is for the source to say.

An input is recognised by its beginning and weighed before it is read whole, so that a mistaken one costs nothing.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from msgspec import Struct

from threadtui.errors import InputError, UnknownFormat
from threadtui.sources import SOURCES, recognise, source_named
from threadtui.sources.base import HEAD_BYTES, FileSource, Input

STDIN = "-"
"""the reference that means standard input"""


class SourceName(Struct, frozen=True, kw_only=True):
    """A source as it is shown: the name that ``--source`` takes, what a person calls it, which inputs it reads."""

    name: str
    title: str
    reads: str


class Opened(NamedTuple):
    """An input read whole, and the source that knows its format."""

    source: FileSource
    item: Input


def known_sources() -> list[SourceName]:
    """Every source, in the order in which they are asked."""
    return [SourceName(name=source.name, title=source.title, reads=source.reads) for source in SOURCES]


def check_source(name: str | None) -> None:
    """Raise an error that lists the valid names if ``name`` is none of a source."""
    if name is not None:
        source_named(name)


def read_input(ref: str, *, stdin: BinaryIO | None = None, source: str | None = None) -> Opened:
    """Read the file called ``ref``, or ``stdin`` for "-"; ``source`` overrules what its beginning looks like.

    Raises :class:`InputError` for what cannot be read, is empty, of no known format, or too large for its format.
    """
    with _stream(ref, stdin) as stream:
        head = stream.read(HEAD_BYTES)
        name = "standard input" if ref == STDIN else ref
        if not head:
            raise InputError(f"{name} is empty", "save or copy the page again, and import that")
        reader = source_named(source) if source else _recognised(head, name)
        most = reader.max_bytes
        size = max(_size(stream), len(head))
        rest = b"" if size > most else stream.read(most - len(head) + 1)
        if size > most or len(head) + len(rest) > most:
            known = f" ({size // 1_000_000} MB)" if size > most else ""
            message = f"{name} is too large{known}: {reader.title} is read up to {most // 1_000_000} MB"
            raise InputError(message, "is it the file you meant? threadtui sources lists what can be read")
    return Opened(reader, Input(name=name, data=head + rest))


def _recognised(head: bytes, name: str) -> FileSource:
    try:
        return recognise(head)
    except UnknownFormat as error:
        raise UnknownFormat(f"{name}: {error.message}", error.hint) from error


@contextmanager
def _stream(ref: str, stdin: BinaryIO | None) -> Iterator[BinaryIO]:
    if ref == STDIN:
        if stdin is None:
            raise InputError("there is no standard input", "name a file instead of -")
        yield stdin
        return
    path = Path(os.path.expanduser(ref))
    if path.is_dir():
        raise InputError(f"{ref} is a folder", f"name the files in it: {path}/*")
    try:
        with path.open("rb") as file:
            yield file
    except FileNotFoundError as error:
        raise InputError(f"{ref} is not there", "check its name; - reads standard input") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(f"{ref} cannot be read: {reason}", "check the file and who may read it") from error


def _size(stream: BinaryIO) -> int:
    """How large a file says it is; 0 for pipes and devices."""
    try:
        return os.fstat(stream.fileno()).st_size
    except OSError:
        return 0
