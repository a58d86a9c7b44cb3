"""Wrapping: lines cover the text, fit the width, and never cut what a person sees as one character."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from threadtui.text import cell_width, clean, graphemes, wrap


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


SWALLOWED = set("\n \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b\u205f\u3000")
"""what may be left out around a break"""

_PIECES = [
    *("a", "word", "longer-word", " ", "  ", "\n", "\n\n", "https://example.org/path/to-it", "—", "café", "cafe\u0301"),
    *(
        "日本",
        "語。",
        "「ね」",
        "한국어",
        "👩🏽\u200d🚀",
        "🇩🇪",
        "❤️",
        "क्षि",
        "שָׁלוֹם",
        "مرحبا",
        "\u3000",
        "\xa0",
        "ภาษา\u200b",
    ),
]
texts = (st.lists(st.sampled_from(_PIECES), max_size=25).map("".join) | st.text(max_size=60)).map(clean)


@settings(deadline=None, max_examples=500)
@given(texts, st.integers(1, 30))
def test_lines_cover_the_text_and_fit(text: str, width: int) -> None:
    ranges = wrap(text, width)
    at = 0
    for start, end in ranges:
        assert at <= start <= end
        assert set(text[at:start]) <= SWALLOWED
        line = text[start:end]
        assert "\n" not in line
        assert cell_width(line) <= width or len(graphemes(line)) == 1
        at = end
    assert set(text[at:]) <= SWALLOWED


@settings(deadline=None, max_examples=300)
@given(texts, st.integers(1, 30))
def test_no_cluster_is_split(text: str, width: int) -> None:
    ends = {0}
    at = 0
    for cluster in graphemes(text):
        at += len(cluster)
        ends.add(at)
    assert all(start in ends and end in ends for start, end in wrap(text, width))


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet="ab -/\xa0é—,", max_size=80), st.integers(1, 20))
def test_plain_and_combining_letters_wrap_alike(line: str, width: int) -> None:
    """The first goes the fast way, one code point a cell; the second the general one."""
    decomposed = line.replace("é", "e\u0301") + "e\u0301"
    general = [unicodedata.normalize("NFC", part) for part in lines(decomposed, width)]
    assert lines(line + "é", width) == general


@settings(deadline=None)
@given(texts, st.integers(1, 30))
def test_every_line_break_of_the_text_begins_a_line(text: str, width: int) -> None:
    assert len(wrap(text, width)) >= text.count("\n") + 1
    assert len(wrap(text, 10_000)) == text.count("\n") + 1


def test_blank_lines_stay_as_empty_ranges() -> None:
    assert wrap("a\n\n  \nb", 10) == [(0, 1), (2, 2), (3, 3), (6, 7)]
    assert wrap("", 10) == [(0, 0)]


def test_the_indent_of_a_line_stays_and_space_at_breaks_goes() -> None:
    assert lines("  one two   three ", 9) == ["  one two", "three"]


def test_hyphens_break_long_words_only() -> None:
    assert lines("a well-known fact", 8) == ["a", "well-", "known", "fact"]
    assert lines("is well-known now", 12) == ["is", "well-known", "now"]


def test_an_address_breaks_after_slashes() -> None:
    assert lines("see https://example.org/articles/2020", 21) == ["see", "https://example.org/", "articles/2020"]


def test_a_word_without_any_place_to_break_is_cut() -> None:
    assert lines("abcdefghij", 4) == ["abcd", "efgh", "ij"]


@pytest.mark.parametrize("width", range(4, 20))
def test_japanese_lines_do_not_begin_with_closing_punctuation(width: int) -> None:
    text = "これは、「とても」長い文章です。次の文も、あります。"
    got = lines(text, width)
    assert "".join(got) == text
    assert not any(line[0] in "、。」" or line[-1] == "「" for line in got)


def test_korean_breaks_at_its_spaces() -> None:
    assert lines("안녕하세요 여러분 반갑습니다", 14) == ["안녕하세요", "여러분", "반갑습니다"]


def test_a_cluster_wider_than_the_line_stands_alone() -> None:
    assert lines("日本", 1) == ["日", "本"]


def test_an_endless_cluster_can_be_wrapped() -> None:
    hostile = "क्" * 500
    assert "".join(graphemes(hostile)) == hostile
    assert max(len(line) for line in lines(hostile, 40)) < 700
