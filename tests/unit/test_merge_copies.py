"""Copied pages and stubs join the thread that they are copies of, and lose nothing."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit_posts import ADA, START, numbers, post, talk

from threadtui.merge import join_copy, merge, same_thread
from threadtui.models import Author, Conversation, Media, Post, Thread, ThreadFacts
from threadtui.text import page_key
from threadtui.unroll import as_conversation, unroll

BY_HANDLE = Author(key="x:@ada_reads", handle="Ada_Reads", display_name="Ada", source="x")
TEXTS = (
    "The lamp of the lighthouse went out one evening in March.",
    "The keeper had a dog.\n\nThe dog was old and slept a lot.",
    "Nobody saw it but the dog. https://t.co/abc",
)


def real_thread(*texts: str) -> Conversation:
    """The thread with ids."""
    return talk(*(post(n, n - 1 if n > 1 else None, text) for n, text in enumerate(texts or TEXTS, 1)))


def page(*texts: str, media: tuple[Media, ...] = (), **facts: Any) -> Conversation:
    """A copy of these texts, one post each."""
    key = page_key("ada_reads", "\n".join(texts))
    keys = [key, *(f"{key}/{n}" for n in range(2, len(texts) + 1))]
    posts = tuple(
        Post(
            key=own,
            author=BY_HANDLE.key,
            text=text,
            in_reply_to=parent,
            media=media,
            sources=("threadreader-text",),
        )
        for own, parent, text in zip(keys, [None, *keys], texts, strict=False)
    )
    told = ThreadFacts(root=key, boundaries_guessed=True, **facts)
    return Conversation(network="x", authors=(BY_HANDLE,), author=BY_HANDLE.key, posts=posts, facts=(told,))


def thread_of(conversation: Conversation) -> Thread:
    (thread,) = unroll(conversation).threads
    return thread


def stub(text: str, **facts: Any) -> Thread:
    return thread_of(page(text, stub=True, posts_known=4, **facts))


def test_a_copy_is_known_by_its_beginning() -> None:
    real = thread_of(real_thread())
    assert same_thread(stub(TEXTS[0] + " Image"), real)
    assert same_thread(stub("The lamp of the lighthouse went…"), real)
    assert not same_thread(stub("The lamp of another lighthouse went out."), real)
    assert not same_thread(stub(TEXTS[1]), real)


def test_a_short_beginning_is_not_enough() -> None:
    real = thread_of(real_thread("Thread:", *TEXTS))
    assert same_thread(thread_of(page("Thread:", TEXTS[0])), real)
    assert not same_thread(thread_of(page("Thread:", "Another one.")), real)
    assert not same_thread(thread_of(page("https://t.co/abc", "")), thread_of(real_thread("https://t.co/x", "")))


def test_a_copy_is_of_the_same_author_on_the_same_network() -> None:
    real = thread_of(real_thread())
    bobs = Author(key=ADA.key, handle="bob_writes", display_name="Bob", source="x")
    elsewhere = Author(key=ADA.key, handle="ada_reads", display_name="Ada", source="mastodon")
    assert not same_thread(stub(TEXTS[0]), msgspec.structs.replace(real, author=bobs))
    assert not same_thread(stub(TEXTS[0]), msgspec.structs.replace(real, author=elsewhere))


@pytest.mark.parametrize(("days", "same"), [(0, True), (1, True), (-1, True), (2, False), (300, False)])
def test_a_copy_is_of_the_same_day_more_or_less(days: int, same: bool) -> None:
    dated = stub(TEXTS[0], created_at=(START + timedelta(days=days)).replace(hour=0))
    assert same_thread(dated, thread_of(real_thread())) is same


def test_texts_that_the_real_posts_hold_become_aliases() -> None:
    first, second = TEXTS[1].split("\n\n")
    copy = page(TEXTS[0], first, second, "Nobody saw it but the dog. example.org/pa… Image")
    thread = thread_of(join_copy(copy, real_thread()))
    keys = [each.key for each in copy.posts]
    assert [each.text for each in thread.posts] == list(TEXTS)
    assert [each.aliases for each in thread.posts] == [(keys[0],), (keys[1], keys[2]), (keys[3],)]
    assert not any(each.revisions for each in thread.posts)
    assert thread.posts[0].sources == ("threadreader-text",)
    assert (thread.key, thread.aliases, thread.author.key) == ("x:1", (keys[0],), ADA.key)
    assert not thread.ledger.boundaries_guessed


def test_texts_that_no_real_post_holds_stay() -> None:
    copy = page(TEXTS[0], "This one was deleted before anybody saved it.", TEXTS[2], "And this one came last of all.")
    thread = thread_of(join_copy(copy, real_thread()))
    assert numbers(thread.posts[:3]) == [1, 2, 3]
    assert thread.posts[3].text == "And this one came last of all."
    (aside,) = thread.asides
    assert (aside.from_, aside.posts[0].text) == ("x:1", "This one was deleted before anybody saved it.")
    assert {each.author for each in thread.every_post()} == {ADA.key}
    assert thread.ledger.boundaries_guessed


def test_what_the_stub_knew_survives() -> None:
    copy = page(TEXTS[0], stub=True, posts_known=7)
    thread = thread_of(join_copy(copy, real_thread()))
    assert (thread.stub, thread.ledger.posts_held, thread.ledger.posts_known) == (False, 3, 7)


def test_two_stubs_are_still_a_stub() -> None:
    real = talk(post(1, text=TEXTS[0]), facts=(ThreadFacts(root="x:1", stub=True, posts_known=7),))
    assert thread_of(join_copy(page(TEXTS[0], TEXTS[1], stub=True, posts_known=7), real)).stub


def test_images_of_a_copy_are_kept_where_the_real_post_has_none() -> None:
    image = (Media(kind="image", url="https://e.org/lamp.jpg"),)
    assert thread_of(join_copy(page(TEXTS[0], media=image), real_thread())).posts[0].media == image


def test_the_copy_brought_again_changes_nothing() -> None:
    copy = page(TEXTS[0], *TEXTS[1].split("\n\n"), TEXTS[2], "And this one came last of all.")
    thread = thread_of(join_copy(copy, real_thread()))
    assert thread_of(merge([as_conversation(thread), copy])) == thread
    assert thread_of(join_copy(copy, as_conversation(thread))) == thread


_WORDS = ["lamp", "keeper", "dog", "sea", "night", "storm", "boat", "stone"]
sentences = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=6).map(lambda words: " ".join(words) + ".")


@settings(deadline=None, max_examples=200)
@given(st.lists(sentences, min_size=1, max_size=6), st.lists(sentences, min_size=1, max_size=6))
def test_no_text_and_no_key_is_lost(held: list[str], copied: list[str]) -> None:
    copy, real = page(*copied), real_thread(*held)
    result = unroll(join_copy(copy, real))
    posts = [each for thread in result.threads for each in thread.every_post()] + list(result.singles)
    everything = " ".join(each.text for each in sorted(posts, key=lambda each: (len(each.key), each.key)))
    assert all(text in everything for text in (*held, *copied))
    names = {name for each in posts for name in (each.key, *each.aliases)}
    assert {each.key for each in (*copy.posts, *real.posts)} <= names
    assert len(result.threads) <= 1
