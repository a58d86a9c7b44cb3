"""The filter's prompt: one line above the last, filtering while one types."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from threadtui.tui.actions.finding import filter_rows

if TYPE_CHECKING:
    from threadtui.tui.screens.main import MainScreen


class FilterLine(Input):
    """Enter keeps the filter, Esc takes it off; both go back to the pane that one came from."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,ctrl+c", "drop", "all rows", show=False)]

    def __init__(self, main: "MainScreen", words: str, back_to: Widget | None) -> None:
        super().__init__(words, placeholder="filter: text in a title", id="filter", select_on_focus=False, compact=True)
        self.cursor_blink = False
        self._main, self._back_to = main, back_to

    @on(Input.Changed)
    async def _typed(self, event: Input.Changed) -> None:
        await filter_rows(self._main, event.value)

    @on(Input.Submitted)
    async def _kept(self) -> None:
        await self._close()

    async def action_drop(self) -> None:
        """Show all rows again."""
        await filter_rows(self._main, "")
        await self._close()

    async def _close(self) -> None:
        self._main.panes.go(self._back_to or self._main.left.threads)
        await self.remove()
