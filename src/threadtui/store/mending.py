"""Making a damaged list of threads anew from the threads themselves, which hold all that it says."""

from pathlib import Path
from typing import Any

import msgspec

from threadtui.models import Author
from threadtui.store.files import LibraryFiles
from threadtui.store.migrations import encode
from threadtui.store.records import Row, ThreadFile, kind_of


def list_from_bodies(files: LibraryFiles, path: Path) -> tuple[bytes, str] | None:
    """What ``threads.json`` at ``path`` should hold, and a sentence on it; None where its folder holds no thread."""
    from threadtui.unroll import summarise  # not worth its import unless a list is damaged

    rows: dict[str, Any] = {}
    author: Author | None = None
    for name in files.names(path.parent):
        if name.endswith(".json") and kind_of(path.parent / name) == "thread":
            body = files.read(path.parent / name, ThreadFile)
            for key, thread in body.thread.items() if body else ():
                rows[key] = msgspec.to_builtins(Row(file=name, summary=summarise(thread)))
                author = _later(author, thread.author)
    if author is None:
        return None
    tables = {"author": {author.key: msgspec.to_builtins(author)}, "threads": rows}
    return encode(tables), "it was made anew from the threads beside it"


def _later(one: Author | None, other: Author) -> Author:
    """Of two states of the same author, the one that knows more former keys: the later one."""
    return other if one is None or len(other.aliases) > len(one.aliases) else one
