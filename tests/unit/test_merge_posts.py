"""Two copies of one post: what is kept of each."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit_posts import START, post

from threadtui.merge import merge_posts
from threadtui.models import LinkCard, Media, Poll, PollOption, Post, Quote, Revision, Span
from threadtui.text import normalise

_TIMES = [None, START, START + timedelta(hours=1), START + timedelta(days=1)]
_TEXTS = ["", "First.", "First. https://t.co/a", "@bob_writes First.", "Second.", "Second, longer.", "FIRST."]
times = st.sampled_from(_TIMES)
spans = st.sampled_from([(), (Span(start=0, end=2, kind="hashtag"),), (Span(start=0, end=3, kind="link", target="u"),)])
texts = st.sampled_from(_TEXTS)
media = st.lists(
    st.builds(
        Media,
        kind=st.sampled_from(["image", "video"]),
        url=st.sampled_from([None, "https://a.org/1.jpg", "https://b.org/1?name=large", "https://a.org/2.jpg"]),
        alt=st.sampled_from(["", "A lamp", "A lighthouse"]),
        sha256=st.sampled_from([None, "ab"]),
        width=st.sampled_from([None, 80]),
    ),
    max_size=2,
).map(tuple)
copies = st.builds(
    Post,
    key=st.sampled_from(["x:1", "x:2", "x:10", "page:aa"]),
    author=st.sampled_from(["x:1", "x:@ada_reads"]),
    text=texts,
    spans=spans,
    created_at=times,
    day_only=st.booleans(),
    edited_at=times,
    in_reply_to=st.sampled_from([None, "x:9", "page:aa/2", "x:8"]),
    permalink=st.sampled_from([None, "https://x.com/ada_reads/status/1"]),
    media=media,
    card=st.none() | st.builds(LinkCard, url=st.just("https://a.org"), title=st.sampled_from(["", "Title"])),
    revisions=st.lists(st.builds(Revision, text=texts, spans=spans, until=times), max_size=2).map(tuple),
    vanished_at=times,
    truncated=st.booleans(),
    aliases=st.sampled_from([(), ("x:1",), ("page:aa",)]),
    sources=st.sampled_from([(), ("a",), ("b",), ("b", "a")]),
)


@settings(deadline=None, max_examples=500)
@given(copies, copies)
def test_merging_is_commutative(a: Post, b: Post) -> None:
    assert merge_posts(a, b) == merge_posts(b, a)


@settings(deadline=None, max_examples=800)
@given(copies, copies, copies)
def test_merging_is_associative(a: Post, b: Post, c: Post) -> None:
    assert merge_posts(merge_posts(a, b), c) == merge_posts(a, merge_posts(b, c))


@settings(deadline=None, max_examples=300)
@given(copies, copies)
def test_merging_is_idempotent(a: Post, b: Post) -> None:
    assert merge_posts(a, a) == a
    both = merge_posts(a, b)
    assert merge_posts(both, a) == merge_posts(both, b) == both


@settings(deadline=None, max_examples=300)
@given(copies, copies)
def test_no_whole_text_is_lost(a: Post, b: Post) -> None:
    both = merge_posts(a, b)
    held = {normalise(text).removeprefix("@bob_writes ") for text in (both.text, *(r.text for r in both.revisions))}
    for copy in (a, b):
        whole = [revision.text for revision in copy.revisions] + ([] if copy.truncated else [copy.text])
        assert {normalise(text).removeprefix("@bob_writes ") for text in whole} <= held


def test_the_whole_text_replaces_the_cut_one() -> None:
    cut = post(1, text="A long text that is", truncated=True)
    whole = post(1, text="A long text that is not cut here.")
    both = merge_posts(cut, whole)
    assert (both.text, both.truncated, both.revisions) == (whole.text, False, ())


def test_an_edit_keeps_the_earlier_text() -> None:
    first = post(1, text="A tpyo.", created_at=START)
    second = post(1, text="A typo.", created_at=START, edited_at=START + timedelta(hours=1))
    both = merge_posts(first, second)
    assert (both.text, both.edited_at) == ("A typo.", second.edited_at)
    assert [revision.text for revision in both.revisions] == ["A tpyo."]


def test_a_newer_id_is_a_newer_version() -> None:
    both = merge_posts(post(11, text="Right.", aliases=("x:10",)), post(10, text="Worng.", aliases=("x:11",)))
    assert (both.key, both.text, both.aliases) == ("x:11", "Right.", ("x:10",))
    assert both.created_at == START + timedelta(minutes=10)


def test_history_that_a_source_told_stays_in_order() -> None:
    told = (Revision(text="One.", until=START), Revision(text="Two.", until=START + timedelta(hours=1)))
    both = merge_posts(post(1, text="One.", revisions=told), post(1, text="One.", revisions=told[1:]))
    assert (both.text, both.revisions) == ("One.", told)


@pytest.mark.parametrize(
    ("poor", "rich"),
    [("See https://t.co/x", "See https://example.org/page"), ("hello THERE", "@bob_writes Hello there")],
)
def test_a_text_in_another_form_is_no_edit(poor: str, rich: str) -> None:
    both = merge_posts(post(1, text=poor), post(1, text=rich))
    assert (both.text, both.revisions) == (rich, ())


def test_media_complete_each_other() -> None:
    here = Media(kind="image", url="https://pbs.example/media/Abc.jpg", sha256="ff", width=100, height=50)
    told = Media(kind="image", url="https://pbs.example/media/Abc?format=jpg&name=large", alt="A lamp")
    (media_item,) = merge_posts(post(1, media=(here,)), post(1, media=(told,))).media
    assert (media_item.sha256, media_item.alt, media_item.width) == ("ff", "A lamp", 100)


def test_the_fuller_list_of_media_wins() -> None:
    marker = (Media(kind="image"),)
    album = tuple(Media(kind="image", url=f"https://e.org/{name}.jpg") for name in "ba")
    assert merge_posts(post(1, media=marker), post(1, media=album)).media == album
    assert merge_posts(post(1, media=()), post(1, media=marker)).media == marker
    assert merge_posts(post(1, media=album[:1]), post(1, media=marker)).media == album[:1]


def test_a_time_is_better_than_a_day() -> None:
    exact = START + timedelta(hours=2)
    both = merge_posts(post(1, created_at=START.replace(hour=0), day_only=True), post(1, created_at=exact))
    assert (both.created_at, both.day_only) == (exact, False)


def test_where_a_post_came_from_is_remembered() -> None:
    both = merge_posts(post(1, sources=("page", "archive")), post(1, sources=("api",)))
    assert both.sources == ("api", "archive", "page")


def test_every_field_is_filled_from_whichever_copy_knows() -> None:
    full = post(
        1,
        2,
        text="Whole text.",
        day_only=True,
        edited_at=START,
        spans=(Span(start=0, end=5, kind="hashtag"),),
        reply_author="x:1",
        reply_handle="ada_reads",
        conversation="x:2",
        permalink="https://x.com/ada_reads/status/1",
        media=(Media(kind="image", url="https://e.org/1.jpg"),),
        quote=Quote(text="Quoted."),
        card=LinkCard(url="https://e.org"),
        poll=Poll(options=(PollOption(text="Yes"), PollOption(text="No"))),
        content_warning="Storms",
        revisions=(Revision(text="Cut t"),),
        vanished_at=START,
        aliases=("page:aa",),
        sources=("a",),
    )
    unset = {name for name in Post.__struct_fields__ if getattr(full, name) in (None, "", (), False)}
    assert unset == {"truncated"}, "a new field of the model must be merged, and stand here"
    assert merge_posts(full, post(1, text="Cut t", truncated=True, created_at=None)) == full
