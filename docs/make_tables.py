"""Writes the tables of the documentation that are made from the code: settings, actions, keys, themes.

``python docs/make_tables.py`` brings the pages up to date; a test fails while they are not. A table stands between
``<!-- table: NAME -->`` and ``<!-- end of table -->``.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import get_args

from textual.theme import BUILTIN_THEMES

from threadtui.settings import Settings, documented
from threadtui.tui.actions import ACTIONS, Action, shown
from threadtui.tui.actions.registry import Group

FOLDER = Path(__file__).parent
PAGES = ("reading.md", "settings.md")
PLACE = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end of table -->)", re.DOTALL)


def settings() -> Iterator[str]:
    """Every setting with its default and meaning."""
    yield "| section | setting | default | meaning |"
    yield "| --- | --- | --- | --- |"
    for one in documented(Settings()):
        yield f"| `[{one.section}]` | `{one.name}` | `{json.dumps(one.default)}` | {one.meaning} |"


def actions() -> Iterator[str]:
    """Every action with its id and its own keys, as the settings file names them."""
    yield "| action | its keys | what it does |"
    yield "| --- | --- | --- |"
    for one in _grouped():
        yield f"| `{one.id}` | {_code(one.keys) or 'none'} | {one.tooltip} |"


def keys() -> Iterator[str]:
    """Every action that has keys, as people write them, by group."""
    yield "| | keys | what they do |"
    yield "| --- | --- | --- |"
    group = ""
    for one in _grouped():
        if one.keys:
            yield f"| {one.group if one.group != group else ''} | {_code(map(shown, one.keys))} | {one.tooltip} |"
            group = one.group


def themes() -> Iterator[str]:
    """The names of Textual's themes."""
    yield ", ".join(f"`{name}`" for name in sorted(BUILTIN_THEMES)) + "."


TABLES: dict[str, Callable[[], Iterator[str]]] = {
    "settings": settings,
    "actions": actions,
    "keys": keys,
    "themes": themes,
}


def _grouped() -> list[Action]:
    groups = get_args(Group)
    return sorted(ACTIONS.values(), key=lambda one: groups.index(one.group))


def _code(words: Iterable[str]) -> str:
    return " ".join(f"`{word}`" for word in words)


def renewed(page: str) -> str:
    """The text of a page with its tables made anew."""
    return PLACE.sub(lambda found: "\n".join([found[1] + "\n".join(TABLES[found[2]]()), found[3]]), page)


if __name__ == "__main__":
    for name in PAGES:
        path = FOLDER / name
        path.write_text(renewed(path.read_text(encoding="utf-8")), encoding="utf-8")
