"""Importing real saved pages, where a folder of them is at hand: everything in, in any order, once."""

import os
import random
from pathlib import Path

import pytest
from shelf import brought, kept, listed

SAMPLES = Path(os.environ.get("THREADTUI_SAMPLES") or Path(__file__).parents[3] / "shared" / "samples") / "threadreader"
PAGES = sorted(path for path in SAMPLES.rglob("*") if path.is_file())
SEED = SAMPLES / "text" / "2020_HartleySamantha_seed.txt"

pytestmark = pytest.mark.skipif(not PAGES, reason="no folder of real pages here: name one with THREADTUI_SAMPLES")


def test_the_page_that_it_all_began_from(tmp_path: Path) -> None:
    report = brought(tmp_path, SEED)
    assert (report.threads_added, report.stubs_added, report.singles_added) == (1, 6, 0)
    rows = listed(tmp_path)
    assert [row.summary.posts_known for row in rows if row.summary.stub] == [4, 5, 5, 4, 7, 4]
    assert [row.summary.created_at for row in rows if not row.summary.stub] == [None]
    assert {row.author.handle for row in rows} == {"HartleySamantha"}
    again = brought(tmp_path, SEED)
    assert (again.threads_added, again.stubs_added, again.posts_added, again.threads_updated) == (0, 0, 0, 0)
    assert again.threads_unchanged == 7


def test_all_pages_in_any_order_give_the_same_library(tmp_path: Path) -> None:
    shuffled = random.Random(7).sample(PAGES, len(PAGES))
    runs = {"at once": [PAGES], "the other way round": [PAGES[::-1]], "one by one": [[page] for page in shuffled]}
    found = []
    for name, imports in runs.items():
        folder = tmp_path / name
        folder.mkdir()
        for pages in imports:
            brought(folder, *pages)
        found.append(kept(folder))
    assert found[1] == found[0]
    assert found[2] == found[0]


def test_all_pages_a_second_time_change_nothing(tmp_path: Path) -> None:
    brought(tmp_path, *PAGES)
    before = kept(tmp_path)
    report = brought(tmp_path, *PAGES)
    assert (report.threads_added, report.stubs_added, report.posts_added, report.threads_updated) == (0, 0, 0, 0)
    assert kept(tmp_path) == before
