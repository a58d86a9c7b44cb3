"""How new conversations join what is held."""

from collections.abc import Sequence
from typing import Literal

from threadtui.models import Conversation
from threadtui.store import Store
from threadtui.unroll import summarise, unroll

Status = Literal["added", "stub added", "updated", "unchanged"]


class Tally:
    """What an import has done so far."""

    def __init__(self) -> None:
        self.threads: dict[str, Status] = {}
        self.singles: set[str] = set()
        self.posts = 0

    def count(self, status: Status) -> int:
        """How many threads have that status."""
        return sum(one == status for one in self.threads.values())


def absorb(store: Store, conversations: Sequence[Conversation], tally: Tally) -> None:
    """Store what the conversations hold."""
    for conversation in conversations:
        result = unroll(conversation)
        for thread in result.threads:
            store.threads.write(thread.author, threads=[(thread, summarise(thread))])
            tally.threads[thread.key] = "stub added" if thread.stub else "added"
            tally.posts += len(thread.every_post())
