"""Numbers, pauses and continuation links."""

from datetime import timedelta

import pytest
from unit_posts import START, numbers, only, orphan, post

from threadtui.models import Gap, LinkCard, Quote, Span, Thread, ThreadFacts
from threadtui.unroll import continues_in, pauses


def chain(*texts: str) -> Thread:
    """A thread of these texts; every post answers the one before."""
    return only(*(post(n, n - 1 if n > 1 else None, text) for n, text in enumerate(texts, 1)))


def known(thread: Thread) -> tuple[int, int | None]:
    return thread.ledger.posts_held, thread.ledger.posts_known


def test_a_number_that_is_missing_is_a_gap() -> None:
    thread = chain("1/4 One.", "2/4 Two.", "4/4 Four.")
    assert thread.gaps == (Gap(before="x:3", count=1),)
    assert known(thread) == (3, 4)


def test_numbers_count_what_is_missing_before_a_known_gap() -> None:
    thread = only(post(1, None, "1/ One."), post(2, 1, "2/ Two."), orphan(6, 5, "6/ Six.", conversation="x:1"))
    assert thread.gaps == (Gap(before="x:6", parent="x:5", count=3),)
    assert known(thread) == (3, 6)


def test_the_end_and_the_beginning_may_be_missing() -> None:
    thread = chain("2/5 Two.", "3/5 Three.")
    assert thread.gaps == (Gap(before="x:1", count=1), Gap(before=None, count=2))
    assert known(thread) == (2, 5)


def test_complete_numbers_make_no_gap() -> None:
    thread = chain("1/3 One.", "2/3 Two.", "Three. 3/3", "And thanks for reading.")
    assert thread.gaps == ()
    assert known(thread) == (4, 4)


def test_posts_without_a_number_stand_in_for_missing_ones() -> None:
    assert chain("1/ One.", "Two, I forgot to number it.", "3/ Three.").gaps == ()


def test_a_number_on_an_aside_is_not_missing() -> None:
    thread = only(post(1, None, "1/ One."), post(2, 1, "2/ Two."), post(3, 1, "3/ Three."), post(4, 3, "4/ Four."))
    assert numbers(thread.posts) == [1, 3, 4]
    assert thread.gaps == ()


@pytest.mark.parametrize(
    "texts",
    [
        ("28/100 Today I learned.", "Some more."),
        ("28/100 Today I learned.", "29/100 And today."),
        ("I gave it (4/5)", "Then again (2/5)"),
        ("No numbers.", "At all."),
        ("1/12 The only number.", "No number."),
        ("Things (1/2)", *["Words."] * 8, "More things (4/9)"),
    ],
)
def test_a_doubtful_number_says_nothing(texts: tuple[str, ...]) -> None:
    thread = chain(*texts)
    assert thread.gaps == ()
    assert thread.ledger.posts_known is None


def test_ranges_count_as_what_they_cover() -> None:
    assert chain("1-10/30 Ten.", "11-20/30 Ten more.", "21-30/30 The rest.").gaps == ()


def test_what_a_source_told_is_kept_beside_what_the_numbers_say() -> None:
    facts = (ThreadFacts(root="x:1", posts_known=3),)
    thread = only(post(1, None, "1/5 One."), post(2, 1, "2/5 Two."), facts=facts)
    assert (thread.ledger.posts_known, thread.ledger.posts_told) == (5, 3)


def test_late_posts_are_marked_with_the_pause() -> None:
    late = post(4, 2, created_at=START + timedelta(days=40))
    aside = post(5, 1, created_at=START + timedelta(days=3))
    day = post(6, 4, created_at=(START + timedelta(days=41)).replace(hour=0), day_only=True)
    found = pauses(only(post(1, created_at=START), post(2, 1, created_at=START), late, aside, day))
    assert found == {"x:4": timedelta(days=40), "x:5": timedelta(days=3), "x:6": timedelta(days=1)}


def test_unknown_times_make_no_pause() -> None:
    assert pauses(only(post(1, created_at=None), post(2, 1, created_at=START + timedelta(days=9)))) == {}


def linking(**fields: object) -> Thread:
    """A thread whose last post has these fields."""
    last = {"permalink": "https://x.com/ada_reads/status/2", **fields}
    return only(post(1, permalink="https://x.com/ada_reads/status/1"), post(2, 1, "On here: LINK", **last))


def link(url: str) -> tuple[Span, ...]:
    return (Span(start=9, end=13, kind="link", target=url),)


@pytest.mark.parametrize(
    "url",
    [
        "https://x.com/ada_reads/status/99",
        "https://twitter.com/Ada_Reads/status/99?s=20",
        "https://mobile.twitter.com/ada_reads/status/99/",
    ],
)
def test_a_link_to_ones_own_other_post_continues_the_thread(url: str) -> None:
    assert continues_in(linking(spans=link(url))) == url
    assert continues_in(linking(quote=Quote(permalink=url))) == url
    assert continues_in(linking(card=LinkCard(url=url))) == url


@pytest.mark.parametrize(
    "url",
    [
        "https://x.com/ada_reads/status/1",
        "https://twitter.com/ada_reads/status/2",
        "https://x.com/bob_writes/status/99",
        "https://example.org/ada_reads/status/99",
        "https://x.com/ada_reads",
        "http://[broken",
    ],
)
def test_other_links_do_not(url: str) -> None:
    assert continues_in(linking(spans=link(url))) is None


def test_a_link_in_the_middle_continues_nothing() -> None:
    elsewhere = link("https://x.com/ada_reads/status/99")
    first = post(1, permalink="https://x.com/ada_reads/status/1", text="On here: LINK", spans=elsewhere)
    assert continues_in(only(first, post(2, 1))) is None


def test_a_thread_without_addresses_continues_nowhere() -> None:
    elsewhere = link("https://x.com/ada_reads/status/99")
    assert continues_in(only(post(1), post(2, 1, "On here: LINK", spans=elsewhere))) is None
