"""What every source must keep to, whatever its format."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from source_inputs import conversations, fixtures, outcome

from threadtui.errors import InputError, ThreadTUIError, UnknownFormat, UsageError
from threadtui.models import Conversation, Post
from threadtui.sources import SOURCES, recognise, source_named
from threadtui.sources.base import FileSource, Input
from threadtui.text import clean
from threadtui.unroll import unroll

CASES = [pytest.param(source, path, id=f"{source.name}-{path.name}") for source in SOURCES for path in fixtures(source)]
EACH = pytest.mark.parametrize("source", [pytest.param(source, id=source.name) for source in SOURCES])
FOREIGN = {
    "empty": b"",
    "blank": b" \n\t\r\n ",
    "binary": bytes(range(256)) * 40,
    "archive": b"PK\x03\x04" + bytes(200),
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "a page of something else": b"<!DOCTYPE html><html><head><title>Bread</title></head><p>Knead.</p></html>",
    "a page that links to a thread": b'<html><p><a href="https://threadreaderapp.com/thread/1.html">see</a></html>',
    "json of something else": b'{"data": [{"id": "1", "text": "hello", "author_id": "2"}], "meta": {"key": 1}}',
    "an array of something else": b'[{"name": "posts", "author": "handle"}]',
    "a script": b"#!/usr/bin/env python\nprint('More from @nobody')\n",
    "a note": "Dear Bo,\n\nkeep current with the tides.\n\n• a list\n• of two\n".encode(),
    "markdown": b"# Thread\n\nSee https://threadreaderapp.com/thread/1.html\n",
    "an empty object": b"{}",
    "an empty array": b"[]",
}


def item(path: Path) -> Input:
    return Input(name=path.name, data=path.read_bytes())


def moments(conversation: Conversation) -> list[datetime | None]:
    times = [time for post in conversation.posts for time in (post.created_at, post.edited_at, post.vanished_at)]
    return times + [facts.created_at for facts in conversation.facts]


def sayings(post: Post) -> list[str]:
    card = [post.card.title, post.card.description] if post.card else []
    return [post.text, post.content_warning, *card, *(medium.alt for medium in post.media)]


def test_names_are_unique_and_findable() -> None:
    assert len({source.name for source in SOURCES}) == len(SOURCES)
    assert [source_named(source.name) for source in SOURCES] == list(SOURCES)


def test_a_wrong_name_lists_the_right_ones() -> None:
    with pytest.raises(UsageError) as caught:
        source_named("gopher")
    assert all(source.name in caught.value.hint for source in SOURCES)


@EACH
def test_says_what_it_is_and_has_fixtures(source: FileSource) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9-]*", source.name)
    assert source.title
    assert source.reads
    assert "\n" not in source.reads
    assert source.max_bytes > 1_000_000
    assert fixtures(source)


@pytest.mark.parametrize(("source", "path"), CASES)
def test_its_fixtures_are_recognised_as_its_own(source: FileSource, path: Path) -> None:
    sample = item(path).sample
    assert recognise(sample) is source
    assert 0 < source.recognise(sample) <= 100
    assert max(other.recognise(sample) for other in SOURCES if other is not source) < source.recognise(sample)


@EACH
@pytest.mark.parametrize("kind", FOREIGN)
def test_what_is_not_its_own_scores_nothing(source: FileSource, kind: str) -> None:
    assert source.recognise(FOREIGN[kind]) == 0


def test_a_long_copy_is_known_by_its_end() -> None:
    posts = "\n".join(f"The {number}th line about the tides, long enough to be a post." for number in range(4000))
    copy = f"{posts}\n• • •\nKeep Current with Ada Reads\nMore from @ada_reads\n".encode()
    found = recognise(Input(name="long.txt", data=copy).sample)
    assert found is source_named("threadreader-text")


@pytest.mark.parametrize("size", [0, 1, 65536, 65537, 131072, 131073, 400_000])
def test_the_sample_holds_both_ends_once(size: int) -> None:
    data = bytes(number % 251 for number in range(size))
    sample = Input(name="any", data=data).sample
    assert sample.startswith(data[:65536])
    assert sample[65537:] == data[max(65536, size - 65536) :]
    assert sample[65536:65537] in (b"", b"\n")


@pytest.mark.parametrize("kind", FOREIGN)
def test_what_nobody_reads_is_refused_with_what_can_be_read(kind: str) -> None:
    with pytest.raises(UnknownFormat) as caught:
        recognise(FOREIGN[kind])
    assert all(source.reads in caught.value.hint for source in SOURCES)
    assert "--source" in caught.value.hint


@pytest.mark.parametrize(("source", "path"), CASES)
def test_what_it_gives_is_whole_and_clean(source: FileSource, path: Path) -> None:
    found = conversations(source, item(path))
    assert found
    for conversation in found:
        keys = [post.key for post in conversation.posts]
        assert len(set(keys)) == len(keys) > 0
        assert {post.author for post in conversation.posts} <= {author.key for author in conversation.authors}
        assert {author.source for author in conversation.authors} == {conversation.network}
        for post in conversation.posts:
            assert all(clean(said) == said for said in sayings(post))
            assert all(0 <= span.start < span.end <= len(post.text) for span in post.spans)
            assert [span.start for span in post.spans] == sorted(span.start for span in post.spans)
        assert all(time is None or time.utcoffset() == timedelta(0) for time in moments(conversation))


@pytest.mark.parametrize(("source", "path"), CASES)
def test_no_post_is_lost_on_the_way_to_threads(source: FileSource, path: Path) -> None:
    for conversation in conversations(source, item(path)):
        unrolled = unroll(conversation)
        held = [post.key for thread in unrolled.threads for post in thread.every_post()]
        held += [post.key for post in unrolled.singles]
        assert sorted(held) == sorted(post.key for post in conversation.posts)


@pytest.mark.parametrize(("source", "path"), CASES)
def test_the_same_bytes_give_the_same_posts(source: FileSource, path: Path) -> None:
    assert list(source.read(item(path))) == list(source.read(item(path)))


@pytest.mark.parametrize(("source", "path"), CASES)
def test_line_ends_and_a_byte_order_mark_change_nothing(source: FileSource, path: Path) -> None:
    whole = item(path)
    data = b"\xef\xbb\xbf" + whole.data.replace(b"\n", b"\r\n")
    assert recognise(data) is source
    assert conversations(source, Input(name="dos", data=data)) == conversations(source, whole)


@pytest.mark.parametrize(("source", "path"), CASES)
def test_other_encodings_are_refused_in_words(source: FileSource, path: Path) -> None:
    text = item(path).data.decode()
    with pytest.raises(UnknownFormat, match="UTF-16"):
        recognise(text.encode("utf-16"))
    with pytest.raises(InputError, match="old is not UTF-8"):
        list(source.read(Input(name="old", data=text.encode("latin-1", "replace") + b"\xe9t\xe9")))


@pytest.mark.parametrize(("source", "path"), CASES)
def test_a_file_cut_anywhere_is_read_or_refused_in_words(source: FileSource, path: Path) -> None:
    data = item(path).data
    for length in range(0, len(data), max(1, len(data) // 97)):
        found = outcome(source, Input(name="cut", data=data[:length]))
        if isinstance(found, ThreadTUIError):
            assert found.message
            assert found.hint
        else:
            assert found
