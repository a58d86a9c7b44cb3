"""The reader's own changes can be undone, step by step and across restarts; deleted threads come back whole."""

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from store_fixtures import ADA, NOON, Open, both, post, thread

from threadtui.errors import NotFound
from threadtui.models import Position, ReadingState
from threadtui.store import ListQuery, Store, Undone

pytest_plugins = ("store_plugin",)

READ = ReadingState(read_at=NOON)
BEN = replace(ADA, key="x:2", handle="ben_reads", display_name="Ben")


@pytest.fixture
def two_authors(store: Store) -> Store:
    store.threads.write(ADA, threads=both(thread([1, 2]), thread([5, 6])), singles=[post(50)])
    store.threads.write(BEN, threads=both(thread([8, 9], author=BEN)))
    return store


def test_steps_are_undone_newest_first_across_restarts(two_authors: Store, opened: Open) -> None:
    two_authors.reader.change("x:1", {"x:1": READ}, label="mark read")
    starred = replace(READ, bookmarked_at=NOON)
    opened().reader.change("x:1", {"x:1": starred}, label="bookmark")
    later = opened()
    assert later.undo.last() == "bookmark"
    assert later.undo.undo() == Undone(label="bookmark", threads=("x:1",))
    assert later.reader.states("x:1") == {"x:1": READ}
    again = opened()
    assert again.undo.undo() == Undone(label="mark read", threads=("x:1",))
    assert again.reader.states("x:1") == {}
    assert again.undo.last() is None
    assert again.undo.undo() is None


def test_what_one_transaction_changes_is_one_step(two_authors: Store) -> None:
    with two_authors.transaction():
        two_authors.reader.change("x:1", {"x:1": READ, "x:5": READ}, label="mark all read")
        two_authors.reader.change("x:2", {"x:8": READ}, label="mark all read")
    assert [row.unread for row in two_authors.index.authors()] == [0, 0]
    undone = two_authors.undo.undo()
    assert undone is not None
    assert sorted(undone.threads) == ["x:1", "x:5", "x:8"]
    assert sorted(row.unread for row in two_authors.index.authors()) == [1, 2]
    assert two_authors.undo.last() is None


def test_undoing_leaves_fields_that_the_step_did_not_change(two_authors: Store) -> None:
    two_authors.reader.change("x:1", {"x:1": READ}, label="mark read")
    place = Position(post="x:2", offset=40)
    two_authors.reader.change("x:1", {"x:1": replace(READ, position=place)}, label=None)
    two_authors.undo.undo()
    assert two_authors.reader.states("x:1") == {"x:1": ReadingState(position=place)}


def test_what_changes_nothing_is_no_step(two_authors: Store) -> None:
    two_authors.reader.change("x:1", {"x:1": ReadingState()}, label="mark unread")
    assert two_authors.undo.last() is None


def test_undo_follows_a_thread_to_its_new_key(two_authors: Store) -> None:
    two_authors.reader.change("x:1", {"x:5": READ}, label="mark read")
    grown = thread([3, 5, 6], aliases=("x:5",))
    two_authors.threads.write(ADA, threads=both(grown), gone=["x:5"])
    assert two_authors.reader.states("x:1") == {"x:3": READ}
    assert two_authors.undo.undo() == Undone(label="mark read", threads=("x:3",))
    assert two_authors.reader.states("x:1") == {}


def test_a_torn_journal_costs_only_the_torn_line(two_authors: Store, folder: Path, opened: Open) -> None:
    two_authors.reader.change("x:1", {"x:1": READ}, label="mark read")
    journal = folder / "undo.jsonl"
    journal.write_bytes(journal.read_bytes() + b'{"what":"states","step":"f00')
    assert opened().undo.last() == "mark read"
    opened().reader.change("x:1", {"x:5": READ}, label="mark another")
    assert opened().undo.last() == "mark another"


def test_a_long_journal_keeps_its_newest_steps(two_authors: Store, folder: Path) -> None:
    label = "x" * 3_000_000
    for number in range(5):
        state = ReadingState(tags=(f"tag {number}",))
        two_authors.reader.change("x:1", {"x:1": state}, label=label + str(number))
    assert (folder / "undo.jsonl").stat().st_size < 12_000_000
    undone = two_authors.undo.undo()
    assert undone is not None
    assert undone.label.endswith("4")
    assert two_authors.reader.states("x:1")["x:1"].tags == ("tag 3",)


def test_states_of_an_unknown_author_are_refused(store: Store) -> None:
    with pytest.raises(NotFound, match="x:77"):
        store.reader.change("x:77", {"x:1": READ}, label=None)


def test_a_deleted_thread_comes_back_as_it_was(two_authors: Store, opened: Open) -> None:
    before = two_authors.threads.thread("x:1", "x:1")
    two_authors.reader.change("x:1", {"x:1": READ}, label=None)
    two_authors.threads.trash("x:1", "x:1", label="delete “thread 1”")
    assert two_authors.threads.thread("x:1", "x:1") is None
    assert two_authors.reader.states("x:1") == {}
    assert two_authors.index.find("1") == []
    assert [row.summary.key for row in two_authors.index.listings(ListQuery(author="x:1"))] == ["x:5"]
    later = opened()
    assert [(one.key, one.title) for one in later.threads.trashed()] == [("x:1", "thread 1")]
    assert later.undo.undo() == Undone(label="delete “thread 1”", threads=("x:1",))
    assert later.threads.thread("x:1", "x:1") == before
    assert later.reader.states("x:1") == {"x:1": READ}
    assert later.threads.trashed() == []
    assert {row.summary.key: row.state for row in later.index.listings(ListQuery(author="x:1"))}["x:1"] == READ


def test_a_single_post_can_be_deleted_and_restored(two_authors: Store) -> None:
    two_authors.threads.trash("x:1", "x:50")
    assert two_authors.threads.singles("x:1") == []
    two_authors.threads.restore("x:50")
    assert two_authors.threads.singles("x:1") == [post(50)]


def test_restoring_what_came_back_by_itself_adds_only_what_is_missing(two_authors: Store) -> None:
    two_authors.threads.trash("x:1", "x:1")
    again = thread([1, 3])
    two_authors.threads.write(ADA, threads=both(again))
    two_authors.threads.restore("x:1")
    assert two_authors.threads.thread("x:1", "x:1") == again
    assert [single.key for single in two_authors.threads.singles("x:1")] == ["x:50", "x:2"]


def test_the_trash_is_emptied_after_thirty_days(two_authors: Store, opened: Open) -> None:
    now = [NOON]
    store = opened(clock=lambda: now[0])
    store.threads.trash("x:1", "x:1")
    now[0] += timedelta(days=30)
    store.backup_if_due()
    assert len(store.threads.trashed()) == 1
    now[0] += timedelta(seconds=1)
    store.backup_if_due()
    assert store.threads.trashed() == []
    with pytest.raises(NotFound, match="trash"):
        store.threads.restore("x:1")
    assert store.undo.undo() == Undone(label="delete", threads=())


def test_deleting_what_is_not_there_is_refused(two_authors: Store) -> None:
    with pytest.raises(NotFound, match="x:404"):
        two_authors.threads.trash("x:1", "x:404")
    assert two_authors.undo.last() is None
