"""A thread as lines on a page: pure layout, without Textual.

A :class:`Page` is one thread at one width in one view. It is made of blocks (the header, one per post, the end), each
laid out when it is first looked at and kept. A place on the page is a block and a line in it, so nothing depends on the
heights of posts that nobody has seen: a thread of 10,000 posts opens like one of ten.
"""

from threadtui.tui.page.blocks import View, reading_minutes
from threadtui.tui.page.lines import Line, Part, wrapped
from threadtui.tui.page.page import Page, PageStyle, Place
from threadtui.tui.page.viewport import Viewport

__all__ = ["Line", "Page", "PageStyle", "Part", "Place", "View", "Viewport", "reading_minutes", "wrapped"]
