"""All actions in one searchable list: the help, in groups, and the palette, best match first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, get_args

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Label

from threadtui import text
from threadtui.tui.actions.registry import ACTIONS, Action, Group
from threadtui.tui.glyphs import Glyphs
from threadtui.tui.screens.dialogs import Dialog
from threadtui.tui.widgets.row_list import Cells, RowList

if TYPE_CHECKING:
    from threadtui.tui.app import ThreadTUIApp


@dataclass(frozen=True)
class Picked:
    """The action that was picked, and what was typed behind its name."""

    id: str
    argument: str = ""


@dataclass(frozen=True)
class Row:
    """An action in the list, with the keys that it has now; ``group`` only on the first row of a group."""

    action: Action
    keys: str
    group: str = ""
    argument: str = ""


class ActionList(RowList[Row]):
    """One line an action: group, keys, name, what it does."""

    LIT = True

    def key(self, row: Row) -> str:
        """The action's id."""
        return row.action.id

    def draw(self, row: Row, width: int) -> Sequence[Cells]:
        """The columns; the sentence takes what is left, the group goes first where it is narrow."""
        grouped = 9 if width >= 60 and any(one.group for one in self.rows) else 0
        name = f"{row.action.title} {row.argument or row.action.takes}".rstrip()
        columns = [(row.group, grouped, "mark"), (row.keys, 12, "text"), (name, 18, "text")]
        cells = [(_padded(words, size), style) for words, size, style in columns if size]
        room = width - sum(size for _, size, _ in columns) - 2
        tip = text.fit(row.action.tooltip, room) if room > 8 else ""
        return [((" ", "text"), *cells, (tip, "meta"))]


def _padded(words: str, size: int) -> str:
    shown = text.fit(words, size - 1)
    return shown + " " * (size - text.cell_width(shown))


class TableScreen(Dialog[Picked]):
    """Type to find, Enter to do, Esc to leave."""

    app: "ThreadTUIApp"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+c", "leave", "leave", show=False),
        Binding("down,ctrl+n", "move(1)", "down", show=False),
        Binding("up,ctrl+p", "move(-1)", "up", show=False),
        Binding("pagedown", "page(1)", "page down", show=False),
        Binding("pageup", "page(-1)", "page up", show=False),
    ]

    def __init__(self, glyphs: Glyphs, *, grouped: bool) -> None:
        super().__init__()
        self._grouped = grouped
        self._list = ActionList(glyphs, id="actions")
        self._list.can_focus = False
        self._tip = Label("", classes="hint", markup=False)

    def compose(self) -> ComposeResult:
        """The line to type in above the list."""
        asked = "find a key or an action" if self._grouped else "an action, and what it takes"
        field = Input(placeholder=f"{asked}; Enter does it, Esc leaves", compact=True)
        field.cursor_blink = False
        with Vertical(classes="dialog table"):
            yield field
            yield self._list
            yield self._tip

    def on_mount(self) -> None:
        """Show all."""
        self._show("")

    def action_leave(self) -> None:
        """Nothing was picked."""
        self.dismiss(None)

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self._list.move(by)

    def action_page(self, by: int) -> None:
        """Move the cursor by screens."""
        self._list.page(by)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show(event.value)

    @on(Input.Submitted)
    def _entered(self) -> None:
        row = self._list.current
        if row:
            self.dismiss(Picked(row.action.id, row.argument))

    @on(ActionList.Highlighted, "#actions")
    def _highlighted(self, message: ActionList.Highlighted) -> None:
        self._explain()
        if message.chosen:
            self._entered()

    def _explain(self) -> None:
        """The whole sentence on the action under the cursor: the column may have cut it."""
        row = self._list.current
        self._tip.update(f"{row.action.tooltip}  [{row.action.id}]" if row else "")

    def _show(self, typed: str) -> None:
        actions = sorted(ACTIONS.values(), key=lambda one: get_args(Group).index(one.group))
        rows = [Row(one, " ".join(self.app.keys_of(one.id))) for one in actions]
        if typed.strip():
            rows = matching(rows, typed, sentences=self._grouped)
        elif self._grouped:
            rows = _with_groups(rows)
        self._list.set_rows(rows, empty=f"No action is called {typed.strip()}.")
        self._list.to_first()
        self._explain()


def _with_groups(rows: Sequence[Row]) -> list[Row]:
    """The rows with the group's name on its first row."""
    seen: set[str] = set()
    found = []
    for row in rows:
        group = row.action.group
        found.append(row if group in seen else Row(row.action, row.keys, group))
        seen.add(group)
    return found


def matching(rows: Sequence[Row], typed: str, *, sentences: bool) -> list[Row]:
    """The rows that fit what was typed, best first: commands with an argument, names, keys, then ``sentences``."""
    words = typed.lower().split()
    found: list[tuple[int, Row]] = []
    for row in rows:
        title, tip = row.action.title.lower(), row.action.tooltip.lower()
        if row.action.takes and typed.lower().startswith(f"{title} "):
            found.append((0, Row(row.action, row.keys, argument=typed[len(title) :].strip())))
        elif title.startswith(typed.strip().lower()):
            found.append((1, row))
        elif typed.strip() in row.keys.split():
            found.append((2, row))
        elif all(word in title for word in words):
            found.append((3, row))
        elif sentences and all(word in f"{title} {tip} {row.action.id}" for word in words):
            found.append((4, row))
    return [row for _, row in sorted(found, key=lambda pair: pair[0])]
