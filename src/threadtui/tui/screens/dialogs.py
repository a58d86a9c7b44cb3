"""Small dialogs: a question before a change of many threads, and the prompt for a file."""

from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from threadtui.paths import bundled

T = TypeVar("T")


class Dialog(ModalScreen[T], Generic[T], inherit_bindings=False):
    """What stands over the panes. Its style sheet is read when the first one opens, not at the start."""

    CSS_PATH = bundled("styles") / "dialogs.tcss"


class Question(Dialog[bool]):
    """Yes or no; anything but yes is no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter", "dismiss(True)", "yes", show=False),
        Binding("n,q,escape,ctrl+c", "dismiss(False)", "no", show=False),
    ]

    def __init__(self, question: str, yes: str) -> None:
        super().__init__()
        self._question, self._yes = question, yes

    def compose(self) -> ComposeResult:
        """The question over the two answers."""
        with Vertical(classes="dialog"):
            yield Label(self._question, markup=False)
            yield Label(f"y  {self._yes}     n  leave it", classes="hint", markup=False)


class PathPrompt(Dialog[str]):
    """Asks for a file; gives "" where the reader thought better of it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,ctrl+c", "dismiss('')", "leave", show=False)]

    def compose(self) -> ComposeResult:
        """What may be given, and the line to type it in."""
        field = Input(placeholder="~/Downloads/thread.html", compact=True)
        field.cursor_blink = False
        with Vertical(classes="dialog"):
            yield Label("Unroll a thread from a file", classes="title")
            yield field
            yield Label("A saved Thread Reader page, a copied text, or exported JSON.  Esc leaves", classes="hint")

    @on(Input.Submitted)
    def _given(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip().strip("'\""))
