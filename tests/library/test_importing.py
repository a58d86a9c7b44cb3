"""What an import does to a library: copies, stubs, authors whose id becomes known, the reader's own data, reports."""

import itertools
from pathlib import Path

import pytest
from msgspec.structs import replace
from shelf import (
    ADA,
    ADA_BY_HANDLE,
    BEN,
    LONG,
    brought,
    chain,
    in_library,
    kept,
    listed,
    on,
    page,
    written,
)

from threadtui.library import finding, maintaining, reading
from threadtui.library.opening import Library
from threadtui.models import Post, ThreadListing

TEXTS = [LONG.format(which) for which in ("first", "second", "third", "fourth", "fifth")]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of the library that is not derived."""
    files = (path for path in (folder / "library").rglob("*.json*") if path.is_file())
    return {path.name: path.read_bytes() for path in files}


def keys(posts: tuple[Post, ...]) -> list[str]:
    return [post.key for post in posts]


def test_a_re_import_changes_nothing(tmp_path: Path) -> None:
    file = written(tmp_path / "a.json", chain(10, TEXTS), chain(50, TEXTS[:2]), chain(90, ["alone"]))
    first = brought(tmp_path, file)
    assert (first.threads_added, first.singles_added, first.posts_added) == (2, 1, 8)
    before = contents(tmp_path)
    again = brought(tmp_path, file)
    assert (again.threads_added, again.threads_updated, again.threads_unchanged) == (0, 0, 2)
    assert (again.stubs_added, again.singles_added, again.posts_added) == (0, 0, 0)
    assert contents(tmp_path) == before


def test_what_comes_later_makes_a_thread_of_single_posts(tmp_path: Path) -> None:
    posts = chain(10, TEXTS[:3])
    brought(tmp_path, written(tmp_path / "a.json", posts[:1]))
    assert [row.summary.key for row in listed(tmp_path)] == []
    assert [row.summary.key for row in listed(tmp_path, min_posts=1)] == ["x:10"]
    report = brought(tmp_path, written(tmp_path / "b.json", posts[1:]))
    assert (report.threads_added, report.singles_added, report.posts_added) == (1, 0, 2)
    assert keys(kept(tmp_path).threads["x:10"].posts) == ["x:10", "x:11", "x:12"]
    assert kept(tmp_path).singles == {}


def test_a_found_beginning_gives_the_thread_its_key_and_the_marks_follow(tmp_path: Path) -> None:
    posts = chain(10, TEXTS)
    brought(tmp_path, written(tmp_path / "late.json", posts[3:]))
    mark_everything(tmp_path)
    report = brought(tmp_path, written(tmp_path / "early.json", posts[:3]))
    assert (report.threads_added, report.threads_updated, report.posts_added) == (0, 1, 3)
    [row] = listed(tmp_path)
    assert row.summary.key == "x:10"
    assert_marked(row)


def mark_everything(folder: Path) -> None:
    """Read, bookmark and tag every thread."""

    async def work(library: Library) -> None:
        rows = await finding.threads(library, finding.ThreadQuery())
        rows = await reading.mark_read(library, rows, True)
        rows = await reading.set_bookmark(library, rows, True)
        await reading.change_tags(library, rows, add=["kept"])

    in_library(folder, work)


def assert_marked(row: ThreadListing) -> None:
    assert not row.state.unread
    assert row.state.bookmarked_at is not None
    assert row.state.tags == ("kept",)


@pytest.mark.parametrize("order", list(itertools.permutations(["copy", "early", "late"])), ids="-".join)
def test_a_copied_page_joins_its_thread_whenever_the_ids_come(tmp_path: Path, order: tuple[str, ...]) -> None:
    posts = chain(10, TEXTS)
    files = {
        "copy": written(tmp_path / "copy.json", page("aa", TEXTS)),
        "early": written(tmp_path / "early.json", posts[:3]),
        "late": written(tmp_path / "late.json", posts[3:]),
    }
    for name in order:
        brought(tmp_path, files[name])
    held = kept(tmp_path)
    assert list(held.threads) == ["x:10"]
    thread = held.threads["x:10"]
    assert keys(thread.every_post()) == ["x:10", "x:11", "x:12", "x:13", "x:14"]
    assert [post.aliases for post in thread.posts[:2]] == [("page:aa",), ("page:aa/2",)]
    assert (thread.author.key, thread.gaps, held.singles) == ("x:77", (), {})


def test_marks_on_a_copy_follow_to_the_thread(tmp_path: Path) -> None:
    brought(tmp_path, written(tmp_path / "copy.json", page("aa", TEXTS)))
    mark_everything(tmp_path)
    report = brought(tmp_path, written(tmp_path / "real.json", chain(10, TEXTS)))
    assert (report.threads_added, report.threads_updated, report.posts_added) == (0, 1, 0)
    [row] = listed(tmp_path)
    assert_marked(row)
    assert row.summary.aliases == ("page:aa",)


def test_what_only_the_copy_holds_is_kept(tmp_path: Path) -> None:
    extra = "A post that was taken down before anybody saved it but the one who copied the page."
    brought(tmp_path, written(tmp_path / "real.json", chain(10, TEXTS)))
    brought(tmp_path, written(tmp_path / "copy.json", page("aa", [*TEXTS[:2], extra, *TEXTS[2:]])))
    thread = kept(tmp_path).threads["x:10"]
    assert extra in [post.text for post in thread.every_post()]
    assert keys(thread.posts) == ["x:10", "x:11", "x:12", "x:13", "x:14"]


@pytest.mark.parametrize("order", [("stub", "real"), ("real", "stub")], ids="-".join)
def test_a_stub_is_filled_in_place(tmp_path: Path, order: tuple[str, ...]) -> None:
    preview = [replace(post, created_at=on(3), day_only=True) for post in page("bb", TEXTS[:3])[:1]]
    preview += page("bb", TEXTS[:3])[1:]
    real = [replace(post, created_at=on(3)) for post in chain(10, TEXTS)]
    files = {
        "stub": written(tmp_path / "stub.json", preview, stub=True, known=5),
        "real": written(tmp_path / "real.json", real),
    }
    brought(tmp_path, files[order[0]])
    report = brought(tmp_path, files[order[1]])
    assert (report.threads_updated, report.stubs_added, report.threads_added) == (1, 0, 0)
    [row] = listed(tmp_path)
    assert (row.summary.key, row.summary.stub) == ("x:10", False)
    assert (row.summary.posts_held, row.summary.posts_known) == (5, 5)


def test_a_copy_of_either_of_two_threads_is_left_apart_and_says_so(tmp_path: Path) -> None:
    brought(tmp_path, written(tmp_path / "real.json", chain(10, TEXTS), chain(50, [TEXTS[0], "and something else"])))
    brought(tmp_path, written(tmp_path / "copy.json", page("aa", [TEXTS[0], "which of them?"])))
    held = kept(tmp_path).threads
    assert set(held) == {"x:10", "x:50", "page:aa"}
    [note] = held["page:aa"].ledger.notes
    assert "left apart" in note


def test_a_copy_of_another_day_is_another_thread(tmp_path: Path) -> None:
    real = [replace(post, created_at=on(3)) for post in chain(10, TEXTS)]
    copy = [replace(post, created_at=on(9)) for post in page("aa", TEXTS)]
    brought(tmp_path, written(tmp_path / "real.json", real))
    brought(tmp_path, written(tmp_path / "copy.json", copy))
    assert set(kept(tmp_path).threads) == {"x:10", "page:aa"}


@pytest.mark.parametrize("order", [("id", "handle"), ("handle", "id")], ids="-".join)
def test_an_author_known_by_handle_and_by_id_is_one(tmp_path: Path, order: tuple[str, ...]) -> None:
    by_handle = [replace(post, author=ADA_BY_HANDLE.key) for post in chain(50, TEXTS[:2])]
    files = {
        "id": written(tmp_path / "id.json", chain(10, TEXTS)),
        "handle": written(
            tmp_path / "handle.json", by_handle, [replace(chain(90, ["alone"])[0], author="x:@ada_reads")]
        ),
    }
    brought(tmp_path, files[order[0]])
    mark_everything(tmp_path)
    brought(tmp_path, files[order[1]])
    held = kept(tmp_path)
    assert list(held.authors) == ["x:77"]
    posts = [*held.singles.values(), *(post for thread in held.threads.values() for post in thread.posts)]
    assert {post.author for post in posts} == {"x:77"}
    assert {thread.author.key for thread in held.threads.values()} == {"x:77"}
    rows = {row.summary.key: row for row in listed(tmp_path)}
    assert set(rows) == {"x:10", "x:50"}
    assert_marked(rows["x:10" if order[0] == "id" else "x:50"])


def test_a_deleted_thread_comes_back_by_import(tmp_path: Path) -> None:
    file = written(tmp_path / "a.json", chain(10, TEXTS))
    brought(tmp_path, file)
    in_library(tmp_path, delete_all)
    assert listed(tmp_path) == []
    assert brought(tmp_path, file).threads_added == 1
    assert len(listed(tmp_path)) == 1


async def delete_all(library: Library) -> None:
    await maintaining.delete(library, await finding.threads(library, finding.ThreadQuery()))


def test_posts_of_others_are_not_mixed_in(tmp_path: Path) -> None:
    ben = chain(20, TEXTS[:2], BEN, parent="x:10")
    brought(tmp_path, written(tmp_path / "ada.json", chain(10, TEXTS[:2])))
    brought(tmp_path, written(tmp_path / "ben.json", ben))
    held = kept(tmp_path).threads
    assert keys(held["x:10"].every_post()) == ["x:10", "x:11"]
    assert keys(held["x:20"].every_post()) == ["x:20", "x:21"]
    assert held["x:20"].author == replace(BEN, aliases=held["x:20"].author.aliases)


def test_one_import_of_several_inputs_counts_each_thread_once(tmp_path: Path) -> None:
    posts = chain(10, TEXTS)
    report = brought(
        tmp_path,
        written(tmp_path / "a.json", posts[:1]),
        written(tmp_path / "b.json", posts[3:]),
        written(tmp_path / "d.json", posts[1:3]),
        written(tmp_path / "c.json", posts),
    )
    assert (report.threads_added, report.threads_updated, report.threads_unchanged) == (1, 0, 0)
    assert report.posts_added == 5
    assert report.singles_added == 0
    assert [row.summary.key for row in report.listings] == ["x:10"]
    assert ADA.handle == report.listings[0].author.handle


def test_a_copy_of_one_post_is_kept_as_a_single_post(tmp_path: Path) -> None:
    file = written(tmp_path / "copy.json", page("aa", TEXTS[:1]))
    assert brought(tmp_path, file).singles_added == 1
    brought(tmp_path, written(tmp_path / "real.json", chain(10, TEXTS)))
    assert brought(tmp_path, file).singles_added == 0
    assert set(kept(tmp_path).singles) == {"page:aa"}


def test_a_page_that_names_its_first_post_meets_the_others(tmp_path: Path) -> None:
    first = chain(10, TEXTS[:1], ADA_BY_HANDLE)
    rest = [
        replace(post, in_reply_to=post.in_reply_to if n else "x:10") for n, post in enumerate(page("aa", TEXTS)[1:])
    ]
    brought(tmp_path, written(tmp_path / "page.json", first + rest))
    assert keys(kept(tmp_path).threads["x:10"].posts) == ["x:10", *(f"page:aa/{n}" for n in range(2, 6))]
    brought(tmp_path, written(tmp_path / "real.json", chain(10, TEXTS)))
    assert keys(kept(tmp_path).threads["x:10"].every_post()) == ["x:10", "x:11", "x:12", "x:13", "x:14"]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=str)
def test_a_missing_middle_does_not_part_a_conversation(tmp_path: Path, order: tuple[int, ...]) -> None:
    posts = [replace(post, conversation="x:10" if post.key != "x:10" else None) for post in chain(10, TEXTS)]
    parts = [posts[:1], posts[2:3], posts[4:]]
    for at in order:
        brought(tmp_path, written(tmp_path / f"{at}.json", parts[at]))
    held = kept(tmp_path)
    assert list(held.threads) == ["x:10"]
    assert keys(held.threads["x:10"].posts) == ["x:10", "x:12", "x:14"]
    assert [gap.parent for gap in held.threads["x:10"].gaps] == ["x:11", "x:13"]
    assert held.singles == {}


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=str)
def test_an_answer_to_somebody_below_a_thread_is_found_through_their_post(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    parts = [chain(10, TEXTS[:2]), chain(20, TEXTS[2:3], BEN, parent="x:11"), chain(30, TEXTS[3:4], parent="x:20")]
    for at in order:
        brought(tmp_path, written(tmp_path / f"{at}.json", parts[at]))
    held = kept(tmp_path)
    assert keys(held.threads["x:10"].replies) == ["x:30"]
    assert list(held.singles) == ["x:20"]


@pytest.mark.parametrize("parts", [[[0, 1]], [[0], [1]], [[1], [0]]], ids=str)
def test_a_stub_is_none_any_more_when_a_real_post_comes(tmp_path: Path, parts: list[list[int]]) -> None:
    first = chain(10, TEXTS[:1], ADA_BY_HANDLE)
    rest = [
        replace(post, in_reply_to=post.in_reply_to if n else "x:10") for n, post in enumerate(page("aa", TEXTS)[1:3])
    ]
    brought(tmp_path, written(tmp_path / "stub.json", first + rest, stub=True, known=5))
    assert listed(tmp_path)[0].summary.stub
    real = chain(11, TEXTS[1:3], parent="x:10")
    for number, part in enumerate(parts):
        brought(tmp_path, written(tmp_path / f"{number}.json", [real[at] for at in part]))
    [row] = listed(tmp_path)
    assert (row.summary.stub, row.summary.posts_held, row.summary.posts_known) == (False, 3, 5)
