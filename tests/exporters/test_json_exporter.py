"""JSON as scripts get it: every promised field is there, null where nothing is known."""

import json
from datetime import UTC, datetime, timedelta, timezone

from threadtui.exporters.base import ExportOptions
from threadtui.exporters.json import JsonExporter
from threadtui.models import Aside, Author, Gap, Ledger, Post, Thread

ADA = Author(key="x:4401001", handle="ada_reads", display_name="Ada", source="x")


def thread(**more: object) -> Thread:
    post = Post(key="x:1", author=ADA.key, text="Ünï \u2028 <b> & 👍🏽")
    made = {"key": "x:1", "author": ADA, "title": "T", "source": "x", "posts": (post,), "ledger": Ledger(posts_held=1)}
    return Thread(**{**made, **more})  # type: ignore[arg-type]


def written(*threads: Thread) -> object:
    return json.loads(JsonExporter().render(threads, ExportOptions()))


def test_one_thread_is_an_object_and_others_an_array() -> None:
    assert isinstance(written(thread()), dict)
    assert written(thread(), thread()) == [written(thread())] * 2
    assert written() == []


def test_every_promised_field_is_there() -> None:
    found = written(thread())
    assert isinstance(found, dict)
    assert {"key", "aliases", "author", "title", "permalink", "posts", "gaps", "asides", "ledger"} <= set(found)
    assert (found["permalink"], found["created_at"], found["asides"], found["gaps"]) == (None, None, [], [])
    (post,) = found["posts"]
    assert {"id", "text", "created_at", "spans", "media", "quote"} <= set(post)
    assert (post["key"], post["id"], post["created_at"], post["quote"], post["spans"]) == ("x:1", "1", None, None, [])
    assert post["text"] == "Ünï \u2028 <b> & 👍🏽"
    assert found["ledger"]["posts_known"] is None


def test_side_branches_and_gaps() -> None:
    aside = Aside(from_="x:1", posts=(Post(key="x:3", author=ADA.key, text="aside"),))
    found = written(thread(asides=(aside,), gaps=(Gap(before=None, count=2),)))
    assert isinstance(found, dict)
    assert [(one["from"], one["posts"][0]["id"]) for one in found["asides"]] == [("x:1", "3")]
    assert found["gaps"] == [{"before": None, "parent": None, "count": 2}]


def test_times_are_in_utc() -> None:
    at = datetime(2021, 3, 1, 10, tzinfo=timezone(timedelta(hours=2)))
    found = written(thread(created_at=at))
    assert isinstance(found, dict)
    assert datetime.fromisoformat(found["created_at"]) == at.astimezone(UTC)
    assert found["created_at"].startswith("2021-03-01T08:00:00")


def test_people_can_read_it_too() -> None:
    document = JsonExporter().render([thread()], ExportOptions())
    assert document.startswith(b'{\n  "key": "x:1",\n  "aliases": [],\n  "author": {\n')
    assert document.endswith(b"}\n")
