"""The rules of unrolling, one by one."""

from datetime import timedelta

import pytest
from msgspec.structs import replace
from unit_posts import ADA, BOB, START, asides, bobs, numbers, only, orphan, post, talk, unrolled

from threadtui.models import Author, Gap, Media, Post, SourceCheck, ThreadFacts
from threadtui.unroll import as_conversation, summarise, unroll
from threadtui.unroll.assembly import CYCLE_NOTE


def test_a_chain_is_a_thread_in_order() -> None:
    thread = only(post(3, 2), post(1), post(2, 1))
    assert (thread.key, numbers(thread.posts)) == ("x:1", [1, 2, 3])
    assert (thread.author, thread.title, thread.created_at) == (ADA, "Post 1.", START + timedelta(minutes=1))
    assert not thread.ledger.incomplete


def test_posts_alone_are_singles() -> None:
    result = unrolled(post(2), post(1), bobs(3, 1))
    assert result.threads == ()
    assert numbers(result.singles) == [1, 2]


def test_the_longest_branch_is_the_main_line_and_the_others_are_asides() -> None:
    thread = only(post(1), post(2, 1), post(3, 1), post(4, 3), post(5, 4), post(6, 2), post(7, 4))
    assert numbers(thread.posts) == [1, 3, 4, 5]
    assert asides(thread) == [("x:1", [2, 6]), ("x:4", [7])]
    assert (thread.ledger.posts_held, thread.ledger.aside_posts) == (4, 3)


def test_among_branches_of_one_length_the_earliest_is_the_main_line() -> None:
    assert numbers(only(post(1), post(3, 1), post(2, 1)).posts) == [1, 2]


def test_an_aside_may_have_asides() -> None:
    thread = only(post(1), post(2, 1), post(3, 2), post(4, 3), post(5, 1), post(6, 5), post(7, 5))
    assert asides(thread) == [("x:1", [5, 6]), ("x:5", [7])]


def test_a_late_post_belongs_to_the_thread() -> None:
    late = post(9, 2, created_at=START + timedelta(days=200))
    assert numbers(only(post(1), post(2, 1), late).posts) == [1, 2, 9]


def test_ids_decide_where_times_are_missing_or_rounded() -> None:
    midnight = [post(n, 1 if n > 1 else None, created_at=START.replace(hour=0)) for n in (100, 99, 9, 1)]
    assert asides(only(*midnight)) == [("x:1", [99]), ("x:1", [100])]


def test_a_thread_may_begin_as_a_reply() -> None:
    thread = only(bobs(1), post(2, 1), post(3, 2))
    assert (thread.key, numbers(thread.posts)) == ("x:2", [2, 3])
    assert (thread.posts[0].reply_author, thread.posts[0].reply_handle) == (BOB.key, "bob_writes")
    assert thread.gaps == ()


def test_answers_to_others_below_a_thread_are_kept_apart() -> None:
    thread = only(post(1), post(2, 1), bobs(3, 2), post(4, 3), bobs(5, 4), bobs(6, 5), post(7, 6))
    assert numbers(thread.posts) == [1, 2]
    assert numbers(thread.replies) == [4, 7]
    assert thread.asides == ()


def test_an_answer_finds_its_thread_by_the_conversation_too() -> None:
    answer = post(4, 3, reply_author=BOB.key, conversation="x:1")
    assert numbers(only(post(1), post(2, 1), answer).replies) == [4]


def test_an_answer_that_goes_on_is_a_thread_of_its_own() -> None:
    first, second = unrolled(post(1), post(2, 1), bobs(3, 2), post(4, 3), post(5, 4)).threads
    assert (numbers(first.posts), numbers(second.posts)) == ([1, 2], [4, 5])


def test_a_missing_middle_is_a_gap_when_the_conversation_tells_whose_it_is() -> None:
    thread = only(post(1), post(2, 1), orphan(4, 3, conversation="x:1"), post(5, 4))
    assert numbers(thread.posts) == [1, 2, 4, 5]
    assert thread.gaps == (Gap(before="x:4", parent="x:3"),)
    assert thread.ledger.incomplete


def test_two_posts_may_be_missing_in_one_thread() -> None:
    told = {"conversation": "x:1"}
    thread = only(post(1), post(2, 1), orphan(6, 5, **told), orphan(4, 3, **told))
    assert numbers(thread.posts) == [1, 2, 4, 6]
    assert [gap.before for gap in thread.gaps] == ["x:4", "x:6"]


def test_answers_to_one_missing_post_stay_side_by_side() -> None:
    told = {"conversation": "x:1"}
    thread = only(post(1), post(2, 1), orphan(4, 3, **told), orphan(5, 3, **told), post(6, 5))
    assert numbers(thread.posts) == [1, 2, 5, 6]
    assert asides(thread) == [("x:2", [4])]
    assert thread.gaps == (Gap(before="x:5", parent="x:3"),)


def test_a_missing_beginning_is_a_gap_and_does_not_split_the_thread() -> None:
    thread = only(orphan(4, 3, conversation="x:1"), post(5, 4), orphan(7, 6, conversation="x:1"))
    assert numbers(thread.posts) == [4, 5, 7]
    assert [gap.parent for gap in thread.gaps] == ["x:3", "x:6"]


def test_a_missing_middle_below_somebody_elses_post() -> None:
    told = {"conversation": "x:1"}
    thread = only(post(2, 1, reply_author=BOB.key, **told), post(3, 2, **told), orphan(5, 4, **told))
    assert numbers(thread.posts) == [2, 3, 5]


def test_one_post_with_a_known_gap_is_a_thread() -> None:
    thread = only(orphan(4, 3))
    assert (thread.ledger.posts_held, thread.gaps) == (1, (Gap(before="x:4", parent="x:3"),))


def test_a_reply_to_nobody_knows_whom_is_a_single() -> None:
    result = unrolled(post(4, 3))
    assert (result.threads, numbers(result.singles)) == ((), [4])


def test_a_reply_is_known_as_ones_own_by_its_handle() -> None:
    assert only(post(4, 3, reply_handle="Ada_Reads")).gaps


def test_replies_to_an_older_version_hang_on_the_newest() -> None:
    thread = only(post(1), post(3, 1, aliases=("x:2",)), post(4, 2))
    assert numbers(thread.posts) == [1, 3, 4]
    assert thread.gaps == ()


@pytest.mark.parametrize("circle", [[(1, 1), (2, 1)], [(1, 2), (2, 1)], [(1, 3), (2, 1), (3, 2), (4, 3)]])
def test_a_circle_is_cut_before_its_oldest_post(circle: list[tuple[int, int]]) -> None:
    thread = only(*(post(number, parent) for number, parent in circle))
    assert numbers(thread.posts) == [number for number, _ in circle]
    assert CYCLE_NOTE in thread.ledger.notes


def test_author_aliases_are_one_author() -> None:
    ada = Author(key="x:1", handle="ada_reads", display_name="Ada", source="x", aliases=("x:@ada_reads",))
    thread = only(post(1, author="x:@ada_reads"), post(2, 1), authors=(ada,))
    assert numbers(thread.posts) == [1, 2]
    assert thread.author == ada


def test_without_an_author_every_authors_threads_are_found() -> None:
    posts = (post(1), post(2, 1), bobs(3), bobs(4, 3), Post(key="x:5", author="x:@carol", text="Alone."))
    result = unroll(talk(*posts).__class__(network="x", authors=(ADA, BOB), posts=posts))
    assert [(thread.author.handle, numbers(thread.posts)) for thread in result.threads] == [
        ("ada_reads", [1, 2]),
        ("bob_writes", [3, 4]),
    ]
    assert numbers(result.singles) == [5]


def test_what_a_source_says_of_a_thread_goes_to_it() -> None:
    check = SourceCheck(source="threadreader", at=START)
    facts = ThreadFacts(
        root="x:2",
        stub=True,
        posts_known=5,
        permalink="https://example.org/1",
        aliases=("page:aa",),
        checked=(check,),
        notes=("It was copied.",),
    )
    thread = only(post(1), post(2, 1), post(3, 2), facts=(facts,))
    ledger = thread.ledger
    assert (thread.stub, thread.permalink, thread.aliases) == (True, "https://example.org/1", ("page:aa",))
    assert (ledger.posts_held, ledger.posts_known, ledger.incomplete) == (3, 5, True)
    assert (ledger.checked, ledger.notes) == ((check,), ("It was copied.",))


def test_a_stub_of_one_post_is_a_thread_and_a_filled_one_no_stub() -> None:
    facts = (ThreadFacts(root="x:1", stub=True, posts_known=2),)
    assert only(post(1), facts=facts).stub
    assert not only(post(1), post(2, 1), facts=facts).stub


def test_a_stub_that_another_source_gave_whole_is_none() -> None:
    facts = (ThreadFacts(root="x:1", stub=True, posts_known=9), ThreadFacts(root="x:1"))
    assert not only(post(1), post(2, 1), facts=facts).stub


@pytest.mark.parametrize("told", [1, 7])
def test_a_told_number_does_not_stand_against_a_guessed_one(told: int) -> None:
    copied = (Post(key="page:aa", author=ADA.key, text="One."), Post(key="page:aa/2", author=ADA.key, text="Two."))
    copied = (copied[0], replace(copied[1], in_reply_to="page:aa", reply_author=ADA.key))
    facts = (
        ThreadFacts(root="page:aa", stub=True, posts_known=told, boundaries_guessed=True),
        ThreadFacts(root="page:aa", boundaries_guessed=True),
    )
    ledger = only(*copied, facts=facts).ledger
    assert (ledger.posts_held, ledger.posts_known, ledger.posts_told, ledger.incomplete) == (2, None, told, False)
    preview = only(*copied, facts=facts[:1]).ledger
    assert (preview.posts_known, preview.incomplete) == ((7, True) if told == 7 else (None, False))


def test_boundaries_are_guessed_only_where_posts_have_no_ids() -> None:
    facts = (ThreadFacts(root="x:1", boundaries_guessed=True),)
    assert not only(post(1), post(2, 1), facts=facts).ledger.boundaries_guessed
    page = Post(key="page:aa", author=ADA.key, text="From a page.", in_reply_to="x:1")
    assert only(post(1), page, facts=facts).ledger.boundaries_guessed


def test_the_ledger_counts_what_was_cut_and_which_media_are_missing() -> None:
    here, away = Media(kind="image", url="https://e.org/1.png", sha256="ab"), Media(kind="image", url="https://e.org/2")
    thread = only(post(1, truncated=True), post(2, 1, media=(here, away)))
    assert (thread.ledger.truncated, thread.ledger.media_missing) == (1, 1)
    assert thread.ledger.incomplete


def test_a_chain_of_ten_thousand_posts() -> None:
    thread = only(*(post(n, n - 1 if n > 1 else None) for n in range(10_000, 0, -1)))
    assert numbers(thread.posts) == list(range(1, 10_001))
    assert unroll(as_conversation(thread)).threads == (thread,)


def test_a_summary_says_what_the_list_shows() -> None:
    thread = only(post(1, text="One two."), post(2, 1, "Three."), post(3, 1, "Four five six."))
    summary = summarise(thread)
    assert (summary.key, summary.author, summary.title) == ("x:1", ADA.key, "One two.")
    assert (summary.posts_held, summary.aside_posts, summary.words) == (2, 1, 6)
    assert (summary.created_at, summary.last_at) == (thread.created_at, START + timedelta(minutes=3))


def test_answers_to_one_missing_post_stay_together_whichever_tells_whose_it_was() -> None:
    thread = only(post(12, 3, reply_author=ADA.key), post(14, 3))
    assert {one.key for one in thread.every_post()} == {"x:12", "x:14"}
    assert [gap.parent for gap in thread.gaps] == ["x:3"]


def test_answers_to_one_missing_post_join_the_conversation_that_one_of_them_names() -> None:
    thread = only(post(2), post(12, 3, reply_author=ADA.key), post(14, 3, conversation="x:2"))
    assert thread.key == "x:2"
    assert {one.key for one in thread.every_post()} == {"x:2", "x:12", "x:14"}
