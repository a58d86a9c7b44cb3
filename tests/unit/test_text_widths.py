"""Widths by grapheme cluster, and cutting to a width."""

import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from threadtui.text import cell_width, clean, fit, graphemes

texts = st.text(max_size=60).map(clean)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("plain", 5),
        ("é", 1),
        ("e\u0301", 1),
        ("日本", 4),
        ("👩🏽\u200d🚀", 2),
        ("👨\u200d👩\u200d👧\u200d👦", 2),
        ("🇩🇪", 2),
        ("1️⃣", 2),
        ("❤", 1),
        ("❤️", 2),
        ("⌚\ufe0e", 2),
        ("שָׁלוֹם", 4),
        ("a\u200fb", 2),
        ("two\nlines", 8),
    ],
)
def test_cells_of_what_a_person_sees(text: str, cells: int) -> None:
    assert cell_width(text) == cells


@settings(deadline=None, max_examples=300)
@given(texts)
def test_graphemes_give_the_text_back_and_their_widths_add_up(text: str) -> None:
    assert "".join(graphemes(text)) == text
    assert sum(map(cell_width, graphemes(text))) == cell_width(text)


def test_single_characters_are_as_wide_as_rich_says() -> None:
    """The reader composes lines with Rich: a width that differs would break them."""
    disputed = [*range(0x1F1E6, 0x1F200), *range(0x1F3FB, 0x1F400)]  # half a flag, a skin tone on its own
    differing = [
        hex(point)
        for point in range(0x20, sys.maxunicode + 1)
        if point not in disputed
        and unicodedata.category(char := chr(point)) not in ("Cc", "Cs", "Co", "Cn")
        and cell_width(char) != cell_len(char)
    ]
    assert differing == []


@settings(deadline=None, max_examples=200)
@given(texts, st.integers(-1, 30))
def test_fit_fits_in_one_line(text: str, width: int) -> None:
    cut = fit(text, width)
    assert "\n" not in cut
    assert cell_width(cut) <= max(width, 0)
    line = text.replace("\n", " ")
    assert cut == line if cell_width(line) <= width else line.startswith(cut.removesuffix("…"))


def test_fit_marks_the_cut() -> None:
    assert fit("hello world", 8) == "hello w…"
    assert fit("hello world", 7) == "hello…"
    assert fit("日本語", 4) == "日…"
    assert fit("one\ntwo", 9) == "one two"
    assert fit("anything", 0) == ""
