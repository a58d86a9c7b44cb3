"""Copied and clipped Thread Reader App pages: what is the author's, what is the page's, and what is unknown."""

from datetime import UTC, datetime

import pytest
from source_inputs import conversations, page, texts, threads

from threadtui.errors import InputError, NoThread
from threadtui.models import LinkCard, Media, Thread
from threadtui.sources.base import Input
from threadtui.sources.threadreader_text import ThreadReaderText

SOURCE = ThreadReaderText()
FURNITURE = ("Missing some", "Keep Current", "Profile picture", "PDF", "nroll", "Premium", "donation", "Read ", "views")


def read(name: str) -> list[Thread]:
    return threads(SOURCE, page("threadreader_text", name))


def made(text: str) -> list[Thread]:
    return threads(SOURCE, Input(name="made.txt", data=text.encode()))


def day(year: int, month: int, number: int) -> datetime:
    return datetime(year, month, number, tzinfo=UTC)


def test_the_main_thread_of_a_copy_has_neither_date_nor_address() -> None:
    thread = read("page_2020.txt")[0]
    assert (thread.author.key, thread.author.handle) == ("x:@ada_reads", "ada_reads")
    assert thread.author.display_name == "Ada Reads (Ada, night shift)"
    assert (thread.created_at, thread.permalink, thread.ledger.posts_known) == (None, None, None)
    assert thread.ledger.boundaries_guessed
    assert not thread.stub
    assert [post.key for post in thread.posts] == [thread.key, *(f"{thread.key}/{n}" for n in (2, 3, 4))]


def test_the_whole_text_is_there_and_nothing_of_the_page() -> None:
    whole = page("threadreader_text", "page_2020.txt").data.decode()
    thread = read("page_2020.txt")[0]
    assert "\n".join(texts(thread.posts)) == whole.split("\n\n• • •")[0]
    assert thread.posts[0].text.count("\n") == 3, "four short lines are one post"


def test_more_from_becomes_dated_stubs() -> None:
    stubs = read("page_2020.txt")[1:]
    assert [stub.created_at for stub in stubs] == [
        day(2020, 11, 22),
        day(2020, 9, 29),
        day(2020, 9, 3),
        day(2019, 12, 31),
    ]
    assert all(stub.posts[0].day_only and stub.posts[0].created_at == stub.created_at for stub in stubs)
    assert not any(post.day_only or post.created_at for stub in stubs for post in stub.posts[1:])
    assert [stub.ledger.posts_known for stub in stubs] == [4, 5, 7, 2]
    assert [stub.ledger.posts_held for stub in stubs] == [3, 3, 3, 2]
    assert [stub.stub for stub in stubs] == [True, True, True, False]
    assert all(stub.ledger.boundaries_guessed for stub in stubs)
    assert {stub.author.key for stub in stubs} == {"x:@ada_reads"}


def test_a_line_inside_a_preview_stays_with_its_post() -> None:
    cloth, cards = read("page_2020.txt")[2:4]
    assert texts(cloth.posts) == [
        "It has been a joy to rebind this for @bo_binds. The cloth came while I was still\n(very much still...)",
        "That the spine held is a testament to wheat paste.",
        "I have one copy left and it smells of the river, go and see",
    ]
    assert cards.posts[2].text.endswith("for once\nrooms.example/core/services/…")


def test_an_image_marker_is_a_picture_and_no_text() -> None:
    for post in read("page_2020.txt")[2].posts:
        assert post.media == (Media(kind="image"),)
        assert "Image" not in post.text


def test_the_header_of_a_whole_page_is_no_post() -> None:
    thread = read("whole_page_2023.txt")[0]
    assert (thread.author.handle, thread.author.display_name) == ("bo_binds", "Bo Binds")
    assert texts(thread.posts) == [
        "1/ A book has six sides and one of them is the one you were told about.\n\nThe rest you find with a thumb.",
        "2/ Start at the spine. Ask it what it carries. https://binding.example/spine\nIt will creak, which is yes.",
        "3/ Then the fore-edge, where the rain goes.",
        "End of the tour! Thank you.",
    ]
    assert len(thread.posts[2].media) == 2
    assert thread.posts[1].spans[0].target == "https://binding.example/spine"


def test_a_year_that_is_missing_comes_from_the_dated_neighbour_below() -> None:
    assert [stub.created_at for stub in read("whole_page_2023.txt")[1:]] == [day(2022, 8, 11), day(2022, 7, 1)]


def test_the_hash_is_over_the_body_and_not_over_what_changes_around_it() -> None:
    whole = page("threadreader_text", "page_2020.txt").data.decode()
    body, _, rest = whole.partition("More from @ada_reads\n")
    later = made(f"Advertisement\n{body}More from @Ada_Reads\n\n1 Dec 21\nSomething newer.\nAnd more.\n{rest[:0]}")
    assert later[0].key == read("page_2020.txt")[0].key
    assert later[1].key != read("page_2020.txt")[1].key


def test_a_clip_names_its_root() -> None:
    thread, preview = read("clip_2026.md")
    assert thread.key == "x:2007000000000000000"
    assert thread.posts[0].aliases == (thread.posts[1].key.removesuffix("/2"),)
    assert thread.permalink == "https://x.com/tide_table/status/2007000000000000000"
    assert thread.created_at
    assert thread.created_at.date() == datetime(2026, 1, 2).date()
    assert (thread.author.handle, thread.author.display_name) == ("tide_table", "Tide Table")
    assert preview.stub
    assert (preview.created_at, preview.ledger.posts_known, preview.permalink) == (None, None, None)


def test_a_clip_keeps_breaks_and_numbered_posts_whole() -> None:
    thread, preview = read("clip_2026.md")
    assert texts(thread.posts)[0] == (
        "I keep the tide table for one small harbour.\n\nIt is wrong twice a day, and I know by how much."
    )
    assert texts(thread.posts)[2] == "2/ The pier keeps its own book, in barnacles.\n\nIt does not agree with mine."
    assert len(preview.posts) == 2


def test_links_pictures_and_boxes_of_a_clip() -> None:
    moon, pier = read("clip_2026.md")[0].posts[1:3]
    address = "https://moon.example/docs/en/terminal-config#two"
    assert [(moon.text[span.start : span.end], span.target) for span in moon.spans] == [
        ("moon.example/docs/en/termin…", address)
    ]
    assert moon.media == (Media(kind="image", url="https://pbs.twimg.com/media/moon.jpg"),)
    assert moon.card == LinkCard(
        url=address, title="The moon, set up - Moon Docs", description="What it pulls, and when it lets go."
    )
    assert pier.media[0].alt == "A pier with a line of barnacles"


def test_an_older_clip_without_any_end_marker() -> None:
    (thread,) = read("clip_2022.md")
    assert (thread.author.handle, thread.author.display_name) == ("kite_yard", "Kite Yard")
    assert thread.key.startswith("page:")
    assert texts(thread.posts)[0].startswith("how to fly a kite from a balcony --\n\n[a guide] in a few steps")
    assert thread.posts[2].text.startswith("**ask first** - the people")
    assert thread.posts[2].card == LinkCard(url="https://wind.example/today")
    assert len(thread.posts[3].media) == 2
    assert not any(word in text for text in texts(thread.posts) for word in ("#clipping", "Excerpt", "![", "sticky"))


def test_an_extract_has_every_id_and_nothing_is_guessed() -> None:
    (thread,) = read("extract.md")
    assert [post.id for post in thread.posts] == [f"1968000{n}00000000000" for n in range(3)]
    assert (thread.ledger.boundaries_guessed, thread.ledger.posts_known) == (False, 3)
    assert thread.created_at == datetime(2025, 9, 16, 17, 12, 18, 328000, tzinfo=UTC)
    assert texts(thread.posts) == [
        "Moths read by touch.\nmoths.example/2018-08-t…\n\n"
        "That is why they prefer *old* paper --- it has had time to speak up.",
        "A backslash \\* stays, as it was written.",
        "Advertisement\n\nis what I call a lamp.",
    ]


@pytest.mark.parametrize("name", ["page_2020.txt", "whole_page_2023.txt", "clip_2022.md", "clip_2026.md"])
def test_furniture_is_never_a_post(name: str) -> None:
    said = "\n".join(text for thread in read(name) for text in texts(thread.posts))
    assert not any(word in said for word in FURNITURE)
    assert "Advertisement" not in said


@pytest.mark.parametrize(
    "end",
    [
        "• • •\n\nKeep Current with Bo\n\nMore from @bo_binds\n",
        "Missing some Tweet in this thread? You can try to force a refresh\n\nMore from @bo_binds\n",
        "Keep Current with Bo\nMore from @bo_binds\n",
        "More from @bo_binds\n",
    ],
)
def test_the_body_ends_at_the_first_marker_there_is(end: str) -> None:
    (thread,) = made(f"One way to end.{'x' * 120}\nAnother way to end.{'y' * 120}\n\n{end}")
    assert len(thread.posts) == 2
    assert thread.posts[1].text.startswith("Another")


def test_a_copy_that_names_no_author_is_refused_in_words() -> None:
    with pytest.raises(InputError, match=r"made\.txt names no author") as caught:
        made("Somebody said this.\n\n• • •\n\nMissing some Tweet in this thread? You can try to force a refresh\n")
    assert "More from" in caught.value.hint


@pytest.mark.parametrize("text", ["", "• • •\n\nKeep Current with Bo\n\nMore from @bo_binds\n", "\n\nAdvertisement\n"])
def test_a_copy_without_posts_says_so(text: str) -> None:
    with pytest.raises(NoThread, match=r"made\.txt"):
        made(text)


def test_control_characters_never_come_through() -> None:
    (found,) = conversations(
        SOURCE, Input(name="made.txt", data="a\x1b]0;title\x07b \u202ec\n\n• • •\nMore from @bo_binds".encode())
    )
    assert found.posts[0].text == "ab c"
