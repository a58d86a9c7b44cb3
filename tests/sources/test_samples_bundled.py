"""The bundled sample library: each file is recognised and gives the threads that it was written to show."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from threadtui.models import Conversation, Post, Thread
from threadtui.sources import recognise
from threadtui.sources.base import Input
from threadtui.unroll import unroll

FOLDER = Path(__file__).parents[2] / "sample_threads"
FILES = sorted(path.name for path in FOLDER.iterdir() if path.name != "README.md")
FURNITURE = ("Thread Reader", "nroll", "PDF", "remium", "Paypal", "Keep Current", "Profile pic", " views", "Read ")


class Gives(NamedTuple):
    """What one thread of a file must come out as; ``asides`` counts their posts."""

    title: str
    """how the title begins"""
    handle: str
    posts: int
    known: int | None = None
    stub: bool = False
    asides: int = 0
    gaps: int = 0
    replies: int = 0
    truncated: int = 0
    guessed: bool = False


KEEPER, BAKER, TUNER = "keeper_of_vane", "slow_crumb_ott", "felt_and_pin"
RAIL, MAPS, TOUR = "jori@nightline.example", "maproom.example", "threadtui"

EXPECTED: dict[str, tuple[str, list[Gives]]] = {
    "threadtui-start-here.json": ("json", [Gives("Start here: a first walk through ThreadTUI", TOUR, 16)]),
    "threadtui-what-the-marks-mean.json": ("json", [Gives("What the marks mean", TOUR, 9)]),
    "threadtui-getting-your-own-threads-in.json": ("json", [Gives("Getting your own threads in", TOUR, 9)]),
    "keeper-the-night-the-lamp-stopped.html": (
        "threadreader",
        [
            Gives("A lighthouse does not shine.", KEEPER, 12, known=12),
            Gives("Fog has a sound.", KEEPER, 3, known=14, stub=True),
            Gives("How to be alone all winter without being lonely.", KEEPER, 3, known=9, stub=True),
            Gives("What washed up at Vane this year.", KEEPER, 2, known=5, stub=True),
        ],
    ),
    "baker-a-pet-that-does-not-love-you.html": (
        "threadreader",
        [Gives("A sourdough starter is a pet that does not love you.", BAKER, 8, known=8)],
    ),
    "baker-the-dough-does-not-know.txt": (
        "threadreader-text",
        [
            Gives("The dough does not know what time it is.", BAKER, 9, guessed=True),
            Gives("Every December somebody asks me", BAKER, 3, known=6, stub=True, guessed=True),
            Gives("The oven is older than the street.", BAKER, 2, known=7, stub=True, guessed=True),
            Gives("Salt.", BAKER, 3, known=4, stub=True, guessed=True),
        ],
    ),
    "tuner-a-piano-remembers.md": (
        "threadreader-text",
        [
            Gives("A piano remembers the house that it stands in.", TUNER, 9, guessed=True),
            Gives("I was on the night train at the weekend", TUNER, 2, stub=True, guessed=True),
        ],
    ),
    "conductor-one-night-on-the-22-14.json": ("json", [Gives("One night on the 22:14.", RAIL, 66, replies=1)]),
    "conductor-lost-property.json": (
        "json",
        [Gives("Lost property:", RAIL, 10, asides=3, truncated=1)],
    ),
    "conductor-how-to-sleep-on-a-train.json": ("json", [Gives("How to sleep on a train.", RAIL, 6, known=6)]),
    "maproom-the-town-that-was-never-there.json": (
        "json",
        [Gives("The town that was never there.", MAPS, 5, known=7, gaps=1)],
    ),
    "maproom-how-a-place-writes-its-own-name.json": ("json", [Gives("How a place writes its own name.", MAPS, 9)]),
    "maproom-two-short-ones.json": (
        "json",
        [Gives("It isn't up, or not for long.", MAPS, 5), Gives("A reader brought back a map today", MAPS, 2)],
    ),
}


def conversations(name: str) -> list[Conversation]:
    """What the source that recognises a file reads in it; nothing may be skipped."""
    item = Input(name=name, data=(FOLDER / name).read_bytes())
    found = list(recognise(item.sample).read(item))
    assert all(isinstance(one, Conversation) for one in found), found
    return [one for one in found if isinstance(one, Conversation)]


@cache
def threads(name: str) -> list[Thread]:
    """The threads of a file, in its order; a sample leaves no single post over."""
    rolled = [unroll(conversation) for conversation in conversations(name)]
    assert not any(one.singles for one in rolled)
    return [thread for one in rolled for thread in one.threads]


def library() -> list[Thread]:
    """The threads of all samples."""
    return [thread for name in FILES for thread in threads(name)]


def posts() -> Iterator[Post]:
    """Every post of the samples."""
    return (post for thread in library() for post in thread.every_post())


def one(name: str, at: int = 0) -> Thread:
    """A thread of a file."""
    return threads(name)[at]


def test_every_file_is_accounted_for() -> None:
    assert sorted(EXPECTED) == FILES


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_recognised_by_its_content(name: str) -> None:
    assert recognise((FOLDER / name).read_bytes()[:65536]).name == EXPECTED[name][0]


@pytest.mark.parametrize("name", FILES)
def test_a_file_gives_its_threads(name: str) -> None:
    found = [
        Gives(
            title=thread.title,
            handle=thread.author.handle,
            posts=len(thread.posts),
            known=thread.ledger.posts_known,
            stub=thread.stub,
            asides=sum(len(aside.posts) for aside in thread.asides),
            gaps=len(thread.gaps),
            replies=len(thread.replies),
            truncated=thread.ledger.truncated,
            guessed=thread.ledger.boundaries_guessed,
        )
        for thread in threads(name)
    ]
    wanted = EXPECTED[name][1]
    cut = [got._replace(title=got.title[: len(want.title)]) for got, want in zip(found, wanted, strict=True)]
    assert cut == wanted


def test_there_is_enough_to_read() -> None:
    whole = [thread for thread in library() if not thread.stub]
    assert len(whole) >= 14
    assert len({thread.author.key for thread in library()}) >= 5
    assert len({thread.key for thread in library()}) == len(library())


def test_the_tour_is_the_newest_thread_and_so_the_first() -> None:
    def newest(thread: Thread) -> datetime:
        beginning = thread.created_at or datetime.min.replace(tzinfo=UTC)
        return max([post.created_at for post in thread.every_post() if post.created_at] or [beginning])

    tour = one("threadtui-start-here.json")
    assert max(library(), key=newest) == tour
    own = sorted((thread for thread in library() if thread.author == tour.author), key=newest, reverse=True)
    assert [thread.title for thread in own[1:]] == ["What the marks mean", "Getting your own threads in"]


def test_no_address_belongs_to_anybody() -> None:
    text = "".join((FOLDER / name).read_text(encoding="utf-8") for name in FILES)
    hosts = {host.partition("@")[0] for host in re.findall(r"(?:https?:)?//([\w.-]+\.\w+)", text)}
    pages = {"threadreaderapp.com", "twitter.com", "x.com"}
    assert {host for host in hosts - pages if not host.endswith(".example")} == set()
    assert set(re.findall(r"did:plc:(\w+)", text)) <= {
        "samplemaproom22222222222",
        "samplesundial22222222222",
        "sampledeepwater222222222",
    }


@pytest.mark.parametrize("name", [name for name in FILES if not name.endswith(".json")])
def test_nothing_of_a_page_but_its_posts_is_read(name: str) -> None:
    texts = [post.text for thread in threads(name) for post in thread.posts]
    assert [text for text in texts if any(words in text for words in FURNITURE)] == []


def test_the_gap_stands_between_the_posts_it_parts() -> None:
    thread = one("maproom-the-town-that-was-never-there.json")
    (gap,) = thread.gaps
    assert gap.before == thread.posts[2].key
    assert gap.parent == thread.posts[2].in_reply_to
    assert gap.count == 2
    assert thread.posts[2].text.startswith("5/7")


def test_the_cello_hangs_from_its_post() -> None:
    thread = one("conductor-lost-property.json")
    (aside,) = thread.asides
    assert aside.from_ == thread.posts[2].key
    assert [post.text.split()[0] for post in aside.posts] == ["Several", "She", "@northcabin"]


def test_the_lost_property_shows_what_can_happen_to_a_post() -> None:
    thread = one("conductor-lost-property.json")
    umbrellas, cello, hamster, letter, boot = thread.posts[1:6]
    assert umbrellas.edited_at
    assert "212" in umbrellas.revisions[0].text
    assert "213" in umbrellas.text
    assert cello.media[0].alt.startswith("A cello case")
    assert hamster.content_warning
    assert letter.poll
    assert len(letter.poll.options) == 4
    assert boot.vanished_at
    assert thread.posts[7].truncated
    late, before = thread.posts[9].created_at, thread.posts[8].created_at
    assert late
    assert before
    assert (late - before).days > 100


def test_a_thread_may_begin_as_a_reply() -> None:
    root = one("maproom-two-short-ones.json").posts[0]
    assert root.in_reply_to
    assert root.reply_handle == "sundial.example"


def test_the_saved_page_gives_all_that_a_page_can() -> None:
    thread = one("keeper-the-night-the-lamp-stopped.html")
    assert all(re.fullmatch(r"x:\d{19}", post.key) for post in thread.posts)
    assert all(post.created_at and post.created_at.date().isoformat() == "2021-11-14" for post in thread.posts)
    kinds = [medium.kind for post in thread.posts for medium in post.media]
    assert kinds == ["image", "image", "image", "gif", "video"]
    stairs = thread.posts[4].media[0]
    assert stairs.url == "https://pbs.example/media/vane_stairs.jpg"
    assert stairs.alt.endswith("MAKE IT HONEST")
    assert [post.card.title for post in thread.posts if post.card] == ["Vane Light: Fl(2) 15s, 41 m, 19 M"]
    (quote,) = [post.quote for post in thread.posts if post.quote]
    assert quote.handle == "vane_light_log"
    links = [span for post in thread.posts for span in post.spans]
    assert {span.kind for span in links} == {"link", "mention", "hashtag"}
    assert [span.target for span in links if span.kind == "link"] == [
        "https://lights.example/list/west-coast/vane?character=fl2&period=15s"
    ]


def test_the_page_of_2019_has_no_ids() -> None:
    thread = one("baker-a-pet-that-does-not-love-you.html")
    assert thread.key.startswith("page:")
    assert thread.created_at
    assert thread.created_at.date().isoformat() == "2019-03-09"
    assert thread.posts[3].text.count("\n") == 5


def test_the_stubs_know_their_day() -> None:
    days = [thread.created_at for name in ("baker-the-dough-does-not-know.txt",) for thread in threads(name)[1:]]
    assert [day.date().isoformat() for day in days if day] == ["2021-12-21", "2021-11-02", "2021-09-18"]
    assert one("baker-the-dough-does-not-know.txt").created_at is None


def test_the_clip_knows_where_it_comes_from() -> None:
    thread = one("tuner-a-piano-remembers.md")
    assert re.fullmatch(r"x:\d{19}", thread.key)
    assert thread.posts[0].text.startswith("1/ 🧵")
    assert thread.posts[2].media
    assert thread.posts[3].text.count("\n") >= 5


@pytest.mark.parametrize(
    "letters",
    [
        "海の見える坂",
        "图上一寸",
        "الخريطة",
        "כאן הים",
        "e\u0323\u0302t",
        "👨‍👩‍👧‍👦",
        "👩🏽‍🚒",
        "🏳️‍🌈",
        "🇯🇵 🇧🇷 🇪🇬",
        "1️⃣",
        "❤️",
        "दिल्ली",
        "กรุงเทพฯ",
    ],
)
def test_letters_of_all_kinds_arrive_whole(letters: str) -> None:
    thread = one("maproom-how-a-place-writes-its-own-name.json")
    assert letters in "\n".join(post.text for post in thread.posts)


def test_spans_mark_what_they_say() -> None:
    starts = {"hashtag": "#", "mention": "@", "emoji": ":"}
    for post in posts():
        for span in post.spans:
            words = post.text[span.start : span.end]
            if span.kind == "link":
                assert re.match(r"https?://|[\w.-]+\.\w+/", words)
            else:
                assert words.startswith(starts[span.kind])
    assert {span.kind for post in posts() for span in post.spans} == {"link", "mention", "hashtag", "emoji"}
