"""What an index should say, worked out from the files alone and from nothing that the index uses."""

import json
from typing import Any

from threadtui.models import ThreadListing
from threadtui.store import ListQuery, Store

Recount = tuple[list[tuple[str, int, int]], dict[str, tuple[Any, ...]]]


def recounted(store: Store) -> Recount:
    """Authors with counts, and every row, as the index tells; equal to what the files hold, or the test fails."""
    authors = sorted((row.author.key, row.threads, row.unread) for row in store.index.authors())
    rows = {row.summary.key: _row(row) for row in store.index.listings(ListQuery(min_posts=1))}
    assert (authors, rows) == _from_files(store)
    return authors, rows


def _row(row: ThreadListing) -> tuple[Any, ...]:
    state = row.state
    return (row.author.key, row.summary.posts_held, state.read_at is None, state.bookmarked_at is not None, state.tags)


def _from_files(store: Store) -> Recount:
    authors: list[tuple[str, int, int]] = []
    rows: dict[str, tuple[Any, ...]] = {}
    for path in store.folder.glob("authors/*/threads.json"):
        listed = json.loads(path.read_text())
        states = path.with_name("reader.json")
        held = json.loads(states.read_text())["states"] if states.exists() else {}
        ((author, _),) = listed["author"].items()
        threads = {key: row["summary"] for key, row in listed["threads"].items()}
        counted = [key for key, one in threads.items() if one.get("stub") or _length(one) >= 2]
        authors.append((author, len(counted), sum("read_at" not in held.get(key, {}) for key in counted)))
        for single in path.parent.glob("singles-*.json"):
            for key in json.loads(single.read_text())["posts"]:
                threads.setdefault(key, {"posts_held": 1})
        for key, one in threads.items():
            state = held.get(key, {})
            rows[key] = (
                author,
                one["posts_held"],
                "read_at" not in state,
                "bookmarked_at" in state,
                tuple(state.get("tags", ())),
            )
    return sorted(authors), rows


def _length(one: dict[str, Any]) -> int:
    held = int(one["posts_held"]) + int(one.get("aside_posts", 0))
    return max(held, 2) if one.get("gaps") else held
