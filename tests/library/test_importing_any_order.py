"""The same posts in one import or in ten, in any order, give the same library, and none is ever lost."""

import itertools
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from shelf import ADA, ADA_BY_HANDLE, BEN, LONG, brought, chain, kept, page, written

from threadtui.library.joining import AMBIGUOUS
from threadtui.models import Author, Post

Part = tuple[Author, list[Post]]


@st.composite
def forests(draw: st.DrawFn) -> list[Post]:
    """Posts of two authors who answer themselves, each other, and posts that nobody has, in two conversations."""
    posts: list[Post] = []
    for number in range(draw(st.integers(2, 12))):
        author = draw(st.sampled_from([ADA, ADA, BEN]))
        parents = [None, "x:5", "x:6", *(post.key for post in posts)]
        parent = draw(st.sampled_from(parents))
        talk = draw(st.sampled_from([None, "x:100", "x:101"]))
        [post] = chain(100 + number, [f"Post {number} of the forest, {draw(st.sampled_from('abc'))}."], author)
        posts.append(replace(post, in_reply_to=parent, conversation=talk))
    return posts


@st.composite
def imports(draw: st.DrawFn, posts: list[Post]) -> list[list[Part]]:
    """``posts`` cut into parts and dealt into several imports, some posts more than once, in any order."""
    dealt = draw(st.permutations([*posts, *draw(st.lists(st.sampled_from(posts), max_size=3, unique=True))]))
    batches: list[list[Part]] = []
    while dealt:
        size = draw(st.integers(1, len(dealt)))
        batch, dealt = dealt[:size], dealt[size:]
        parts = [(author, [post for post in batch if post.author == author.key]) for author in (ADA, BEN)]
        batches.append([(author, list({post.key: post for post in part}.values())) for author, part in parts if part])
    return batches


def bring(folder: Path, batches: list[list[Part]]) -> None:
    folder.mkdir()
    for number, batch in enumerate(batches):
        files = [written(folder / f"{number}-{author.handle}.json", part) for author, part in batch]
        brought(folder, *files)


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_order_and_number_of_imports_do_not_show(data: st.DataObject) -> None:
    posts = data.draw(forests())
    with tempfile.TemporaryDirectory() as name:
        for run in ("one", "other"):
            bring(Path(name) / run, data.draw(imports(posts)))
        one, other = kept(Path(name) / "one"), kept(Path(name) / "other")
    held = [post for thread in one.threads.values() for post in thread.every_post()] + list(one.singles.values())
    assert sorted(post.key for post in held) == sorted(post.key for post in posts)
    assert one == other


@st.composite
def copies(draw: st.DrawFn) -> tuple[list[Post], list[Post]]:
    """A thread, and a copy of it by somebody who saw only so much of it and maybe one post more."""
    texts = [LONG.format(f"{number}th, {draw(st.sampled_from('abc'))},") for number in range(draw(st.integers(2, 5)))]
    seen = texts[: draw(st.integers(1, len(texts)))]
    if draw(st.booleans()):
        seen.append(LONG.format("vanished"))
    return chain(100, texts), page("aa", seen)


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_a_copy_may_come_at_any_time(data: st.DataObject) -> None:
    real, copy = data.draw(copies())
    with tempfile.TemporaryDirectory() as name:
        for run in ("one", "other"):
            batches = data.draw(imports(real))
            batches.insert(data.draw(st.integers(0, len(batches))), [(ADA_BY_HANDLE, copy)])
            bring(Path(name) / run, batches)
        one, other = kept(Path(name) / "one"), kept(Path(name) / "other")
    assert one == other
    [thread] = one.threads.values()
    assert {post.text for post in thread.every_post()} == {post.text for post in (*real, *copy)}


TWO_ALIKE = {
    "copy": page("aa", [LONG, "Which of the two it is the copy does not tell."]),
    "one": chain(100, [LONG, "The one goes on like this."]),
    "other": chain(200, [LONG, "The other goes on like that."]),
}


@pytest.mark.parametrize("order", list(itertools.permutations(TWO_ALIKE)), ids="-".join)
def test_a_copy_of_two_threads_stays_apart_or_where_it_joined_before_the_second_came(
    tmp_path: Path, order: tuple[str, ...]
) -> None:
    files = [written(tmp_path / f"{name}.json", TWO_ALIKE[name]) for name in order]
    for file in files:
        brought(tmp_path, file)
    first = kept(tmp_path)
    joined = {"one": "x:100", "other": "x:200"}[next(name for name in order if name != "copy")]
    apart = order[-1] == "copy"
    assert set(first.threads) == {"x:100", "x:200", *(["page:aa"] if apart else [])}
    holders = {key for key, thread in first.threads.items() if "page:aa" in (key, *thread.aliases)}
    assert holders == {"page:aa" if apart else joined}
    assert [key for key, thread in first.threads.items() if AMBIGUOUS in thread.ledger.notes] == ["page:aa"] * apart
    held = {post.text for thread in first.threads.values() for post in thread.every_post()}
    assert held == {post.text for posts in TWO_ALIKE.values() for post in posts}
    brought(tmp_path, *files)
    assert kept(tmp_path) == first


@pytest.mark.parametrize("order", list(itertools.permutations(TWO_ALIKE)), ids="-".join)
def test_a_copy_that_comes_together_with_two_threads_stays_apart(tmp_path: Path, order: tuple[str, ...]) -> None:
    brought(tmp_path, written(tmp_path / "all.json", *[TWO_ALIKE[name] for name in order]))
    assert set(kept(tmp_path).threads) == {"page:aa", "x:100", "x:200"}


def test_a_copy_joins_when_only_one_thread_is_left_and_no_longer_says_that_it_is_apart(tmp_path: Path) -> None:
    late = chain(200, ["The other goes on like that.", "And ends."], parent="x:199")
    first = [replace(post, in_reply_to="x:150") for post in chain(199, [LONG])]
    one = chain(100, [LONG, "The one goes on like this."])
    parts = [one, [*first, *late], TWO_ALIKE["copy"], chain(150, ["Between."], parent="x:101")]
    for name, order in (("last", parts), ("first", [*parts[:2], *reversed(parts[2:])])):
        (tmp_path / name).mkdir()
        for number, part in enumerate(order):
            brought(tmp_path / name, written(tmp_path / name / f"{number}.json", part))
    assert set(kept(tmp_path / "last").threads) == {"x:100"}
    assert kept(tmp_path / "last") == kept(tmp_path / "first")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["", "Yes.", "No.", "Yes. No.", LONG, f"{LONG} Yes."]), min_size=1, max_size=6))
def test_a_copy_of_any_texts_is_kept_whole_and_changes_nothing_the_second_time(texts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        file = written(Path(name) / "copy.json", page("aa", texts))
        brought(Path(name), file)
        first = kept(Path(name))
        report = brought(Path(name), file)
        assert kept(Path(name)) == first
    assert (report.posts_added, report.threads_added, report.threads_updated) == (0, 0, 0)
    held = [post for thread in first.threads.values() for post in thread.every_post()] or list(first.singles.values())
    assert [post.text for post in held] == texts
