"""Mending a list of threads that is damaged or lacks some, from the threads themselves: they hold all that it says."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, field

from threadtui.models import Author, Thread
from threadtui.store.files import LibraryFiles
from threadtui.store.migrations import encode
from threadtui.store.names import digest_in
from threadtui.store.records import THREADS, TRASH, RawThreadsFile, Row, ThreadFile, Versioned, kind_of
from threadtui.store.rekeying import summary_by


class ListedFile(Struct, frozen=True, kw_only=True):
    """Of a row, the name of the file alone."""

    file: str


class ListedFiles(Versioned, frozen=True, kw_only=True):
    """``threads.json``, as far as it says which files are listed."""

    threads: dict[str, ListedFile] = field(default_factory=dict)


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


def unlisted(files: LibraryFiles, folder: Path) -> dict[str, Thread]:
    """File name → thread, of threads in an author's folder that its list lacks, and that are not in the trash.

    A crash leaves one between a thread and its list; so does a list from an older copy.
    """
    listed = files.read(folder / THREADS, ListedFiles) or ListedFiles()
    named = {row.file for row in listed.threads.values()}
    found: dict[str, Thread] = {}
    candidates = [name for name in files.names(folder) if name.endswith(".json") and name not in named]
    deleted = {digest_in(name) for name in files.names(files.folder / TRASH)} if candidates else set()
    for name in candidates:
        if kind_of(folder / name) == "thread" and digest_in(name) not in deleted:
            body = files.read(folder / name, ThreadFile)
            lost = [one for key, one in body.thread.items() if key not in listed.threads] if body else []
            if lost:
                found[name] = lost[0]  # a body holds one
    return found


def list_again(files: LibraryFiles, folder: Path, lost: Mapping[str, Thread]) -> None:
    """Add these threads (by file name) to the list of their author's folder."""
    from threadtui.unroll import summarise

    known = files.read(folder / THREADS, RawThreadsFile)
    author = known.author_now if known else None
    for thread in lost.values() if author is None else ():
        author = _later(author, thread.author)
    assert author is not None
    rows = {one.key: Row(file=name, summary=summary_by(summarise(one), author)) for name, one in lost.items()}
    files.change(folder / THREADS, {"author": {author.key: author}, "threads": rows})


def _later(one: Author | None, other: Author) -> Author:
    """Of two states of the same author, the one that knows more former keys: the later one."""
    return other if one is None or len(other.aliases) > len(one.aliases) else one
