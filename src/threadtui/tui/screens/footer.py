"""What the last line says: at most six keys that work now, and where one stands."""

from typing import TYPE_CHECKING

from textual.widgets import Input

from threadtui.tui.when import plural

if TYPE_CHECKING:
    from threadtui.tui.screens.main import MainScreen

FOOTERS = {
    "authors": ("open", "back", "author.next", "unroll", "help"),
    "threads": ("open", "back", "unread.next", "list.filter", "unroll", "help"),
    "reader": ("page.down", "back", "thread.next", "unread.next", "view", "help"),
}
"""action ids by the pane that has the focus"""
TITLES = {"authors": {"open": "threads", "back": "quit"}}
"""where an action does something more exact in a pane than its title says"""
PROMPT = (("Enter", "keep"), ("Esc", "all rows"))
"""keys of the filter's prompt, which are not in the table of actions"""


def keys_for(screen: "MainScreen") -> tuple[tuple[str, str], ...]:
    """Keys and titles of the actions that do something now."""
    if isinstance(screen.focused, Input):
        return PROMPT
    kind = screen.panes.kind
    titles = TITLES.get(kind, {})
    return tuple(
        (screen.app.key_of(id), titles.get(id, screen.app.title_of(id))) for id in FOOTERS[kind] if _works(screen, id)
    )


def _works(screen: "MainScreen", id: str) -> bool:
    shelf, key = screen.shelf, screen.shown.summary.key if screen.shown else None
    if id == "thread.next":
        return shelf.neighbour(key, 1) is not None
    if id == "unread.next":
        return any(author.unread for author in shelf.authors)
    if id == "author.next":
        return shelf.author_with_unread(1) is not None
    if id in {"page.down", "view"}:
        return screen.reader.thread is not None
    return True


def where(screen: "MainScreen") -> str:
    """In a page the post and how far down; in a list its size."""
    view = screen.reader.view
    if screen.panes.kind == "reader" and view:
        posts = len(view.page.thread.posts)
        post = f"{view.post_number}/{posts} " if view.post_number else ""
        return f"{post}{view.progress}%"
    rows = screen.left.authors.rows if screen.panes.kind == "authors" else screen.left.threads.rows
    return plural(len(rows), "author" if screen.panes.kind == "authors" else "thread")
