"""Cleaning: nothing dangerous gets through, nothing that writing needs is lost."""
# ruff: noqa: RUF001 (letters of other scripts are meant)

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from threadtui.models import Span
from threadtui.text import clean, clean_spans, safe_url

ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"

INTACT = [
    "plain text, with\nlines\n\nand more",
    "Grüße, naïve café, Ελληνικά, кириллица",
    "cafe\u0301 (decomposed) and Việt Nam",
    "👩🏽\u200d🚀 👨\u200d👩\u200d👧\u200d👦 🏳️\u200d🌈 ❤️\u200d🔥",
    "❤️ ☺︎ ☎️ 1️⃣ #️⃣ *️⃣ ©️",
    "🇩🇪🇯🇵 " + ENGLAND,
    "日本語、한국어, 中文「引用」",
    "葛\U000e0100 and 辻\U000e0101",
    "שָׁלוֹם עוֹלָם",
    "مَرْحَبًا بِالعَالَم",
    "می\u200cخواهم نامه\u200cها",
    "क्\u200dष क्\u200cष हिन्दी",
    "ശ്രീ ന\u0d4d\u200d",
    "ภาษา\u200bไทย ខ្មែរ\u200bភាសា",
    "abc \u200fעברית\u200e def \u061c",
    "\u1112\u1161\u11ab\u1100\u1173\u11af",
    "ང་ཚོ་བོད་ཡིག",
    "a\xa0b\u202fc\u3000d",
    "\ue000 private use",
]


@pytest.mark.parametrize("text", INTACT)
def test_writing_stays_as_it_is(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("raw", "safe"),
    [
        ("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("a\tb", "a b"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x9b1;31mred", "red"),
        ("\x1b[?1049hx\x1b[2J\x1b[1;1H", "x"),
        ("\x1b]0;title\x07x", "x"),
        ("\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1bPq#0;2;0;0;0\x1b\\x", "x"),
        ("\x1b(0lqk\x1b(B", "lqk"),
        ("a\x1bbc\x1b", "abc"),
        ("\x1b]0;never ends", "]0;never ends"),
        ("a\x00b\x07c\x08d\x7fe\x84f", "abcdef"),
        ("\u202eevil\u202c \u2066x\u2069", "evil x"),
        ("\ud83d lone", "\ufffd lone"),
        ("\ufeffa\ufdd0b\uffffc\U0001fffed", "abcd"),
        ("a\u200bb\u2060c\u00add\u180ee\u3164f\u115fg", "abcdefg"),
        ("tag\U000e0041\U000e0042", "tag"),
        ("\U0001f3f4\U000e0067\U000e0062 no end", "\U0001f3f4 no end"),
        ("a\u200db \u200d\u200d👩", "ab 👩"),
        ("a\u200e\u200f\u200e\u061cb", "a\u200eb"),
        ("❤\ufe0f\ufe0f\ufe01", "❤\ufe0f"),
        ("a\ufe0fb", "ab"),
        ("\u0301start\n\u0301", "start\n"),
    ],
)
def test_what_is_dangerous_goes(raw: str, safe: str) -> None:
    assert clean(raw) == safe


def test_a_pile_of_marks_is_cut_to_a_few() -> None:
    assert clean("z" + "\u0301" * 100 + "x") == "z" + "\u0301" * 8 + "x"


def test_an_emoji_chain_without_end_is_cut_into_several() -> None:
    chains = clean("👩\u200d" * 1000).split("👩👩")
    assert len(chains) > 100
    assert all(chain.count("\u200d") <= 8 for chain in chains)


# Pieces that are dangerous, whole or halved, among pieces of writing.
_HOSTILE = [
    *("\x1b", "\x1b[", "\x1b]0;", "\x07", "\x1b\\", "\x9b", "\x9d", "\x90", "31m", "\r", "\x00", "\x7f", "\x85"),
    *("\u202e", "\u2066", "\u2069", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\ufeff", "\u3164", "\u1160"),
    *("\u0301", "\u20e3", "\ufe0e", "\ufe0f", "\U000e0100", "\U000e0067", "\U000e007f", "\U0001f3f4", "\U0001f3fd"),
    *("\ud800", "\udfff", "\ufffe", "\u2028", "\t", "\n", "👩", "❤", "1", "a", " ", "क", "\u094d", "س", "ש", "日", "ก"),
]
hostile_text = st.lists(st.sampled_from(_HOSTILE) | st.characters(), max_size=40).map("".join)

_FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufdd0-\ufdef\u3164\u115f]"
)


@settings(deadline=None, max_examples=600)
@given(hostile_text)
def test_clean_is_safe_and_idempotent(text: str) -> None:
    safe = clean(text)
    assert clean(safe) == safe
    assert not _FORBIDDEN.search(safe)
    assert not any(ord(char) & 0xFFFE == 0xFFFE for char in safe)
    assert not re.search(r"[\u200c\u200d]{2}|[\ufe00-\ufe0f]{2}|(^|[\n a-z])[\u200c\u200d\ufe00-\ufe0f]", safe)
    marks = "".join("m" if unicodedata.category(char) in ("Mn", "Me", "Mc") else "." for char in safe)
    assert "m" * 20 not in marks
    tags = re.findall("[\U000e0000-\U000e007f]+", safe)
    assert all(re.search("\U0001f3f4" + tag, safe) and tag.endswith("\U000e007f") for tag in tags)


@settings(deadline=None)
@given(st.lists(st.sampled_from([*INTACT, " ", "\n"]), max_size=6).map(" ".join))
def test_writing_survives_in_any_company(text: str) -> None:
    assert clean(text) == text


@settings(deadline=None, max_examples=300)
@given(hostile_text, st.lists(st.tuples(st.integers(-2, 45), st.integers(-2, 45)), max_size=6))
def test_spans_move_along(text: str, ends: list[tuple[int, int]]) -> None:
    spans = [Span(start=start, end=end, kind="link") for start, end in ends]
    safe, moved = clean_spans(text, spans)
    assert safe == clean(text)
    covered = 0
    for span in moved:
        assert covered <= span.start < span.end <= len(safe)
        covered = span.end


def test_a_span_still_covers_its_word() -> None:
    raw = "\x1b[1mSee\x1b[0m\r\nhttps://example.org\u202e now"
    start = raw.index("https")
    span = Span(start=start, end=start + 19, kind="link", target="https://example.org")
    text, (moved,) = clean_spans(raw, [span])
    assert text == "See\nhttps://example.org now"
    assert text[moved.start : moved.end] == "https://example.org"
    assert moved.target == span.target


def test_spans_that_overlap_or_lie_outside_are_dropped() -> None:
    spans = [Span(start=s, end=e, kind="hashtag") for s, e in ((6, 9), (0, 3), (2, 5), (4, 4), (8, 99), (-1, 2))]
    assert [(span.start, span.end) for span in clean_spans("abcdefghij", spans)[1]] == [(0, 3), (6, 9)]


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a?b=c#d",
        "http://例え.jp/パス",
        "HTTPS://EXAMPLE.ORG",
        "at://did:plc:abc/app.bsky.feed.post/1",
    ],
)
def test_addresses_that_may_be_opened(url: str) -> None:
    assert safe_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        *("", "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ftp://example.org", "//example.org"),
        *("https://", "https:///path", "http://[::1", "at://", "https://a.org/\x1b[2J", "https://a.org/\nx"),
        *("https://a.org/b c", "https://a.org/\u202egpj.exe", "https://a.org\\@b.org", " https://a.org"),
    ],
)
def test_addresses_that_may_not(url: str) -> None:
    assert safe_url(url) is None
