"""Guesses about plain copies: where a post ends, which year a date is of."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from threadtui.models import Media
from threadtui.sources.threadreader import Draft
from threadtui.sources.threadreader_guess import Day, Piece, body_posts, preview_posts, read_day, resolve_days

LONG = "A sentence that is long enough to stand for a post of its own, as most of them do, and then a few words more. "
LINES = st.lists(st.text(alphabet="ab (/12.,\U0001f600é", min_size=1, max_size=200), min_size=1, max_size=12)


def pieces(*lines: str, gap: str = "\n") -> list[Piece]:
    return [Piece(draft=Draft(text=line), gap=gap) for line in lines]


def said(drafts: list[Draft]) -> list[str]:
    return [draft.text for draft in drafts]


@pytest.mark.parametrize(
    ("lines", "posts"),
    [
        ((LONG + "One.", LONG + "Two."), 2),
        (("Short.", "Also short.", "And this."), 1),
        ((LONG + "goes on and", "on.", LONG + "Two."), 2),
        ((LONG + "Aside.", "(which is short)", LONG), 2),
        ((LONG + "See.", "example.org/a/b…", LONG), 2),
        (("1/ One.", "Of it.", "2/ Two.", "3/ Three."), 3),
        (("1/ " + LONG * 2, LONG * 2, "2/ Two."), 2),
        (("One. 1/3", "More of two.", "Two. 2/3", "Three. 3/3"), 3),
    ],
)
def test_lines_become_posts(lines: tuple[str, ...], posts: int) -> None:
    assert len(body_posts(pieces(*lines))) == posts


def test_nothing_is_joined_to_a_post_that_ended_in_a_picture() -> None:
    shown = Piece(draft=Draft(text="Look.", media=(Media(kind="image"),)))
    assert len(body_posts([shown, *pieces("Short.")])) == 2


def test_a_habit_is_no_evidence() -> None:
    lines = [f"{LONG}and number {number}" for number in "abcdef"]
    lines = [line[:150] for line in lines]
    assert said(body_posts(pieces(*lines))) == lines


def test_a_post_never_grows_past_what_fits_unless_numbering_proves_it() -> None:
    drafts = body_posts(pieces(*["goes on and"] * 60))
    assert max(map(len, said(drafts))) <= 280
    assert len(drafts) > 1


@given(lines=LINES, most=st.integers(1, 4))
@settings(deadline=None)
def test_a_guess_loses_no_character_and_keeps_the_order(lines: list[str], most: int) -> None:
    for drafts in (body_posts(pieces(*lines)), preview_posts(pieces(*lines), most)):
        assert "\n".join(said(drafts)) == "\n".join(lines)


@given(lines=LINES, most=st.integers(1, 4))
@settings(deadline=None)
def test_a_preview_has_as_many_posts_as_it_can(lines: list[str], most: int) -> None:
    assert len(preview_posts(pieces(*lines), most)) == min(len(lines), most)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("22 Nov", Day(day=22, month=11)),
        ("29 Sep 20", Day(day=29, month=9, year=2020)),
        ("Aug 11", Day(day=11, month=8)),
        ("Jul 1, 2025", Day(day=1, month=7, year=2025)),
        ("3 March 2019", Day(day=3, month=3, year=2019)),
        ("22 Nov was cold", None),
        ("May", None),
        ("11/22", None),
    ],
)
def test_date_lines(text: str, day: Day | None) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize(
    ("given_days", "found"),
    [
        (["22 Nov", "29 Sep 20", "6 Sep 20"], ["2020-11-22", "2020-09-29", "2020-09-06"]),
        (["3 Jan", "29 Dec 20"], ["2021-01-03", "2020-12-29"]),
        (["5 Mar", "3 Jan", "29 Dec 20"], ["2021-03-05", "2021-01-03", "2020-12-29"]),
        (["2 Mar 21", "3 Feb", "9 Nov"], ["2021-03-02", "2021-02-03", "2020-11-09"]),
        (["2 Mar 21", "3 Feb", "9 Nov 20"], ["2021-03-02", "2021-02-03", "2020-11-09"]),
        (["Jan 13"], [None]),
        (["29 Feb", "1 Jan 21"], ["2024-02-29", "2021-01-01"]),
        (["31 Feb 20"], [None]),
        (["1 Jan 20", "5 Jun", "1 Jan 20"], ["2020-01-01", None, "2020-01-01"]),
        ([], []),
    ],
)
def test_years_come_from_neighbours_newest_first(given_days: list[str], found: list[str | None]) -> None:
    days = [day for text in given_days if (day := read_day(text))]
    assert [when and when.date().isoformat() for when in resolve_days(days)] == found


@given(st.lists(st.dates(date(2010, 1, 1), date(2030, 12, 31)), min_size=1, max_size=8), st.data())
@settings(deadline=None)
def test_what_is_resolved_never_breaks_the_order(dates: list[date], data: st.DataObject) -> None:
    dates.sort(reverse=True)
    shown = data.draw(st.lists(st.booleans(), min_size=len(dates), max_size=len(dates)))
    days = [
        Day(day=at.day, month=at.month, year=at.year if dated else None) for at, dated in zip(dates, shown, strict=True)
    ]
    found = [when.date() for when in resolve_days(days) if when]
    assert found == sorted(found, reverse=True)
    assert len(found) == len(dates) or not any(shown)


def test_a_list_as_long_as_a_book_is_no_trouble() -> None:
    days = [Day(day=1, month=1)] * 20_000 + [Day(day=1, month=1, year=2020)] + [Day(day=1, month=1)] * 20_000
    assert len([when for when in resolve_days(days) if when]) == len(days)
    assert len(preview_posts(pieces(*["a"] * 20_000), 3)) == 3
