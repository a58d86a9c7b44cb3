"""Numbers on posts: what counts as one, and what is a date, a fraction or a score."""

import pytest

from threadtui.text import numbering


@pytest.mark.parametrize(
    ("text", "index", "total", "mark"),
    [
        ("1/ Let me tell you", 1, None, "1/"),
        ("1/n Let me tell you", 1, None, "1/n"),
        ("3/12 And so it went", 3, 12, "3/12"),
        ("(3/12) And so it went", 3, 12, "(3/12)"),
        ("[3/12] And so", 3, 12, "[3/12]"),
        ("2) The second thing", 2, None, "2)"),
        ("1\\ Backwards", 1, None, "1\\"),
        ("84-93/100 Ten at once", 84, 100, "84-93/100"),
        ("And so it went (3/12)", 3, 12, "(3/12)"),
        ("And so it went. 3/12", 3, 12, "3/12"),
        ("cut in the middle of a sentence 3/12", 3, 12, "3/12"),
        ("And so it went\n\n4/", 4, None, "4/"),
        ("A thread 🧵 1/12", 1, 12, "🧵 1/12"),
        ("🧵 1/ A thread", 1, None, "🧵 1/"),
        ("1/🧵 A thread", 1, None, "1/🧵"),
        ("@ada_reads 2/ As I said", 2, None, "2/"),
        ("12/12", 12, 12, "12/12"),
    ],
)
def test_numbers(text: str, index: int, total: int | None, mark: str) -> None:
    found = numbering(text)
    assert found is not None
    assert (found.index, found.total, text[found.start : found.end]) == (index, total, mark)


def test_a_range_covers_several() -> None:
    found = numbering("84-93/100 Ten at once")
    assert found is not None
    assert found.last == 93


@pytest.mark.parametrize(
    "text",
    [
        *("", "no number at all", "0/ zeroth", "2nd of May", "10 things", "1.5 litres", "12:30 sharp", "3-1 to us"),
        *("24/7 support", "open 24/7", "we never close: 24/7", "13/12 of them"),
        *("3/12/2020 was a Thursday", "born on 3/12", "until 30/11", "2020/21 season", "1/2/3 go", "and 3/4/21"),
        *(
            "1/2 cup of flour",
            "3/4 of us agreed",
            "add about 1/2",
            "8/10 would go again",
            "a solid 4/5",
            "I rate it 9/10",
        ),
        *("9/11 changed that", "the odds are 50/50", "50/50", "score: 3/5", "1/2% of it"),
        *("the 3/12 in the middle of a text", "https://example.org/3/12", "v1/2", "$1/2"),
    ],
)
def test_what_only_looks_like_one(text: str) -> None:
    assert numbering(text) is None
