"""The TinyDB storage: any sequence of operations, reopened, equals a dict; failures and other writers lose nothing."""

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_fixtures import NOON
from tinydb import where
from tinydb.table import Document

from threadtui.errors import LibraryError
from threadtui.store import atomic
from threadtui.store.files import LibraryFiles
from threadtui.store.migrations import SCHEMA_VERSION
from threadtui.store.records import Tables
from threadtui.store.storage import Database, FileStorage, change

KEYS = st.sampled_from(["x:1", "x:10", "mastodon:https://a.example/1", "bluesky:did:plc:é/3k", "", "1"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", max_size=2), inner, max_size=3),
    max_leaves=5,
)
DOCUMENTS = st.dictionaries(st.text("abcd", min_size=1, max_size=2), VALUES, max_size=3)
OPERATIONS = st.one_of(
    st.tuples(st.just("put"), KEYS, DOCUMENTS),
    st.tuples(st.just("upsert"), KEYS, DOCUMENTS),
    st.tuples(st.just("remove"), KEYS, st.none()),
    st.tuples(st.just("fail"), KEYS, DOCUMENTS),
    st.tuples(st.just("truncate"), st.none(), st.none()),
    st.tuples(st.just("reopen"), st.none(), st.none()),
)


def files_at(folder: Path) -> LibraryFiles:
    return LibraryFiles(
        folder / "library", lock_folder=folder / "locks", clock=lambda: NOON, read_only=False, patience=5
    )


def database(files: LibraryFiles) -> Database:
    return Database(files, files.folder / "some.json", storage=FileStorage)


def contents(opened: Database, table: str) -> dict[str, dict[str, Any]]:
    return {str(document.doc_id): dict(document) for document in opened.table(table).all()}


class Refused(Exception):
    """Raised by a test in the middle of a write."""


def apply(opened: Database, model: dict[str, dict[str, Any]], what: str, key: Any, document: Any) -> None:
    """One operation on a table and on the dict that it should equal."""
    table = opened.table("posts")
    if what == "put":
        table.put({key: document})
        model[key] = document
    elif what == "upsert":
        table.upsert(Document(document, doc_id=key))
        model[key] = {**model.get(key, {}), **document}
    elif what == "remove":
        table.remove(doc_ids=[key])
        model.pop(key, None)
    elif what == "truncate":
        table.truncate()
        model.clear()
    elif what == "fail":
        storage = opened.storage
        assert isinstance(storage, FileStorage)
        with suppress(Refused), storage.gathered():
            table.put({key: document, "x:new": {}})
            raise Refused


@settings(deadline=None, max_examples=60)
@given(operations=st.lists(st.tuples(st.sampled_from(["one", "other"]), OPERATIONS), max_size=12))
def test_any_sequence_of_operations_reopened_equals_a_dict(
    tmp_path_factory: pytest.TempPathFactory, operations: list[tuple[str, tuple[str, Any, Any]]]
) -> None:
    files = files_at(tmp_path_factory.mktemp("any"))
    writers = {"one": database(files), "other": database(files)}  # two that write by turns, neither told of the other
    model: dict[str, dict[str, Any]] = {}
    for who, (what, key, document) in operations:
        if what == "reopen":
            writers[who] = database(files)
        else:
            apply(writers[who], model, what, key, document)
        assert contents(writers[who], "posts") == model
    assert contents(database(files), "posts") == model


def test_documents_keep_their_order_and_one_line_each(tmp_path: Path) -> None:
    files = files_at(tmp_path)
    table = database(files).table("posts")
    table.put({key: {"z": 1, "a": 2} for key in ("x:9", "x:1", "x:5")})
    table.put({"x:1": {"z": 3, "a": 2}, "x:0": {}}, gone=["x:9"])
    lines = (files.folder / "some.json").read_text().splitlines()
    assert lines[-4:] == ['"x:1":{"z":3,"a":2},', '"x:5":{"z":1,"a":2},', '"x:0":{}', "}}"]


def test_putting_replaces_a_document_whole(tmp_path: Path) -> None:
    opened = database(files_at(tmp_path))
    opened.table("states").put({"x:1": {"read_at": "now", "tags": ["a"]}})
    opened.table("states").put({"x:1": {"tags": ["a"]}})
    assert contents(opened, "states") == {"x:1": {"tags": ["a"]}}


def test_tables_that_nobody_names_are_left_alone(tmp_path: Path) -> None:
    files = files_at(tmp_path)
    database(files).table("notes of a later day").put({"x:1": {"text": "mine"}})
    change(files, files.folder / "some.json", {"posts": {}}, {"posts": ["x:1"]})
    assert contents(database(files), "notes of a later day") == {"x:1": {"text": "mine"}}


def test_every_file_carries_its_version(tmp_path: Path) -> None:
    files = files_at(tmp_path)
    database(files).table("posts").put({"x:1": {}})
    stored = msgspec.json.decode((files.folder / "some.json").read_bytes())
    assert stored["meta"] == {"file": {"schema_version": SCHEMA_VERSION}}


def test_a_query_sees_what_another_process_wrote(tmp_path: Path) -> None:
    opened, other = database(files_at(tmp_path)), database(files_at(tmp_path))
    opened.table("posts").put({"x:1": {"n": 1}})
    assert len(opened.table("posts").search(where("n") == 1)) == 1
    other.table("posts").put({"x:2": {"n": 1}})
    assert len(opened.table("posts").search(where("n") == 1)) == 2


def test_a_write_that_fails_leaves_the_file_and_forgets_what_it_meant_to_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = files_at(tmp_path)
    opened = database(files)
    opened.table("posts").put({"x:1": {"n": 1}})

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(LibraryError, match="No space left"):
            opened.table("posts").put({"x:1": {"n": 2}, "x:2": {}})
    assert contents(opened, "posts") == {"x:1": {"n": 1}}
    assert [path.name for path in files.folder.iterdir()] == ["some.json"]


def test_a_batch_is_put_in_place_together_or_not_at_all(tmp_path: Path) -> None:
    files = files_at(tmp_path)
    names = [files.folder / f"{number}.json" for number in range(40)]
    with files.transaction(durable="batch"):
        for path in names:
            files.write(path, b"1")
        assert files.data(names[3]) == b"1"
        assert not names[3].exists()
    assert all(path.read_bytes() == b"1" for path in names)

    def interrupted() -> None:
        with files.transaction(durable="batch"):
            files.write(names[0], b"2")
            files.remove(names[1])
            assert files.data(names[1]) is None
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert sorted(files.folder.iterdir()) == sorted(names)
    assert all(path.read_bytes() == b"1" for path in names)


def test_a_writer_that_reads_in_between_sees_its_own_batch(tmp_path: Path) -> None:
    files = files_at(tmp_path)
    path = files.folder / "some.json"
    with files.transaction(durable="batch"):
        for number in range(3):
            change(files, path, {"posts": {f"x:{number}": _Numbered(n=number)}}, {"posts": ["x:0"] if number else []})
        assert list((files.read(path, Tables) or {})["posts"]) == ["x:1", "x:2"]
        assert files.names(files.folder) == ["some.json"]
    assert list(contents(database(files), "posts")) == ["x:1", "x:2"]


class _Numbered(msgspec.Struct):
    n: int


def test_a_torn_line_does_not_spoil_the_next(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    atomic.append(path, b"one")
    path.write_bytes(path.read_bytes() + b'{"half')
    atomic.append(path, b"two")
    assert path.read_bytes() == b'one\n{"half\ntwo\n'
