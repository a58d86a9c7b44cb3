"""From what a person names to bytes and the source that reads them. What is in the bytes is for the source to say.

An input is weighed before it is read whole, so that a mistaken one costs little, and recognised by both its ends.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from msgspec import Struct

from threadtui.errors import InputError, UnknownFormat
from threadtui.sources import SOURCES, recognise, source_named
from threadtui.sources.base import MIB, FileSource, Input

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
    """Read the file called ``ref``, or ``stdin`` for "-"; ``source`` overrules what it looks like.

    Raises :class:`InputError` for what cannot be read, is empty, of no known format, or too large for its format.
    """
    with _stream(ref, stdin) as stream:
        name = "standard input" if ref == STDIN else ref
        readers = [source_named(source)] if source else SOURCES
        largest = max(reader.max_bytes for reader in readers)
        _weigh(name, _size(stream), "nothing", largest)
        item = Input(name=name, data=stream.read(largest + 1))
    if not item.data:
        raise InputError(f"{name} is empty", "save or copy the page again, and import that")
    _weigh(name, len(item.data), "nothing", largest)
    reader = source_named(source) if source else _recognised(item)
    _weigh(name, len(item.data), f"no {reader.title}", reader.max_bytes)
    return Opened(reader, item)


def _weigh(name: str, size: int, what: str, most: int) -> None:
    """Raise InputError if ``size`` is more than ``most``, both in bytes."""
    if size > most:
        message = f"{name} is too large: {what} of more than {most // MIB} MiB is read"
        raise InputError(message, "is it the file you meant? threadtui sources lists what can be read")


def _recognised(item: Input) -> FileSource:
    try:
        return recognise(item.sample)
    except UnknownFormat as error:
        raise UnknownFormat(f"{item.name}: {error.message}", error.hint) from error


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
