"""Facts that travel up to the main screen: what workers found out. Workers themselves never touch a widget."""

from textual.message import Message

from threadtui.models import Thread, ThreadListing


class Previewed(Message):
    """The thread under the list's cursor was read from the disk."""

    def __init__(self, listing: ThreadListing, thread: Thread) -> None:
        super().__init__()
        self.listing, self.thread = listing, thread


class Changed(Message):
    """The library holds something else than the lists show."""


class Unrolled(Message):
    """A thread was brought into the reader's own library; ``said`` tells what was added."""

    def __init__(self, listing: ThreadListing, said: str) -> None:
        super().__init__()
        self.listing, self.said = listing, said
