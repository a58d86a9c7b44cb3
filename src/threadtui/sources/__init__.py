"""Where threads come from: one file per format, and the registry of them. A new source is one line in SOURCES."""

from threadtui.errors import UnknownFormat, UsageError
from threadtui.sources.base import FileSource
from threadtui.sources.decoding import is_wide
from threadtui.sources.own_json import OwnJson
from threadtui.sources.threadreader_html import ThreadReaderHtml
from threadtui.sources.threadreader_text import ThreadReaderText

SOURCES: tuple[FileSource, ...] = (ThreadReaderHtml(), ThreadReaderText(), OwnJson())
"""Every source of files, in the order that lists show."""


def recognise(sample: bytes) -> FileSource:
    """The source that is surest it can read the input with this :attr:`threadtui.sources.base.Input.sample`.

    Raises UnknownFormat, with what can be read as the hint, where none is.
    """
    if is_wide(sample):
        raise UnknownFormat("this is UTF-16 or UTF-32 text", "save it again with the encoding UTF-8")
    score, best = max(((source.recognise(sample), source) for source in SOURCES), key=lambda found: found[0])
    if score > 0:
        return best
    wrong = "this is nothing that threads are read from" if sample.strip() else "this is empty"
    known = "; ".join(source.reads for source in SOURCES)
    raise UnknownFormat(wrong, f"it can be: {known}. If it is one of these, say which with --source")


def source_named(name: str) -> FileSource:
    """The source of that name. Raises UsageError, with the valid names as the hint, where there is none."""
    for source in SOURCES:
        if source.name == name:
            return source
    raise UsageError(f"no source is called {name!r}", f"choose one of {', '.join(source.name for source in SOURCES)}")
