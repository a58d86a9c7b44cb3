"""Real pages, where a developer has them: they are never part of the project."""

from datetime import UTC, datetime

import pytest
from source_inputs import SAMPLES, texts, threads

from threadtui.models import Thread
from threadtui.sources import recognise
from threadtui.sources.base import Input

FOLDER = SAMPLES / "threadreader"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the folder of real samples is not here")
SEED = "text/2020_HartleySamantha_seed.txt"
FURNITURE = (
    "Keep Current",
    "Profile picture",
    "unroll",
    "Premium",
    "Paypal",
    "Tweet in this thread",
    "](http",
    "sticky-note",
)


def read(name: str) -> list[Thread]:
    item = Input(name=name, data=(FOLDER / name).read_bytes())
    return threads(recognise(item.sample), item)


def test_the_seed_page_gives_one_thread_and_six_stubs() -> None:
    thread, *stubs = read(SEED)
    assert {found.author.handle for found in (thread, *stubs)} == {"HartleySamantha"}
    assert {found.author.key for found in (thread, *stubs)} == {"x:@hartleysamantha"}
    assert thread.author.display_name == "Samantha Hartley (Sam, she/her)"
    assert thread.key.startswith("page:")
    assert (thread.created_at, thread.permalink, thread.stub) == (None, None, False)
    assert thread.ledger.boundaries_guessed
    days = [(2020, 11, 22), (2020, 9, 29), (2020, 9, 6), (2020, 9, 3), (2020, 9, 3), (2020, 8, 25)]
    assert [stub.created_at for stub in stubs] == [datetime(*day, tzinfo=UTC) for day in days]
    assert all(stub.posts[0].day_only and stub.stub and stub.ledger.boundaries_guessed for stub in stubs)
    assert [stub.ledger.posts_held for stub in stubs] == [3] * 6
    assert [stub.ledger.posts_known for stub in stubs] == [4, 5, 5, 4, 7, 4]


def test_the_seed_page_gives_its_text_whole() -> None:
    whole = (FOLDER / SEED).read_text(encoding="utf-8")
    assert "\n".join(texts(read(SEED)[0].posts)) == whole.partition("\n\n• • •")[0]


@pytest.mark.parametrize(
    ("name", "posts", "author"),
    [
        ("html/2019_realSharonZhou_9tweets_fragment.html", 9, "realSharonZhou"),
        ("html/2023_WeizmanGal_prototree_fragment.html", 10, "WeizmanGal"),
        ("html/2026_MXS_Nightmare_header_2tweets_fragment.html", 2, "MXS_Nightmare"),
        ("text/2026_bcherny_obsidian_clip.md", 15, "bcherny"),
    ],
)
def test_pages_give_their_posts(name: str, posts: int, author: str) -> None:
    thread = read(name)[0]
    assert (len(thread.posts), thread.author.handle) == (posts, author)


def test_cards_of_2018() -> None:
    found = read("html/2018_home_page_cards_slice.html")
    assert [thread.ledger.posts_known for thread in found] == [12, 25, 10, 10, 38, 10]
    assert all(thread.stub and len(thread.posts) == 3 for thread in found)
    assert found[0].key == "x:973394227957784576"


def test_extracts_give_every_id_in_order() -> None:
    files = sorted((FOLDER / "derived_md").glob("*.md"))
    assert files
    for path in files:
        (thread,) = read(f"derived_md/{path.name}")
        assert thread.key == f"x:{path.stem}"
        assert len(thread.posts) == thread.ledger.posts_known
        ids = [int(post.id) for post in thread.posts]
        assert ids == sorted(ids)


@pytest.mark.parametrize(
    "name", [SEED, "text/2022_michellehuang42_obsidian_clip.md", "text/2026_bcherny_obsidian_clip.md"]
)
def test_nothing_of_the_page_becomes_a_post(name: str) -> None:
    said = "\n".join(text for thread in read(name) for text in texts(thread.posts))
    assert not any(word in said for word in FURNITURE)
