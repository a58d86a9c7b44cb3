"""Opening: a library that is not there, the samples, and imports that are broken off."""

import asyncio
import os
from pathlib import Path

import pytest
from shelf import LONG, brought, chain, in_library, kept, written

from threadtui.errors import InputError
from threadtui.library import finding
from threadtui.library.finding import ThreadQuery
from threadtui.library.importing import import_inputs
from threadtui.library.inputs import read_input
from threadtui.library.opening import Library, open_library
from threadtui.library.samples import open_samples
from threadtui.models import ThreadListing
from threadtui.paths import bundled

TEXTS = [LONG.format(which) for which in ("first", "second", "third")]


def sample_rows(cache: Path, files: Path) -> list[ThreadListing]:
    async def work() -> list[ThreadListing]:
        library = await open_samples(files, cache)
        try:
            return await finding.threads(library, ThreadQuery())
        finally:
            await library.close()

    return asyncio.run(work())


def test_asking_a_library_that_is_not_there_creates_nothing(tmp_path: Path) -> None:
    async def work(library: Library) -> list[ThreadListing]:
        assert await finding.authors(library) == []
        return await finding.threads(library, ThreadQuery(min_posts=1))

    assert in_library(tmp_path, work) == []
    assert not (tmp_path / "library").exists()


def test_the_bundled_samples_open_and_are_made_once(tmp_path: Path) -> None:
    rows = sample_rows(tmp_path / "cache", bundled("sample_threads"))
    assert len(rows) >= 12
    assert len({row.author.key for row in rows}) >= 4
    made = sorted((tmp_path / "cache").rglob("threads.json"))
    before = [path.stat().st_mtime_ns for path in made]
    assert sample_rows(tmp_path / "cache", bundled("sample_threads")) == rows
    assert [path.stat().st_mtime_ns for path in made] == before


def test_changed_samples_are_made_anew(tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    written(files / "one.json", chain(10, TEXTS))
    (files / "README.md").write_text("Not a thread.", encoding="utf-8")
    assert [row.summary.key for row in sample_rows(tmp_path / "cache", files)] == ["x:10"]
    written(files / "two.json", chain(50, TEXTS))
    assert {row.summary.key for row in sample_rows(tmp_path / "cache", files)} == {"x:10", "x:50"}


def test_samples_open_where_the_cache_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "cache").write_bytes(b"a file stands in its place")
    written(tmp_path / "one.json", chain(10, TEXTS))
    files = tmp_path / "files"
    files.mkdir()
    (tmp_path / "one.json").rename(files / "one.json")
    assert [row.summary.key for row in sample_rows(tmp_path / "cache", files)] == ["x:10"]


def test_an_import_that_is_broken_off_is_taken_up_again(tmp_path: Path) -> None:
    many = [
        chain(1000 * number, [text.replace("post", f"{number}. post") for text in TEXTS]) for number in range(1, 200)
    ]
    file = written(tmp_path / "many.json", *many)

    async def broken_off() -> None:
        library = await open_library(tmp_path / "library", lock_folder=tmp_path / "locks")
        task = asyncio.create_task(import_inputs(library, [file]))
        try:
            while not await library.run(library.store.index.authors):
                assert not task.done()
            task.cancel()
            await task
        finally:
            await library.close()

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(broken_off())
    part = kept(tmp_path).threads
    assert 0 < len(part) < len(many)
    assert all(len(thread.posts) == len(TEXTS) for thread in part.values())
    report = brought(tmp_path, file)
    assert report.threads_added == len(many) - len(part)
    assert report.threads_unchanged == len(part)
    (tmp_path / "other").mkdir()
    brought(tmp_path / "other", file)
    assert kept(tmp_path) == kept(tmp_path / "other")


def test_a_huge_file_is_weighed_before_it_is_read(tmp_path: Path) -> None:
    file = written(tmp_path / "huge.json", chain(10, TEXTS))
    os.truncate(file, 2**40)  # sparse: nobody could read it whole
    with pytest.raises(InputError, match="too large"):
        read_input(str(file), source="json")


def test_a_pipe_is_read_no_further_than_its_format_allows(tmp_path: Path) -> None:
    with Path("/dev/zero").open("rb") as endless, pytest.raises(InputError, match="too large"):
        read_input("-", stdin=endless)
    with Path("/dev/zero").open("rb") as endless, pytest.raises(InputError, match="too large"):
        read_input("-", stdin=endless, source="threadreader")


def test_a_name_that_no_system_allows_is_told() -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_input("a\0b")
