"""Titles, slugs, word counts, the normal form of copies, page keys, and the age that keys tell."""
# ruff: noqa: RUF001 (letters of other scripts are meant)

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from threadtui.text import cell_width, clean, key_order, moment_ms, normalise, page_key, slug, title_of, word_count


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The lamp went out. Nobody came.", "The lamp went out."),
        ("The lamp went out\nNobody came.", "The lamp went out"),
        ("1/ The lamp went out. Nobody came.", "The lamp went out."),
        ("1/12 🧵 The lamp went out! Nobody", "The lamp went out!"),
        ("The lamp went out (1/12)", "The lamp went out"),
        ("@ada_reads @bob_writes The lamp went out", "The lamp went out"),
        ("🧵\n\nThe lamp went out", "The lamp went out"),
        ("https://example.org/x The lamp went out", "The lamp went out"),
        ("Thread. The lamp went out. Nobody came.", "Thread. The lamp went out."),
        ("灯台の明かりがついに消えてしまいました。誰も来ない。", "灯台の明かりがついに消えてしまいました。"),
        ("https://example.org/x", "https://example.org/x"),
        ("…", "…"),
        ("", "(no text)"),
        (" \n", "(no text)"),
    ],
)
def test_titles(text: str, title: str) -> None:
    assert title_of(text) == title


@settings(deadline=None)
@given(st.text(max_size=200).map(clean))
def test_a_title_is_one_short_line_and_never_empty(text: str) -> None:
    title = title_of(text)
    assert title
    assert "\n" not in title
    assert cell_width(title) <= 80


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("one two three", 3), ("one — two!", 2), ("don't stop", 2), ("日本語です", 3), ("日本 and words", 3)],
)
def test_words(text: str, words: int) -> None:
    assert word_count(text) == words


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Ünïque  Näme!", "unique-name"), ("--a--b--", "a-b"), ("日本", ""), ("Ada_Reads 2", "ada-reads-2")],
)
def test_slugs(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize(
    "copy",
    [
        "The LAMP went out",
        "The  lamp\nwent out",
        "The lamp went out Image",
        "The lamp went out Image Image",
        "The lamp went out https://t.co/abc",
        "The lamp went out example.org/some/pa…",
        "The lamp went out…",
        "The lamp went out...",
        "Ｔｈｅ lamp went out",
    ],
)
def test_copies_of_a_text_are_equal(copy: str) -> None:
    assert normalise(copy) == "the lamp went out"


@settings(deadline=None)
@given(st.text(max_size=80).map(clean))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_page_keys_tell_whose_and_how_it_begins() -> None:
    body = "It begins like this. " + "And so on. " * 50
    key = page_key("Ada_Reads", body)
    assert key == page_key("ada_reads", body + "A later addition.")
    assert key == page_key("ada_reads", body.upper().replace(" ", "\n"))
    assert key != page_key("bob_writes", body)
    assert key != page_key("ada_reads", "Otherwise. " + body)
    assert len(key) == len("page:") + 16


def test_ids_tell_their_time() -> None:
    posted = datetime(2020, 11, 22, 10, 0, tzinfo=UTC)
    x_id = (int(posted.timestamp() * 1000) - 1288834974657) << 22
    assert moment_ms(f"x:{x_id}") == posted.timestamp() * 1000
    assert moment_ms("bluesky:did:plc:abc/3jzfcijpj2z2a") == 1688137381887
    assert moment_ms("x:1234567") is None
    assert moment_ms("mastodon:https://example.social/users/ada/statuses/110446183735368325") is None


def test_keys_sort_by_age() -> None:
    early, late = datetime(2020, 1, 1, tzinfo=UTC), datetime(2021, 1, 1, tzinfo=UTC)
    assert key_order("x:999") < key_order("x:1000") < key_order("x:1330000000000000000")
    assert key_order("x:1000", early) > key_order("x:999", late)
    assert key_order("page:99aa/2") < key_order("page:99aa/10")
    assert key_order("page:99aa") < key_order("page:99aa/2")
    assert key_order("mastodon:https://a.example/1/9", early) < key_order("mastodon:https://a.example/1/2", late)
    assert key_order("mastodon:https://a.example/1/9") < key_order("mastodon:https://a.example/1/10")
