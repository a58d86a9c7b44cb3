"""The table of actions: ids and keys are unique, and every promised key is in it."""

import pytest
from flight import flying

from threadtui.library.opening import Library
from threadtui.tui.actions import ACTIONS, shown
from threadtui.tui.actions import registry as registry_module
from threadtui.tui.actions.registry import action, bindings

PROMISED = {
    "j": "move.down",
    "↓": "move.down",
    "k": "move.up",
    "↑": "move.up",
    "h": "pane.left",
    "←": "pane.left",
    "l": "pane.right",
    "→": "pane.right",
    "Tab": "pane.next",
    "Enter": "open",
    "q": "back",
    "Esc": "leave",
    "Q": "quit",
    "Space": "page.down",
    "b": "page.up",
    "^D": "half.down",
    "^U": "half.up",
    "g": "move.top",
    "Home": "move.top",
    "G": "move.bottom",
    "End": "move.bottom",
    "J": "thread.next",
    "K": "thread.previous",
    "n": "unread.next",
    "p": "unread.previous",
    "^N": "author.next",
    "^P": "author.previous",
    "]": "post.next",
    "[": "post.previous",
    "u": "unroll",
    "D": "delete",
    "N": "read.toggle",
    "A": "read.author",
    "U": "undo",
    "*": "bookmark",
    "\\": "list.filter",
    "S": "list.sort",
    "x": "list.hide",
    "v": "view",
    "z": "zen",
    ":": "palette",
    "^O": "palette",
    "^Z": "suspend",
    "^C": "cancel",
    "^L": "redraw",
    "?": "help",
    "F1": "help",
}
"""the keys of the interface that act in this version, as people write them, and the ids that ``[keys]`` takes"""


def test_every_promised_key_does_what_is_promised() -> None:
    table = {shown(key): one.id for one in ACTIONS.values() for key in one.keys}
    assert {key: table.get(key) for key in PROMISED} == PROMISED


def test_no_key_has_two_actions() -> None:
    keys = [key for one in ACTIONS.values() for key in one.keys]
    assert len(keys) == len(set(keys))


@pytest.fixture
def _own_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that a test may enter actions into."""
    monkeypatch.setattr(registry_module, "ACTIONS", dict(ACTIONS))


@pytest.mark.usefixtures("_own_table")
@pytest.mark.parametrize(("id", "key"), [("move.down", "f12"), ("move.sideways", "j"), ("move.sideways", "down")])
def test_a_clash_is_refused(id: str, key: str) -> None:
    with pytest.raises(ValueError, match=id):
        action(id, key, title="t", tooltip="t", group="Moving")(lambda _screen, _argument: None)
    assert id not in registry_module.ACTIONS or registry_module.ACTIONS[id] is ACTIONS[id]


@pytest.mark.usefixtures("_own_table")
def test_a_free_id_and_key_are_taken() -> None:
    action("move.sideways", "f12", title="t", tooltip="t", group="Moving")(lambda _screen, _argument: None)
    assert any(getattr(binding, "id", None) == "move.sideways" for binding in bindings())


def test_every_action_says_what_it_does() -> None:
    for one in ACTIONS.values():
        assert one.title
        assert one.tooltip[0].isupper()
        assert one.takes == one.takes.upper()


def test_keys_are_written_as_people_do() -> None:
    assert [shown(key) for key in ("ctrl+d", "question_mark", "f1", "G", "pagedown", "asterisk")] == [
        "^D",
        "?",
        "F1",
        "G",
        "PgDn",
        "*",
    ]


async def test_every_action_with_a_key_is_bound_under_its_id(library: Library) -> None:
    async with flying(library) as pilot:
        bound = {one.binding.id for one in pilot.app.screen.active_bindings.values()}
    assert {one.id for one in ACTIONS.values() if one.keys} <= bound
