"""The page: posts as lines, places and positions. Pure layout, no terminal."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stock import KEEPER, SENTENCE, START, chain, page_of_stock, plain_thread, post, rich_thread, style_for, thread_of

from threadtui import text
from threadtui.models import Gap, Ledger, Position, Thread
from threadtui.tui.page import Line, Page, Place, View
from threadtui.tui.page.blocks import Frame, post_block

WRITING = {"text", "link", "tag"}
"""styles in which a post's own text is set"""
SCRIPTS = "abc fog .,-/\n\n  éЖλ 日本語、。 שלום مرحبا न\u093fक \u0301 👍🏽 👩\u200d👩\u200d👧 🇳🇴 #@"

posts_texts = st.lists(
    st.one_of(st.text(SCRIPTS, max_size=120), st.text(max_size=60), st.just(SENTENCE * 4)).map(text.clean),
    min_size=1,
    max_size=5,
)
widths = st.integers(min_value=12, max_value=90)
views: st.SearchStrategy[View] = st.sampled_from(["posts", "numbered"])


def page_with(texts: list[str], width: int, view: View = "posts") -> Page:
    return Page(plain_thread(texts), 100, width, style_for(view))


def places(page: Page) -> list[Place]:
    """Every place of a page, from the top."""
    return [Place(number, at) for number in range(page.last_block + 1) for at in range(len(page.block(number)))]


def line_at(page: Page, place: Place) -> Line:
    return page.block(place.block)[place.line]


def every_line(page: Page) -> list[Line]:
    return [line_at(page, place) for place in places(page)]


def printed(page: Page) -> list[str]:
    return [line.plain.strip() for line in every_line(page)]


def inked(words: str) -> str:
    """A text without the white space that wrapping may swallow."""
    return "".join(char for char in words if not char.isspace() and char != "\u200b")


def written(lines: list[Line], key: str) -> str:
    """The ink of one post's own text on these lines."""
    mine = (part.text for line in lines if line.post == key for part in line.parts if part.style in WRITING)
    return inked("".join(mine))


@settings(deadline=None)
@given(posts_texts, widths, views)
def test_every_text_is_whole_on_the_page(texts: list[str], width: int, view: View) -> None:
    page = page_with(texts, width, view)
    lines = every_line(page)
    for one in page.thread.posts:
        assert written(lines, one.key) == inked(one.text)


@settings(deadline=None)
@given(posts_texts, widths, views)
def test_no_line_is_wider_than_the_page(texts: list[str], width: int, view: View) -> None:
    """On the narrowest pages only our own signs (the end, a pause) may be cut, never writing."""
    for line in every_line(page_with(texts, width, view)):
        own = any(part.style == "rule" for part in line.parts)
        assert own or text.cell_width(line.plain) <= width


@settings(deadline=None)
@given(posts_texts, widths, widths, views, views, st.data())
def test_a_position_is_found_again_at_another_width_and_in_another_view(
    texts: list[str], width: int, other_width: int, view: View, other_view: View, data: st.DataObject
) -> None:
    page, other = page_with(texts, width, view), page_with(texts, other_width, other_view)
    place = data.draw(st.sampled_from(places(page)))
    position = page.position(place)
    found = other.place(position)
    if position is None:
        assert place.block == 0
        assert found == Place(0, 0)
        return
    line = line_at(other, found)
    later = [one.offset for one in other.block(found.block) if one.post == position.post and one.offset > line.offset]
    assert line.post == position.post
    assert line.offset <= position.offset
    assert all(offset > position.offset for offset in later)


@settings(deadline=None)
@given(posts_texts, widths, views, st.data())
def test_a_position_leads_back_to_its_own_place(texts: list[str], width: int, view: View, data: st.DataObject) -> None:
    """Back to the line itself, or to the first of the lines at the same spot in the text, never further up."""
    page = page_with(texts, width, view)
    place = data.draw(st.sampled_from([one for one in places(page) if 0 < one.block < page.last_block]))
    line = line_at(page, place)
    found = page.place(page.position(place))
    assert found.block == place.block
    assert found.line <= place.line
    if line.offset:
        assert line_at(page, found).offset == line.offset
    else:
        assert found.line == 0


@settings(deadline=None)
@given(posts_texts, widths, views)
def test_down_the_page_one_only_gets_on_in_a_text(texts: list[str], width: int, view: View) -> None:
    """Blank lines below a text included: they do not lead back to where it begins."""
    page = page_with(texts, width, view)
    for number, one in enumerate(page.thread.posts, 1):
        offsets = [line.offset for line in page.block(number)]
        assert offsets == sorted(offsets)
        assert offsets[0] == 0
        assert offsets[-1] == len(one.text)


@settings(deadline=None)
@given(posts_texts, widths, views, st.integers(-60, 60), st.integers(1, 40), st.data())
def test_moving_is_counting_lines(
    texts: list[str], width: int, view: View, by: int, height: int, data: st.DataObject
) -> None:
    page = page_with(texts, width, view)
    every = places(page)
    at = data.draw(st.integers(0, len(every) - 1))
    assert page.moved(every[at], by) == every[min(max(at + by, 0), len(every) - 1)]
    assert page.lines(every[at], height) == every_line(page)[at : at + height]
    assert page.bottom(height) == every[max(0, len(every) - height)]
    assert page.at_end(every[at], height) == (at + height >= len(every))


def test_a_long_thread_lays_out_only_what_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out: list[int] = []

    def counting(frame: Frame, number: int) -> list[Line]:
        laid_out.append(number)
        return post_block(frame, number)

    monkeypatch.setattr("threadtui.tui.page.page.post_block", counting)
    thread = plain_thread([f"{number}. {SENTENCE}" for number in range(10_000)])
    page = Page(thread, 200_000, 70, style_for())
    middle = page.place(Position(post=thread.posts[5_000].key, offset=40))
    page.lines(middle, 40)
    for _ in range(3):
        middle = page.moved(middle, 1)
        page.lines(middle, 40)
    page.at_end(middle, 40)
    assert 5_000 in laid_out
    assert len(laid_out) == len(set(laid_out))
    assert len(laid_out) < 60


def test_what_hangs_on_posts_is_said() -> None:
    """Each thing that a post carries has its lines, in the place where it belongs."""
    lines = printed(page_of_stock(thread_of(rich_thread())))
    assert "See the tables at https://fog.example/tables today" in lines
    assert "[image: a lamp in fog]" in lines
    quote = lines.index("│ Cloud Clerk @cloud_clerk")
    assert lines[quote + 1 : quote + 6] == [
        "│ Fog is only low cloud.",
        "",
        "│ On fog",
        "│ A short history",
        "│ https://fog.example/card",
    ]
    assert "4 · 09:04 · edited" in lines
    assert "content warning: bells" in lines
    poll = lines.index("75%  north")
    assert lines[poll + 1 : poll + 3] == ["25%  south", "poll · 4 votes"]


def test_a_link_and_a_mention_have_styles_of_their_own() -> None:
    lines = every_line(page_of_stock(thread_of(rich_thread())))
    styles = {part.text: part.style for line in lines for part in line.parts}
    assert styles["https://fog.example/tables"] == "link"
    assert styles["content warning: bells"] == "loud"


def test_a_gap_stands_where_posts_are_missing() -> None:
    lines = printed(page_of_stock(thread_of(rich_thread())))
    gap = lines.index("─── posts are missing here")
    assert "A quote and a card" in lines[:gap]
    assert lines[gap + 2].startswith("5 · ")
    assert "1 gap" in lines[: lines.index("An image")]


def test_a_gap_at_the_end_stands_before_the_end() -> None:
    thread = plain_thread(["One.", "Two."])
    cut = Thread(
        key=thread.key,
        author=KEEPER,
        title="One.",
        source="x",
        posts=thread.posts,
        gaps=(Gap(before=None, count=3),),
        ledger=Ledger(posts_held=2, posts_known=5, gaps=1),
    )
    lines = printed(page_of_stock(cut))
    assert lines[-3:] == ["─── 3 posts missing here", "", "─── end ───"]


def test_an_aside_opens_under_the_post_it_hangs_from() -> None:
    thread = thread_of(rich_thread())
    closed = printed(page_of_stock(thread))
    head = closed.index("↳ 1 side post · Enter opens")
    assert "An image" not in closed[:head]
    assert not any("A side remark" in line for line in closed)
    opened = Page(thread, 50, 60, style_for(), frozenset({thread.asides[0].posts[0].key}))
    lines = printed(opened)
    head = lines.index("↳ 1 side post")
    assert "│ A side remark on lamps" in lines[head : lines.index("An image")]
    assert lines[lines.index("An image") - 3 :][:2] == ["│ A side remark on lamps", ""]
    assert written(every_line(opened), "x:8") == inked("A side remark on lamps")


def test_asides_are_found_by_what_is_on_the_screen() -> None:
    page = page_of_stock(thread_of(rich_thread()))
    assert page.visible_asides(Place(0, 0), 100) == ["x:8"]
    assert page.visible_asides(Place(0, 0), 3) == []
    assert page.visible_asides(Place(3, 0), 100) == []


def test_a_place_in_an_aside_is_kept() -> None:
    thread = thread_of(rich_thread())
    page = Page(thread, 50, 60, style_for(), frozenset({"x:8"}))
    place = next(one for one in places(page) if "A side remark" in line_at(page, one).plain)
    position = page.position(place)
    assert position is not None
    assert position.post == "x:8"
    narrow = Page(thread, 50, 20, style_for("numbered"), frozenset({"x:8"}))
    assert line_at(narrow, narrow.place(position)).post == "x:8"


def test_an_edited_posts_old_key_still_leads_to_it() -> None:
    posts = chain(1, ["One.", "Two."])
    thread = thread_of([posts[0], post(2, "Two.", in_reply_to="x:1", aliases=("page:abc",))])
    page = page_of_stock(thread)
    assert page.place(Position(post="page:abc")).block == 2
    assert page.place(Position(post="x:gone")) == Place(0, 0)


def test_a_long_pause_is_said_and_a_time_that_repeats_is_not() -> None:
    posts = [post(1, "One."), post(1 + 3 * 24 * 60, "Two.", in_reply_to="x:1")]
    assert "─── 3 days later" in printed(page_of_stock(thread_of(posts)))
    clock = START + timedelta(days=2)
    near = Page(thread_of(chain(1, ["One.", "Two."])), 4, 60, style_for(times="relative", clock=lambda: clock))
    assert "1 · 1 day ago" in printed(near)
    assert "2" in printed(near)


def test_the_head_says_who_when_and_how_much() -> None:
    head = [line.plain for line in Page(plain_thread(["One.", "Two."]), 690, 40, style_for()).block(0)]
    assert head == ["", "The Fog Keeper", "@fog_keeper", "", "1 Mar 2026 · 2 posts · 3 min read", "─" * 40, ""]


def ledger_words(ledger: Ledger) -> Iterator[str]:
    posts = plain_thread(["One."]).posts
    thread = Thread(key="x:1", author=KEEPER, title="One.", source="x", posts=posts, ledger=ledger)
    yield from (part.text for line in page_of_stock(thread).block(0) for part in line.parts if part.style == "loud")


def test_only_what_is_missing_is_loud() -> None:
    assert list(ledger_words(Ledger(posts_held=1))) == []
    assert list(ledger_words(Ledger(posts_held=1, boundaries_guessed=True, aside_posts=2, media_missing=1))) == []
    assert list(ledger_words(Ledger(posts_held=1, posts_known=4))) == ["1 of 4 posts held"]
    assert list(ledger_words(Ledger(posts_held=1, truncated=1))) == ["1 post cut by the source"]
