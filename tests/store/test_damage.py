"""Damaged files, files from other versions, read-only libraries: said in words, and nothing is lost."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from store_fixtures import ADA, NOON, Open, both, post, thread

from threadtui.errors import LibraryBusy, LibraryDamaged, LibraryNewer, LibraryReadOnly
from threadtui.models import ReadingState
from threadtui.store import ListQuery, Store, migrations
from threadtui.store.records import Tables

pytest_plugins = ("store_plugin",)

READ = ReadingState(read_at=NOON)
BEN = replace(ADA, key="x:9", handle="ben_reads")
DAMAGE = [
    b"",
    b"\x00" * 4096,
    b'{"meta":{"file":{"sch',
    b"[]",
    b'{"states": 3, "threads": 3, "authors": 3}',
    b"[" * 100_000,
    b"{}",
    b'{"foo": {"bar": 1}}',
    b'{"meta": {"file": 3}}',
    *(b'{"meta": {"file": {"schema_version": %b}}}' % one for one in (b"-1", b"0", b'"x"', b"1.5", b"null", b"true")),
]
"""empty, zeroed by a crash, cut, of another shape, nested without end; JSON that names no version of ours"""


def only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


@pytest.fixture
def kept(store: Store) -> Store:
    store.threads.write(ADA, threads=both(thread([1, 2]), thread([5, 6])), singles=[post(50)])
    store.reader.change("x:1", {"x:1": READ}, label="mark read")
    return store


@pytest.mark.parametrize("damage", DAMAGE)
def test_the_readers_data_is_mended_from_the_newest_good_backup(
    kept: Store, opened: Open, folder: Path, damage: bytes
) -> None:
    kept.backup_if_due()
    later = opened(clock=lambda: NOON.replace(year=2030))
    later.reader.change("x:1", {"x:5": READ}, label=None)
    newest = later.backup_if_due()
    assert newest is not None
    newest.write_bytes(b"no zip")
    damaged = only(folder, "authors/*/reader.json")
    damaged.write_bytes(damage)
    store = opened()
    assert store.reader.states("x:1") == {"x:1": READ}
    (notice,) = store.notices()
    assert "reader.json.damaged-" in notice
    assert "UTC took its place" in notice
    assert only(folder, "authors/*/reader.json.damaged-*").read_bytes() == damage
    assert opened().reader.states("x:1") == {"x:1": READ}


def test_without_a_backup_the_damaged_file_is_kept_and_writing_goes_on(kept: Store, opened: Open, folder: Path) -> None:
    only(folder, "authors/*/reader.json").write_bytes(b"{")
    store = opened()
    store.reader.change("x:1", {"x:5": READ}, label=None)
    assert store.reader.states("x:1") == {"x:5": READ}
    assert "nothing could take its place" in store.notices()[0]
    assert only(folder, "authors/*/reader.json.damaged-*").read_bytes() == b"{"


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_list_is_made_anew_from_its_threads(kept: Store, opened: Open, folder: Path, damage: bytes) -> None:
    only(folder, "authors/*/threads.json").write_bytes(damage)
    store = opened()
    store.index.catch_up()
    assert {row.key for row in store.threads.summaries("x:1")} == {"x:1", "x:5"}
    assert store.threads.author("x:1") == ADA
    assert store.threads.thread("x:1", "x:1") == thread([1, 2])
    assert [(row.threads, row.unread) for row in store.index.authors()] == [(2, 1)]
    assert any("made anew" in notice for notice in store.notices())


def test_a_damaged_thread_is_kept_aside_and_named(kept: Store, opened: Open, folder: Path) -> None:
    only(folder, "authors/*/thread-1-*.json").write_bytes(b"\x00")
    store = opened()
    with pytest.raises(LibraryDamaged, match="thread 1"):
        store.threads.thread("x:1", "x:1")
    assert store.threads.thread("x:1", "x:5") is not None
    assert only(folder, "authors/*/thread-1-*.damaged-*").read_bytes() == b"\x00"
    store.threads.write(ADA, threads=both(thread([1, 2])))
    assert store.threads.thread("x:1", "x:1") == thread([1, 2])


def test_a_read_only_library_is_read_from_its_backup_and_left_as_it_is(kept: Store, opened: Open, folder: Path) -> None:
    kept.backup_if_due()
    damaged = only(folder, "authors/*/reader.json")
    damaged.write_bytes(b"{")
    store = opened(read_only=True)
    assert store.reader.states("x:1") == {"x:1": READ}
    assert "left as it is" in store.notices()[0]
    assert damaged.read_bytes() == b"{"


def raise_version(path: Path) -> None:
    stored = json.loads(path.read_text())
    stored["meta"]["file"]["schema_version"] = 999
    path.write_text(json.dumps(stored))


def test_a_library_from_the_future_is_refused_and_not_touched(kept: Store, opened: Open, folder: Path) -> None:
    raise_version(folder / "library.json")
    before = {path: path.read_bytes() for path in folder.rglob("*.json")}
    with pytest.raises(LibraryNewer, match="later version") as caught:
        opened()
    assert "Update ThreadTUI" in caught.value.hint
    assert {path: path.read_bytes() for path in folder.rglob("*.json")} == before


def test_a_list_from_the_future_is_neither_read_nor_written(kept: Store, opened: Open, folder: Path) -> None:
    kept.close()
    path = only(folder, "authors/*/threads.json")
    raise_version(path)
    before = path.read_bytes()
    store = opened()
    assert store.index.catch_up() is False
    assert "later version" in store.notices()[0]
    with pytest.raises(LibraryNewer):
        store.threads.summaries("x:1")
    with pytest.raises(LibraryNewer):
        store.threads.write(ADA, threads=both(thread([8, 9])))
    assert path.read_bytes() == before


def test_a_file_of_an_older_version_is_migrated(
    kept: Store, opened: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def step(tables: Tables) -> Tables:
        marked = {key: {**state, "tags": ["migrated"]} for key, state in tables.get("states", {}).items()}
        return {**tables, "states": marked} if marked else tables

    monkeypatch.setattr(migrations, "SCHEMA_VERSION", 2)
    monkeypatch.setattr(migrations, "META", {"file": {"schema_version": 2}})
    monkeypatch.setattr(migrations, "STEPS", {1: step})
    store = opened()
    assert store.reader.states("x:1") == {"x:1": replace(READ, tags=("migrated",))}
    store.reader.change("x:1", {"x:5": READ}, label=None)
    path = only(folder, "authors/*/reader.json")
    assert json.loads(path.read_text())["meta"] == {"file": {"schema_version": 2}}
    assert store.reader.states("x:1") == {"x:1": replace(READ, tags=("migrated",)), "x:5": READ}
    assert store.notices() == []


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_library_file_is_mended_from_its_backup(
    kept: Store, opened: Open, folder: Path, damage: bytes
) -> None:
    renewed = replace(ADA, key="x:2", aliases=("x:1",))
    kept.threads.write(renewed)
    kept.backup_if_due()
    (folder / "library.json").write_bytes(damage)
    store = opened()
    assert store.threads.author("x:1") == renewed
    assert "UTC took its place" in store.notices()[0]
    assert only(folder, "library.json.damaged-*").read_bytes() == damage


def test_a_read_only_library_can_be_read_and_nothing_else(kept: Store, opened: Open, folder: Path) -> None:
    kept.close()
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    store = opened(read_only=True)
    store.index.catch_up()
    assert [(row.threads, row.unread) for row in store.index.authors()] == [(2, 1)]
    assert store.threads.thread("x:1", "x:1") == thread([1, 2])
    assert store.backup_if_due() is None
    for write in (
        lambda: store.threads.write(ADA, threads=both(thread([8, 9]))),
        lambda: store.reader.change("x:1", {"x:5": READ}, label="mark read"),
        lambda: store.threads.trash("x:1", "x:1"),
        store.undo.undo,
        lambda: store.media.put(b"x", "png"),
    ):
        with pytest.raises(LibraryReadOnly, match="may be read, not written"):
            write()
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


AS_SOMEBODY_ELSE = """
import os, sys
from pathlib import Path
from threadtui.errors import LibraryError, LibraryReadOnly
from threadtui.models import ReadingState
from threadtui.store import ListQuery, open_store
os.chdir(sys.argv[1])
with open_store(Path("library"), lock_folder=Path("locks"), read_only=True) as warm:
    warm.index.catch_up()  # so that all modules are there: the other user may not be able to read Python's own
if os.geteuid() == 0:
    os.setgid(65534); os.setuid(65534)
store = open_store(Path("library"), lock_folder=Path("locks"))
try:
    store.index.catch_up()
    print(len(store.index.listings(ListQuery())), len(store.threads.thread("x:1", "x:1").posts))
    store.reader.change("x:1", {"x:1": ReadingState()}, label=None)
except LibraryError as error:
    print(type(error).__name__, error.message)
"""
"""Run in a library's parent folder, by a user without special rights."""


def as_somebody_else(folder: Path) -> str:
    folder.parent.chmod(0o755)
    command = [sys.executable, "-c", AS_SOMEBODY_ELSE, str(folder.parent)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return done.stdout + done.stderr


def test_a_library_of_somebody_else_can_be_read(kept: Store, folder: Path) -> None:
    kept.close()
    (folder / "index.sqlite").unlink()
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    said = as_somebody_else(folder)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert said == "2 2\nLibraryReadOnly the library library may be read, not written\n"


def test_a_folder_that_may_not_be_read_is_named(kept: Store, folder: Path) -> None:
    kept.close()
    (folder / "authors").chmod(0)
    said = as_somebody_else(folder)
    (folder / "authors").chmod(0o755)
    assert said == "LibraryError cannot read library/authors: Permission denied\n"


def test_a_lock_that_another_process_keeps_is_named_after_a_while(kept: Store, opened: Open) -> None:
    impatient = opened(patience=0.05)
    holder = opened()
    with holder.transaction():
        import threading

        errors: list[BaseException] = []

        def write() -> None:
            try:
                impatient.reader.change("x:1", {"x:5": READ}, label=None)
            except LibraryBusy as error:
                errors.append(error)

        other = threading.Thread(target=write)
        other.start()
        other.join()
    assert len(errors) == 1
    impatient.reader.change("x:1", {"x:5": READ}, label=None)
    assert "x:5" in holder.reader.states("x:1")


def test_backups_rotate(kept: Store, opened: Open, folder: Path) -> None:
    now = [NOON]
    store = opened(clock=lambda: now[0])
    made = []
    for start in range(60 * 3):  # three starts a day, for sixty days
        store.reader.change("x:1", {"x:1": ReadingState(tags=(str(start),))}, label=None)
        made.append(store.backup_if_due())
        assert store.backup_if_due() is None  # nothing changed since
        now[0] += timedelta(hours=8)
    left = sorted(folder.glob("backups/*"))
    last_starts = set(made[-5:])
    assert last_starts <= set(left)
    days = sorted({path.name[:8] for path in left}, reverse=True)
    assert len(days[:7]) == 7
    assert len(left) <= 5 + 7 + 4
    assert now[0] - timedelta(days=29) < min(NOON.strptime(path.name[:8] + "+0000", "%Y%m%d%z") for path in left)
    assert len({NOON.strptime(day, "%Y%m%d").isocalendar()[1] for day in days}) >= 4
    assert os.listdir(folder / "backups") != []


def test_the_newest_copy_of_a_damaged_file_is_not_displaced(kept: Store, opened: Open, folder: Path) -> None:
    kept.backup_if_due()
    only(folder, "authors/*/reader.json").write_bytes(b"{")
    store = opened(clock=lambda: NOON.replace(year=2031))
    store.backup_if_due()
    assert store.reader.states("x:1") == {"x:1": READ}
    assert len(store.index.listings(ListQuery(unread=True))) == 1


def test_copies_without_marks_do_not_displace_the_last_that_has_some(kept: Store, opened: Open, folder: Path) -> None:
    now = [NOON]
    store = opened(clock=lambda: now[0])
    good = store.backup_if_due()
    assert good is not None
    now[0] += timedelta(days=1)
    store.reader.change("x:1", {"x:1": ReadingState()}, label=None)
    store.threads.write(BEN, threads=both(thread([80, 81], author=BEN)))
    for start in range(60):
        store.reader.change("x:9", {"x:80": ReadingState(tags=(str(start),))}, label=None)
        assert store.backup_if_due() is not None
        now[0] += timedelta(days=1)
    left = sorted(folder.glob("backups/*"))
    assert left[0] == good
    assert len(left) <= 1 + 7 + 4
    store.reader.change("x:1", {"x:5": READ}, label=None)
    for start in range(60):
        store.reader.change("x:9", {"x:80": ReadingState(tags=(str(start),))}, label=None)
        store.backup_if_due()
        now[0] += timedelta(days=1)
    assert not good.exists()
