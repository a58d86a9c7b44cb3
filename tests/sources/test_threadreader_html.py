"""Thread Reader App pages: what stands where in the HTML of each era, and what it comes out as."""

from datetime import UTC, datetime

import pytest
from source_inputs import conversations, page, texts, threads

from threadtui.errors import InputError, NoThread
from threadtui.models import LinkCard, Media, Thread
from threadtui.sources.base import Input, Skipped
from threadtui.sources.threadreader_html import ThreadReaderHtml

SOURCE = ThreadReaderHtml()


def read(name: str) -> list[Thread]:
    return threads(SOURCE, page("threadreader_html", name))


def one_post(inner: str) -> Thread:
    """A page of one post with this HTML inside, and a second so that it is a thread."""
    posts = f'<div id="tweet_1" class="content-tweet" data-tweet="1366000000000000000">{inner}</div>'
    posts += '<div id="tweet_2" class="content-tweet" data-tweet="1366000000000000001">end</div>'
    html = f'<div class="screenName"><a href="//twitter.com/ada_reads">@ada_reads</a></div>{posts}'
    return threads(SOURCE, Input(name="made.html", data=html.encode()))[0]


def test_cards_of_2018_are_stubs_of_their_authors() -> None:
    shelf, book = read("cards_2018.html")
    assert shelf.key == "x:973000000000000000"
    assert (shelf.author.key, shelf.author.aliases) == ("x:885000000000000001", ("x:@ada_reads",))
    assert (shelf.author.handle, shelf.author.display_name) == ("ada_reads", "Ada 📚 Reads")
    assert (shelf.stub, shelf.ledger.posts_held, shelf.ledger.posts_known) == (True, 3, 12)
    assert not shelf.ledger.boundaries_guessed
    assert (book.author.key, book.ledger.posts_known) == ("x:16712000", 1204)


def test_numbering_and_breaks_stay_in_the_text() -> None:
    shelf, book = read("cards_2018.html")
    assert texts(shelf.posts) == [
        "A shelf is a queue that forgot its order.",
        "2/ Mine is sorted by who lent me the book.",
        "So I know whom to thank\n\n3/",
    ]
    assert texts(book.posts) == ["How to sew a book in one evening\n1/n", "Wax the thread. 2/n"]


def test_a_quote_that_was_never_loaded_keeps_its_address() -> None:
    quote = read("cards_2018.html")[0].posts[1].quote
    assert quote
    assert (quote.handle, quote.post, quote.text) == ("bo_binds", "x:961000000000000000", "")
    assert quote.permalink == "https://x.com/bo_binds/status/961000000000000000"
    assert quote.created_at
    assert quote.created_at.date() == datetime(2018, 2, 6).date()


def test_lazy_pictures_and_gifs() -> None:
    needle, wax = (post.media for post in read("cards_2018.html")[1].posts)
    assert needle == (Media(kind="image", url="https://pbs.twimg.com/media/needle.jpg"),)
    assert wax == (Media(kind="gif", url="https://video.twimg.com/tweet_video/wax.mp4"),)


def test_a_fragment_of_2019_takes_its_author_from_the_front_matter() -> None:
    (thread,) = read("fragment_2019.html")
    assert thread.key.startswith("page:")
    assert [post.key.removeprefix(thread.key) for post in thread.posts] == ["", "/2", "/3"]
    assert (thread.author.key, thread.created_at, thread.permalink) == ("x:@moth_desk", None, None)
    assert thread.posts[1].text == "They eat the glue & leave the words."
    assert [span.target for span in thread.posts[0].spans] == [
        "https://twitter.com/ada_reads",
        "https://moths.example/report/long/address",
    ]
    assert [(medium.alt, medium.url) for medium in thread.posts[2].media] == [
        ("A moth on a spine", "https://pbs.twimg.com/media/moth1.jpg"),
        ("", "https://pbs.twimg.com/media/moth2.jpg"),
    ]


def test_a_page_of_2019_takes_its_root_from_its_address() -> None:
    (thread,) = read("page_2019.html")
    assert thread.key == "x:1093000000000000000"
    assert thread.posts[1].key.startswith("page:")
    assert thread.posts[0].aliases == (thread.posts[1].key.removesuffix("/2"),)
    assert (thread.author.display_name, thread.ledger.posts_known) == ("The Moth Desk", 3)
    assert thread.created_at == datetime(2019, 2, 6, 4, 14, 41, 615000, tzinfo=UTC)
    assert thread.posts[1].created_at is None
    assert texts(thread.posts)[0] == "The lamp is on, so here is what I saw\n\nby the window"


def test_the_header_of_2021() -> None:
    thread = read("page_2021.html")[0]
    assert (thread.author.key, thread.author.aliases) == ("x:4401001", ("x:@ada_reads",))
    assert thread.author.avatar_url == "https://pbs.twimg.com/profile_images/1/ada_bigger.png"
    assert thread.permalink == "https://x.com/ada_reads/status/1366000000000000000"
    assert (thread.ledger.posts_held, thread.ledger.posts_known, thread.stub) == (6, 7, False)


def test_times_come_from_the_ids_not_from_the_header() -> None:
    thread = read("page_2021.html")[0]
    assert thread.created_at == datetime(2021, 2, 28, 12, 19, 13, 709000, tzinfo=UTC)
    assert [post.id for post in thread.posts] == [f"1366000{n}00000000000" for n in range(6)]
    assert all(post.created_at and not post.day_only for post in thread.posts)


def test_embeds_become_quotes_and_cards() -> None:
    _, talk, said, quoted, film, notes = read("page_2021.html")[0].posts
    assert talk.card == LinkCard(url="https://www.youtube.com/watch?v=aBcDeFgHiJk", title="Reading in the dark")
    assert said.quote
    assert (said.quote.post, said.quote.handle) == ("x:1365000000000000000", None)
    assert quoted.quote
    assert (quoted.text, quoted.quote.text) == ("And quoted in full:", "The candle reads\nyou.")
    assert film.media == (Media(kind="video", url="https://video.twimg.com/ext_tw_video/1/vid/640x360/film.mp4"),)
    assert notes.card == LinkCard(
        url="https://notes.example/dark",
        title="Notes on the dark",
        description="What is read there",
        image_url="https://notes.example/card.jpg",
    )


def test_a_hidden_link_shows_where_no_card_shows_it() -> None:
    notes = read("page_2021.html")[0].posts[5]
    assert notes.text == "The notes: and the other notes.example/light"
    assert [(notes.text[span.start : span.end], span.target) for span in notes.spans] == [
        ("notes.example/light", "https://notes.example/light")
    ]


def test_more_from_becomes_stubs_and_nothing_of_the_page_a_post() -> None:
    thread, margins, both = read("page_2021.html")
    assert {stub.author for stub in (margins, both)} == {thread.author}
    assert (margins.key, margins.stub, margins.ledger.posts_known) == ("x:1330000000000000000", True, 4)
    assert (both.key, both.stub, both.ledger.posts_known) == ("x:1310000000000000000", False, 2)
    said = " ".join(text for found in (thread, margins, both) for text in texts(found.posts))
    assert not any(word in said for word in ("Premium", "Advertisement", "refresh", "Read ", "Paypal", "Follow"))


def test_a_page_pasted_between_rules() -> None:
    (thread,) = read("pasted_2023.html")
    assert (thread.key, thread.author.handle) == ("x:1684000000000000000", "kite_yard")
    assert texts(thread.posts) == [
        "A kite is a bird with a reason to come back.\n\nHere is mine:",
        "The string is forty metres:",
        "1. Let go with @wind_office, not against it ❤️",
    ]
    assert thread.posts[0].media[0].alt == "A red kite over a yard"
    assert thread.posts[1].card
    assert thread.posts[1].card.description == "What holds and what lets go"


def test_a_page_that_is_cut_off_keeps_what_it_has() -> None:
    (thread,) = read("cut_2026.html")
    assert (thread.author.key, thread.author.display_name) == ("x:799300000000000000", "🌊 Tide Table")
    assert texts(thread.posts) == [
        "High water is a promise 😂🧙‍♂️\n\nLow water is the receipt.",
        "Ok, readable?\nYes.",
    ]
    assert thread.ledger.posts_known is None


def test_a_post_that_was_never_closed_does_not_swallow_the_next() -> None:
    html = '<div class="screenName">@ada_reads</div>'
    html += "".join(
        f'<div id="tweet_{n}" class="content-tweet" data-tweet="136600000000000000{n}">post {n}' for n in (1, 2, 3)
    )
    (thread,) = threads(SOURCE, Input(name="open.html", data=html.encode()))
    assert texts(thread.posts) == ["post 1", "post 2", "post 3"]


def test_a_file_cut_inside_a_character_keeps_what_is_before_it() -> None:
    data = page("threadreader_html", "cut_2026.html").data
    cut = data[: data.index("😂".encode()) + 2]
    (found,) = conversations(SOURCE, Input(name="cut.html", data=cut))
    assert found.posts[0].text == "High water is a promise"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("one<br>two", "one\ntwo"),
        ("one<br />\ntwo", "one\ntwo"),
        ("one<br/><br/>\n   two", "one\n\ntwo"),
        ("  one \n\n two  ", "one two"),
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
        ("x<sup class='tw-permalink'>#</sup><script>y</script>", "x"),
        ("a\x1b[31mred\x07 \u202eback", "ared back"),
        ('a <img class="emoji" alt="😀" src="https://abs.example/1.svg"> b', "a 😀 b"),
        ('<div class="content-tweet">kept, no id</div>', "kept, no id"),
    ],
)
def test_text_is_what_the_author_wrote(inner: str, text: str) -> None:
    assert one_post(inner).posts[0].text == text


def test_addresses_that_lead_nowhere_safe_are_no_links() -> None:
    post = one_post(
        '<a class="entity-url" href="javascript:alert(1)">here</a><img src="data:image/png;base64,aaaa">'
    ).posts[0]
    assert (post.text, post.spans, post.media) == ("here", (), ())


def test_a_card_inside_the_page_never_lends_it_its_author() -> None:
    html = '<div class="thread-card"><span class="screenName"><a>@bo_binds</a></span></div>'
    html += (
        '<div id="tweet_1" class="content-tweet" data-screenname="ada_reads" data-tweet="1366000000000000000">x</div>'
    )
    (found,) = conversations(SOURCE, Input(name="made.html", data=html.encode()))
    assert found.authors[0].handle == "ada_reads"


def test_a_card_without_text_is_counted_as_skipped() -> None:
    html = b'<div class="thread-card"><span class="screenName">@bo_binds</span><div class="card-tweets"></div></div>'
    (found,) = SOURCE.read(Input(name="made.html", data=html))
    assert isinstance(found, Skipped)


@pytest.mark.parametrize("html", ['<div class="content-tweet">a card\'s</div>', "<p>nothing</p>", ""])
def test_a_page_without_posts_says_so(html: str) -> None:
    with pytest.raises(NoThread, match=r"made\.html"):
        list(SOURCE.read(Input(name="made.html", data=html.encode())))


def test_a_page_that_is_only_nesting_is_refused_at_once() -> None:
    html = b'<div id="tweet_1" class="content-tweet">' + b"<div>" * 100_000
    with pytest.raises(InputError, match="nested too deeply"):
        list(SOURCE.read(Input(name="deep.html", data=html)))


def test_deep_but_allowed_nesting_does_not_overflow() -> None:
    assert one_post("<i><b>" * 1400 + "deep").posts[0].text == "deep"
