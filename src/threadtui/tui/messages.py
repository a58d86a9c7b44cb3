"""Facts that travel up to the main screen: what workers found out. Workers themselves never touch a widget."""

from dataclasses import dataclass

from textual.message import Message

from threadtui.models import Thread, ThreadListing


@dataclass
class Previewed(Message):
    """The thread under the list's cursor was read from the disk."""

    listing: ThreadListing
    thread: Thread


class Changed(Message):
    """The library holds something else than the lists show."""


@dataclass
class Unrolled(Message):
    """A thread was brought into the reader's own library; ``said`` tells what was added."""

    listing: ThreadListing
    said: str
