"""What every exporter must keep to, whatever its format."""

import re
from datetime import UTC, datetime

import pytest

from threadtui.errors import UsageError
from threadtui.exporters import EXPORTERS, exporter_named
from threadtui.exporters.base import Exporter, ExportOptions
from threadtui.models import Author, Conversation, Post, Thread, ThreadFacts
from threadtui.unroll import unroll

EACH = pytest.mark.parametrize("exporter", [pytest.param(one, id=one.name) for one in EXPORTERS])
ADA = Author(key="x:4401001", handle="ada_reads", display_name="Ada שלום 👩🏽‍🚀", source="x")


def made(*said: str) -> Thread:
    posts = [
        Post(
            key=f"x:{n}",
            author=ADA.key,
            text=text,
            created_at=datetime(2021, 3, 1, 8, n, tzinfo=UTC),
            in_reply_to=f"x:{n - 1}" if n > 1 else None,
        )
        for n, text in enumerate(said, start=1)
    ]
    facts = (ThreadFacts(root="x:1", stub=True),)
    return unroll(Conversation(network="x", authors=(ADA,), posts=tuple(posts), author=ADA.key, facts=facts)).threads[0]


def test_names_are_unique_and_findable() -> None:
    assert len({exporter.name for exporter in EXPORTERS}) == len(EXPORTERS)
    assert [exporter_named(exporter.name) for exporter in EXPORTERS] == list(EXPORTERS)


def test_a_wrong_name_lists_the_right_ones() -> None:
    with pytest.raises(UsageError) as caught:
        exporter_named("papyrus")
    assert all(exporter.name in caught.value.hint for exporter in EXPORTERS)


@EACH
def test_says_what_it_is(exporter: Exporter) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9-]*", exporter.name)
    assert exporter.title
    assert re.fullmatch(r"\.[a-z]+", exporter.suffix)


@EACH
@pytest.mark.parametrize("view", ["posts", "numbered"])
@pytest.mark.parametrize("width", [0, 30])
def test_the_same_threads_give_the_same_document(exporter: Exporter, view: str, width: int) -> None:
    options = ExportOptions(view="numbered" if view == "numbered" else "posts", width=width)
    threads = [made("One.", "Two."), made("Three.")]
    assert exporter.render(threads, options) == exporter.render(threads, options) != b""


@EACH
def test_every_word_of_every_thread_is_in_it(exporter: Exporter) -> None:
    document = exporter.render([made("Nightingale", "Überfluss"), made("夜の図書館")], ExportOptions()).decode()
    assert all(word in document for word in ("Nightingale", "Überfluss", "夜の図書館", "Ada שלום 👩🏽‍🚀", "ada_reads"))


@EACH
def test_no_thread_and_an_empty_post_are_no_trouble(exporter: Exporter) -> None:
    assert isinstance(exporter.render([], ExportOptions()), bytes)
    assert exporter.render([made("")], ExportOptions())
