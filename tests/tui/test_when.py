"""Times as people read them."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from threadtui.tui.when import day, plural, relative, span, stamp

AT = datetime(2020, 11, 22, 23, 30, tzinfo=UTC)


def test_a_day_is_the_readers_own(monkeypatch: pytest.MonkeyPatch) -> None:
    assert day(AT) == "22 Nov 2020"
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    assert day(AT) == "23 Nov 2020"
    assert stamp(AT) == "23 Nov 2020 08:30"


def test_a_time_that_names_only_a_day_stays_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/Lima")
    time.tzset()
    midnight = datetime(2020, 11, 22, tzinfo=UTC)
    assert day(midnight, day_only=True) == "22 Nov 2020"
    assert stamp(midnight, day_only=True) == "22 Nov 2020"
    assert day(midnight) == "21 Nov 2020"


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=5), "just now"),
        (timedelta(seconds=-30), "just now"),
        (timedelta(seconds=60), "1 minute ago"),
        (timedelta(minutes=59, seconds=59), "59 minutes ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=47), "1 day ago"),
        (timedelta(days=30), "30 days ago"),
        (timedelta(days=31), "22 Nov 2020"),
        (timedelta(days=4000), "22 Nov 2020"),
        (timedelta(days=-3), "22 Nov 2020"),
    ],
)
def test_how_long_ago(ago: timedelta, words: str) -> None:
    assert relative(AT, AT + ago) == words


@pytest.mark.parametrize(
    ("days", "words"), [(1, "1 day"), (59, "59 days"), (60, "2 months"), (364, "12 months"), (365, "1 year")]
)
def test_how_long_a_pause_was(days: int, words: str) -> None:
    assert span(timedelta(days=days)) == words


def test_counts_agree_with_their_nouns() -> None:
    assert [plural(count, "post") for count in (0, 1, 2, 12_000)] == ["0 posts", "1 post", "2 posts", "12,000 posts"]
