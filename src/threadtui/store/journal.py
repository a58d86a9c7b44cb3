"""The undo journal on the disk: one line per change, written before it, so that a crash leaves none unknown.

Lines are only ever added; undoing adds a line too. When the file has grown, the newest steps are kept.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from threadtui.models import ReadingState
from threadtui.store.files import LibraryFiles

_GROWN = 8_000_000
"""bytes above which the journal is shortened"""
_KEPT = 4_000_000
"""bytes of newest steps that shortening keeps"""


class StatesChanged(Struct, frozen=True, kw_only=True, tag="states", tag_field="what"):
    """Reading states were changed; ``before`` holds, per thread, the fields that changed as they were."""

    step: str
    at: datetime
    label: str
    author: str
    before: dict[str, dict[str, Any]]


class ThreadTrashed(Struct, frozen=True, kw_only=True, tag="trashed", tag_field="what"):
    """A thread was moved to the trash."""

    step: str
    at: datetime
    label: str
    author: str
    thread: str


class StepUndone(Struct, frozen=True, kw_only=True, tag="undone", tag_field="what"):
    """A step was undone."""

    step: str


Change = StatesChanged | ThreadTrashed


class Journal:
    """``undo.jsonl``. Changes made in one transaction are one step."""

    def __init__(self, files: LibraryFiles) -> None:
        self._files = files
        self._path = files.folder / "undo.jsonl"
        self._decoder = msgspec.json.Decoder(StatesChanged | ThreadTrashed | StepUndone)

    def states(self, label: str, author: str, changes: dict[str, tuple[ReadingState, ReadingState]]) -> None:
        """Note that states of an author's threads (key → before, after) are about to change."""
        before = {key: _differing(old, new) for key, (old, new) in changes.items()}
        self._add(
            StatesChanged(step=self._files.step, at=self._files.clock(), label=label, author=author, before=before)
        )

    def trashed(self, label: str, author: str, thread: str) -> None:
        """Note that a thread is about to go to the trash."""
        self._add(
            ThreadTrashed(step=self._files.step, at=self._files.clock(), label=label, author=author, thread=thread)
        )

    def undone(self, step: str) -> None:
        """Note that a step was undone."""
        self._files.append(self._path, msgspec.json.encode(StepUndone(step=step)))

    def last_step(self) -> list[Change]:
        """The changes of the newest step that was not undone, oldest first; empty where there is none."""
        steps = self._steps()
        return next(reversed(steps.values()), [])

    def _add(self, change: Change) -> None:
        self._shorten()
        self._files.append(self._path, msgspec.json.encode(change))

    def _steps(self) -> dict[str, list[Change]]:
        steps: dict[str, list[Change]] = {}
        for line in self._lines():
            try:
                entry = self._decoder.decode(line)
            except (msgspec.MsgspecError, UnicodeDecodeError):
                continue  # torn by a crash before its change was made
            if isinstance(entry, StepUndone):
                steps.pop(entry.step, None)
            else:
                steps.setdefault(entry.step, []).append(entry)
        return steps

    def _lines(self) -> Iterator[bytes]:
        yield from (line for line in (self._files.data(self._path) or b"").split(b"\n") if line)

    def _shorten(self) -> None:
        try:
            grown = self._path.stat().st_size > _GROWN
        except FileNotFoundError:
            return
        if not grown:
            return
        kept: list[bytes] = []
        size = 0
        for changes in reversed(self._steps().values()):
            lines = b"\n".join(msgspec.json.encode(change) for change in changes)
            size += len(lines)
            if kept and size > _KEPT:
                break
            kept.append(lines)
        self._files.write(self._path, b"\n".join(reversed(kept)) + b"\n")


def _differing(old: ReadingState, new: ReadingState) -> dict[str, Any]:
    names = [name for name in ReadingState.__struct_fields__ if getattr(old, name) != getattr(new, name)]
    fields: dict[str, Any] = msgspec.to_builtins({name: getattr(old, name) for name in names})
    return fields
