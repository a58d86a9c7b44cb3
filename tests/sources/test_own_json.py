"""Our own JSON: what was exported comes back as it was, and what was not is refused with the place."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from made_threads import threads as made_threads
from source_inputs import conversations, page, texts, threads

from threadtui.errors import InputError, NoThread
from threadtui.exporters.base import ExportOptions
from threadtui.exporters.json import JsonExporter
from threadtui.models import Thread
from threadtui.sources.base import Input, Skipped
from threadtui.sources.own_json import OwnJson

SOURCE = OwnJson()
OPTIONS = ExportOptions()


def one_thread() -> Any:
    return json.loads(page("own_json", "one_thread.json").data)


def refusal(data: bytes | str) -> str:
    with pytest.raises(InputError) as caught:
        list(SOURCE.read(Input(name="made.json", data=data.encode() if isinstance(data, str) else data)))
    assert caught.value.hint
    return caught.value.message


@given(made_threads())
@settings(deadline=None, max_examples=100)
def test_what_is_exported_comes_back_as_it_was(made: tuple[Thread, ...]) -> None:
    for thread in made:
        item = Input(name="one.json", data=JsonExporter().render([thread], OPTIONS))
        assert threads(SOURCE, item) == [thread]
    if made:
        item = Input(name="all.json", data=JsonExporter().render([*made, *made[:1]], OPTIONS))
        assert threads(SOURCE, item) == [*made, *made[:1]]


def test_a_fixture_written_by_this_version_is_printed_the_same_again() -> None:
    for name in ("one_thread.json", "two_threads.json"):
        item = page("own_json", name)
        assert JsonExporter().render(threads(SOURCE, item), OPTIONS) == item.data


def test_fields_may_be_missing_or_unknown() -> None:
    (thread,) = threads(SOURCE, page("own_json", "by_hand.json"))
    assert texts(thread.posts) == ["On reading in the dark", "It is mostly listening"]
    assert thread.created_at == datetime(2021, 2, 28, 12, 19, 13, tzinfo=UTC)


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("posts", 1, "text"), 5, "`$.posts[1].text`"),
        (("posts", 1, "created_at"), "yesterday", "`$.posts[1].created_at`"),
        (("posts", 1, "created_at"), "2023-05-01T08:00:00", "`$.posts[1].created_at`"),
        (("posts", 2, "quote", "created_at"), "2023-05-01T08:00:00", "`$.posts[2].quote.created_at`"),
        (("posts", 1, "key"), "spaces are no key", "`$.posts[1].key`"),
        (("posts", 1, "key"), "gopher:1", "`$.posts[1].key`"),
        (("posts", 1, "text"), "a" * 1_000_001, "more than 1,000,000 characters at `$.posts[1].text`"),
        (("posts", 1, "media", 0, "alt"), "a" * 1_000_001, "`$.posts[1].media[0].alt`"),
        (("posts", 1, "media", 0, "kind"), "hologram", "`$.posts[1].media[0].kind`"),
        (("posts", 2, "author"), "x:1", "not by the thread's author"),
        (("asides", 0, "from"), None, "`$.asides[0].from`"),
        (("author", "handle"), None, "`$.author.handle`"),
        (("posts",), [], "`$.posts`"),
        (("posts",), {}, "`$.posts`"),
        (("ledger",), None, "`$.ledger`"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(path: tuple[str | int, ...], value: object, place: str) -> None:
    thread = one_thread()
    inner = thread
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    assert place in refusal(json.dumps(thread))
    assert place.replace("$", "$[1]") in refusal(json.dumps([one_thread(), thread]))


def test_a_post_that_appears_twice_is_refused() -> None:
    thread = one_thread()
    thread["posts"].append(thread["posts"][1])
    assert "appears twice" in refusal(json.dumps(thread))


@pytest.mark.parametrize(
    "data",
    [
        '{"key": "x:1", "posts": [',
        '{"key": "x:1"} {"key": "x:2"}',
        '{"key": "\\ud800", "author": 1}',
        '{"unknown": ' + "[" * 100_000 + "]" * 100_000 + "}",
        b'{"key": "x:\xff"}',
        "[1]",
        "null",
    ],
)
def test_what_is_no_thread_is_refused_in_words(data: bytes | str) -> None:
    assert refusal(data).startswith("made.json is not ")


@pytest.mark.parametrize(
    ("data", "saying"),
    [("key: 1", "JSON is malformed"), ('{"key": 1}', "expected `str`")],
    ids=["acronym", "word"],
)
def test_what_is_wrong_is_said_as_it_is_written(data: str, saying: str) -> None:
    assert f"made.json is not an exported thread: {saying}" in refusal(data)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "https://example.org/\u202ea.png", ""]
)
def test_what_is_no_web_address_is_dropped_and_counted(address: str) -> None:
    thread = one_thread()
    first, second = thread["posts"][:2]
    first["spans"] = [{"start": 0, "end": 4, "kind": "link", "target": address}]
    first["card"] = {"url": address, "title": "A box"}
    second["permalink"] = address
    second["media"] = [{"kind": "image", "url": address, "alt": "Two kites"}]
    *found, skipped = SOURCE.read(Input(name="made.json", data=json.dumps([thread, one_thread()]).encode()))
    assert skipped == Skipped(reason="an address that is no web address", count=4)
    assert len(found) == 2
    (read, _) = threads(SOURCE, Input(name="made.json", data=json.dumps([thread, one_thread()]).encode()))
    assert read.posts[0].text == first["text"]
    assert [span.target for span in read.posts[0].spans] == [None]
    assert read.posts[0].card is None
    assert (read.posts[1].permalink, read.posts[1].media[0].url) == (None, None)
    assert read.posts[1].media[0].alt == "Two kites"


def test_an_empty_array_holds_no_thread() -> None:
    with pytest.raises(NoThread):
        list(SOURCE.read(Input(name="none.json", data=b"[]")))


def test_hostile_text_is_cleaned_and_its_spans_move_along() -> None:
    thread = one_thread()
    thread["title"] = "a\x1b[2Jb"
    thread["author"]["display_name"] = "Ki\u202ete"
    first = thread["posts"][0]
    first["text"] = "\x1b[31m" + first["text"]
    first["spans"] = [{"start": 62, "end": 68, "kind": "hashtag"}, {"start": 5, "end": 9000, "kind": "link"}]
    item = Input(name="hostile.json", data=json.dumps(thread).encode())
    (found,) = conversations(SOURCE, item)
    assert found.authors[0].display_name == "Kite"
    assert "\x1b" not in found.posts[0].text
    (span,) = found.posts[0].spans
    assert found.posts[0].text[span.start : span.end] == "#kites"
