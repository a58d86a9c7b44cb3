"""Versions of the library's files: older ones are brought up to date while they are read, newer ones are refused.

Every file carries its version in a ``meta`` table. A change of what files hold raises :data:`SCHEMA_VERSION` and adds
the step from the version before to :data:`STEPS`; a migrated file is written back by the next write to it.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from threadtui.errors import LibraryNewer
from threadtui.store.records import Tables, Versioned

SCHEMA_VERSION = 1
META: dict[str, dict[str, Any]] = {"file": {"schema_version": SCHEMA_VERSION}}
"""The ``meta`` table that every file of this version begins with."""

Shape = TypeVar("Shape")


class Unreadable(ValueError):
    """Bytes that are no database of ours: not JSON, without a version, or not of the shape that the file's kind has."""


STEPS: dict[int, Callable[[Tables], Tables]] = {}
"""Version → the step from it to the next; the first version that was ever written is 1."""


def decode(data: bytes, shape: type[Shape], path: Path) -> Shape:
    """The database in ``data`` as ``shape`` (a struct of tables, or ``Tables``), migrated where it is older.

    Raises Unreadable, or LibraryNewer where a later version of ThreadTUI wrote the file ``path``.
    """
    try:
        found = msgspec.json.decode(data, type=shape)
        meta = found.meta if isinstance(found, Versioned) else found.get("meta", {})  # type: ignore[attr-defined]
        if _version(meta, path) == SCHEMA_VERSION:
            return found
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        pass  # of another version, or damaged: its version tells
    return _decode_other(data, shape, path)


def _version(meta: Mapping[str, Any], path: Path) -> int:
    """The version that a ``meta`` table names. Without one a file is not ours, however well it reads."""
    file = meta.get("file")
    version = file.get("schema_version") if isinstance(file, dict) else None
    if type(version) is not int or version < 1:  # JSON's true would pass for 1
        raise Unreadable(f"{path.name}: it names no version of ThreadTUI's")
    return version


def _decode_other(data: bytes, shape: type[Shape], path: Path) -> Shape:
    try:
        version = _version(msgspec.json.decode(data, type=Versioned).meta, path)
        if version > SCHEMA_VERSION:
            raise LibraryNewer(
                f"{path} was written by a later version of ThreadTUI (format {version}, not {SCHEMA_VERSION})",
                "Update ThreadTUI, or open another library with --library",
            )
        return msgspec.json.decode(encode(_migrate(msgspec.json.decode(data, type=Tables), version)), type=shape)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Unreadable(f"{path.name}: {error}") from error


def _migrate(tables: Tables, version: int) -> Tables:
    for step in range(version, SCHEMA_VERSION):
        tables = STEPS[step](tables)
    return tables


def encode(tables: Tables) -> bytes:
    """A database as JSON: tables and documents in their order, one document a line, so that diffs stay small."""
    whole = {"meta": META, **{name: table for name, table in tables.items() if name != "meta"}}
    return b"{" + b",\n".join(_table(name, table) for name, table in whole.items()) + b"}\n"


def _table(name: str, table: dict[str, Any]) -> bytes:
    line = msgspec.json.encode
    rows = b",\n".join(line(key) + b":" + line(document) for key, document in table.items())
    return line(name) + b":{\n" + rows + b"\n}"
