"""Plain text: everything that a thread says, in order, in words."""

from datetime import UTC, datetime
from typing import Any

import pytest

from threadtui.exporters.base import ExportOptions, View
from threadtui.exporters.text import TextExporter
from threadtui.models import (
    Aside,
    Author,
    Gap,
    Ledger,
    LinkCard,
    Media,
    Poll,
    PollOption,
    Post,
    Quote,
    SourceCheck,
    Span,
    Thread,
)
from threadtui.text import cell_width

ADA = Author(key="x:4401001", handle="ada_reads", display_name="Ada Reads", source="x")
MOMENT = datetime(2021, 3, 1, 8, 30, tzinfo=UTC)


def post(number: int, text: str = "Words.", **more: Any) -> Post:
    return Post(**{"key": f"x:{number}", "author": ADA.key, "text": text, **more})


def thread(*posts: Post, **more: Any) -> Thread:
    known: dict[str, Any] = {"ledger": Ledger(posts_held=len(posts)), **more}
    return Thread(key=posts[0].key, author=ADA, title="A title", source="x", posts=posts, **known)


def written(one: Thread, *, view: View = "posts", width: int = 0) -> str:
    return TextExporter().render([one], ExportOptions(view=view, width=width)).decode()


def test_a_short_thread_from_top_to_bottom() -> None:
    one = thread(post(1, "One.\n\nStill one."), post(2, "Two."), created_at=MOMENT, permalink="https://x.example/1")
    assert written(one) == (
        "A title\nby Ada Reads (@ada_reads)\n2021-03-01 08:30 UTC\nhttps://x.example/1\n2 posts.\n"
        "\n---\n\nOne.\n\nStill one.\n\n---\n\nTwo.\n"
    )


def test_unknown_date_and_address_leave_no_line() -> None:
    assert written(thread(post(1))).startswith("A title\nby Ada Reads (@ada_reads)\n1 post.\n\n---\n")


def test_a_day_is_not_given_a_time() -> None:
    one = thread(post(1, created_at=MOMENT, day_only=True), created_at=MOMENT)
    assert "\n2021-03-01\n" in written(one)


def test_numbers_are_shown_only_when_asked_for() -> None:
    one = thread(post(1), post(2))
    assert "[2/2]\n\nWords." in written(one, view="numbered")
    assert "[2/2]" not in written(one)


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ({"media": (Media(kind="image", alt="A red kite"),)}, "[image: A red kite]"),
        ({"media": (Media(kind="video", url="https://v.example/1.mp4"),)}, "[video] https://v.example/1.mp4"),
        ({"content_warning": "moths"}, "[content warning: moths]"),
        (
            {"card": LinkCard(url="https://c.example", title="Kites", description="All")},
            "[link box: Kites. All] https://c.example",
        ),
        ({"card": LinkCard(url="https://c.example")}, "[link box] https://c.example"),
        (
            {"poll": Poll(options=(PollOption(text="Up", votes=1), PollOption(text="Down")))},
            "[poll: Up (1 vote); Down]",
        ),
        ({"poll": Poll(options=(PollOption(text="Up"),), ends_at=MOMENT)}, "[poll: Up; ends 2021-03-01 08:30 UTC]"),
        ({"quote": Quote(permalink="https://q.example/1")}, "[quotes a post, https://q.example/1]"),
        ({"quote": Quote(text="So\nthere", handle="bo", display_name="Bo")}, "[quotes Bo (@bo)]\n> So\n> there"),
        ({"quote": Quote(handle="bo", created_at=MOMENT)}, "[quotes @bo, 2021-03-01 08:30 UTC]"),
        ({"truncated": True}, "[cut by the source]"),
        ({"edited_at": MOMENT}, "[edited 2021-03-01 08:30 UTC]"),
        ({"vanished_at": MOMENT}, "[no longer at the source, 2021-03-01]"),
    ],
)
def test_what_a_post_has_besides_its_text_is_said_in_words(more: dict[str, Any], line: str) -> None:
    assert f"\n{line}\n" in written(thread(post(1, **more)))


def test_a_link_whose_text_is_cut_is_told_whole() -> None:
    text = "see a.example/lo… and b.example/"
    spans = (
        Span(start=4, end=17, kind="link", target="https://a.example/long"),
        Span(start=22, end=32, kind="link", target="https://b.example"),
    )
    found = written(thread(post(1, text, spans=spans)))
    assert "[link: https://a.example/long]" in found
    assert "[link: https://b.example]" not in found


def test_side_branches_stand_in_their_place_and_nest() -> None:
    asides = (
        Aside(from_="x:1", posts=(post(3, "Aside one."), post(4, "Aside two."))),
        Aside(from_="x:3", posts=(post(5, "Within."),)),
    )
    found = written(thread(post(1, "Main."), post(2, "Next."), asides=asides))
    begins, ends = "[a side branch of {} begins]", "[the side branch ends]"
    order = [
        "Main.",
        begins.format("2 posts"),
        "Aside one.",
        begins.format("1 post"),
        "Within.",
        ends,
        "Aside two.",
        ends,
    ]
    assert "\n\n".join(order) in found
    assert found.endswith("---\n\nNext.\n")


def test_gaps_are_said_where_they_are() -> None:
    asides = (Aside(from_="x:1", posts=(post(4, "Aside."),)),)
    gaps = (Gap(before="x:2", count=3), Gap(before="x:4"), Gap(before=None, count=1))
    found = written(thread(post(1), post(2, "Later."), gaps=gaps, asides=asides))
    assert "[3 posts are missing here]\n\nLater." in found
    assert "[posts are missing here]\n\nAside." in found
    assert found.endswith("[1 post is missing here]\n")


def test_the_ledger_says_what_is_held_cut_and_guessed() -> None:
    ledger = Ledger(
        posts_held=3,
        posts_known=4,
        gaps=1,
        aside_posts=2,
        truncated=1,
        media_missing=2,
        boundaries_guessed=True,
        checked=(SourceCheck(source="mastodon", at=MOMENT),),
        notes=("Told by hand.",),
    )
    assert (
        "3 of 4 posts (a preview); 2 posts on side branches; 1 gap where posts are missing; 1 post cut by the source; "
        "2 pictures or videos not stored; where one post ends and the next begins is a guess; "
        "mastodon asked on 2021-03-01. Told by hand."
    ) in written(thread(post(1), post(2), post(3), ledger=ledger, stub=True))


def test_a_preview_ends_with_what_it_lacks() -> None:
    found = written(thread(post(1), stub=True, ledger=Ledger(posts_held=1, posts_known=4)))
    assert found.endswith("[a preview: 3 more posts not held]\n")


def test_answers_to_others_are_counted_not_dropped_silently() -> None:
    assert "[2 answers to other people below this thread not shown]" in written(
        thread(post(1), replies=(post(8), post(9)))
    )


def test_lines_are_wrapped_only_when_asked_for() -> None:
    text = "Forty little words in a row " * 10
    assert text in written(thread(post(1, text)))
    body = written(thread(post(1, text)), width=40).partition("---")[2]
    assert max(cell_width(line) for line in body.split("\n")) <= 40
    assert " ".join(body.split()) == " ".join(text.split())


def test_several_threads_are_told_apart() -> None:
    found = TextExporter().render([thread(post(1)), thread(post(2))], ExportOptions()).decode()
    assert found.count("\n\n" + "=" * 66 + "\n\n") == 1
