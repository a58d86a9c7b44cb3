"""Texts that are longer than any post are left out or refused in words, before any work is done on them."""

import pytest
from source_inputs import conversations, page, texts, threads

from threadtui.errors import InputError
from threadtui.sources import source_named
from threadtui.sources.base import Input, Skipped

MOST = 1_000_000
HTML = source_named("threadreader")
TEXT = source_named("threadreader-text")
END = "\n\n• • •\n\nKeep Current with Ada Reads\n\nMore from @ada_reads\n"
CLIP = "---\nsource: https://threadreaderapp.com/thread/1330000000000000000.html\n---\n"
SECTION = "### Tweet 1\n**Source:** <https://x.com/ada_reads/status/1330000000000000000>\n\n"


def html(*bodies: str) -> Input:
    posts = "".join(
        f'<div id="tweet_{at}" class="content-tweet" data-tweet="{1330000000000000000 + at}">{body}</div>'
        for at, body in enumerate(bodies, start=1)
    )
    head = '<div class="screenName"><a href="/user/ada_reads">@ada_reads</a></div>'
    return Input(name="page.html", data=f"<html>{head}{posts}</html>".encode())


def test_a_page_is_read_without_a_post_that_is_too_long() -> None:
    item = html("The first.", "a" * (MOST + 1), "The third.")
    assert [found for found in HTML.read(item) if isinstance(found, Skipped)] == [
        Skipped(reason="a post of more than 1,000,000 characters")
    ]
    (thread,) = threads(HTML, item)
    assert texts(thread.posts) == ["The first.", "The third."]


def test_a_card_that_is_too_long_is_passed_over() -> None:
    card = f'<div class="thread-card"><div class="card-tweets">{"a" * (MOST + 1)}</div></div>'
    item = html("The first.", "The second.")
    longer = Input(name="page.html", data=item.data.replace(b"</html>", card.encode() + b"</html>"))
    assert conversations(HTML, longer) == conversations(HTML, item)
    assert Skipped(reason="a post of more than 1,000,000 characters") in list(HTML.read(longer))


@pytest.mark.parametrize(
    "data",
    [
        "a" * (MOST + 1) + END,
        CLIP + ("[words](https://example.org/) " + "a" * 50_000 + "  \n") * 21 + END,
        "\n".join(["1/2 It begins.", *["a" * 90_000] * 12, "2/2 It ends."]) + END,
        SECTION + "a" * (MOST + 1),
    ],
    ids=["line", "paragraph", "joined lines", "extract"],
)
def test_a_copy_with_a_text_that_is_too_long_is_refused(data: str) -> None:
    with pytest.raises(InputError, match=r"copy holds a text of more than 1,000,000 characters"):
        list(TEXT.read(Input(name="copy", data=data.encode())))


def test_a_text_as_long_as_may_be_is_read() -> None:
    assert len(conversations(HTML, page("threadreader_html", "cards_2018.html"))) > 0
    assert [len(post.text) for post in conversations(HTML, html("a" * MOST, "b"))[0].posts] == [MOST, 1]
