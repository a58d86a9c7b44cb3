"""One batch of conversations into the store: joined with what is held, written where that changed anything, counted.

What becomes of the posts is for ``joining`` to say; here is what that means for the files and for the report.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from msgspec.structs import replace

from threadtui.library.held import Held, post_keys
from threadtui.library.joining import Joined, join
from threadtui.models import Author, Conversation, Post, Thread
from threadtui.store import Store
from threadtui.unroll import summarise

Status = Literal["added", "stub added", "updated", "unchanged"]


class Tally:
    """What an import has done so far, over all its batches."""

    def __init__(self) -> None:
        self.threads: dict[str, Status] = {}
        """thread key → what became of the thread, for those that the inputs hold posts of"""
        self.singles: set[str] = set()
        """keys of the single posts that were added"""
        self.posts = 0
        """posts that were not held before"""

    def count(self, status: Status) -> int:
        """How many threads have that status."""
        return sum(one == status for one in self.threads.values())

    def thread(self, thread: Thread, former: Iterable[str], *, changed: bool) -> None:
        """Note what became of a thread; ``former`` are the keys under which it, or parts of it, were held."""
        stored = False
        for key in former:
            stored |= self.threads.pop(key, "unchanged") in ("updated", "unchanged")
        if stored:
            self.threads[thread.key] = "updated" if changed else "unchanged"
        else:
            self.threads[thread.key] = "stub added" if thread.stub else "added"


def absorb(store: Store, conversations: Sequence[Conversation], tally: Tally) -> None:
    """Store everything in ``conversations``; needs an open transaction. Nothing that is held is ever lost."""
    store.index.catch_up()
    by_network: dict[str, list[Conversation]] = defaultdict(list)
    for conversation in conversations:
        if conversation.posts:
            by_network[conversation.network].append(conversation)
    for batch in by_network.values():
        held = Held(store)
        new = [post for conversation in batch for post in conversation.posts]
        held.reach(new)
        for author in {author for conversation in batch for author in conversation.authors}:
            held.reach_author(author)
        changes = _Changes(held, join(batch, held))
        changes.write(store)
        changes.count({key for post in new for key in post_keys(post)}, tally)


class _Changes:
    """The difference between what was held and what there is now."""

    def __init__(self, held: Held, joined: Joined) -> None:
        self._held = held
        self._joined = joined
        self._absorbed = held.threads.keys() - {thread.key for thread in joined.threads}
        """keys of stored threads that are part of others now"""
        self._authors = {key: author for author in joined.authors for key in (author.key, *author.aliases)}

    def write(self, store: Store) -> None:
        """Write what differs, author by author."""
        threads: dict[str, list[Thread]] = defaultdict(list)
        singles: dict[str, list[Post]] = defaultdict(list)
        gone: dict[str, list[str]] = defaultdict(list)
        for thread in self._joined.threads:
            if self._differs(thread):
                threads[thread.author.key].append(thread)
        for post in self._joined.singles:
            if self._held.singles.get(post.key) != post:
                singles[post.author].append(post)
        for key, author in self._gone():
            gone[self._authors[author].key].append(key)
        renewed = {author.key for author in self._joined.authors if self._renewed(author)}
        for key in sorted({*threads, *singles, *gone, *renewed}):
            summed = [(thread, summarise(thread)) for thread in threads[key]]
            store.threads.write(self._authors[key], threads=summed, singles=singles[key], gone=gone[key])

    def count(self, new: set[str], tally: Tally) -> None:
        """Note what the posts with the keys ``new`` brought."""
        before = self._held.keys()
        for thread in self._joined.threads:
            keys = {thread.key, *thread.aliases}.union(*map(post_keys, thread.every_post()))
            tally.singles -= keys
            if keys & new:
                former = keys & (self._held.threads.keys() | self._held.damaged.keys())
                tally.thread(thread, former, changed=self._differs(thread))
                tally.posts += _unheld(thread.every_post(), before)
        for post in self._joined.singles:
            if tally.singles & post_keys(post) or not before & post_keys(post):
                tally.singles -= post_keys(post)
                tally.singles.add(post.key)
        tally.posts += _unheld(self._joined.singles, before)

    def _gone(self) -> Iterator[tuple[str, str]]:
        """Keys, with their author's, of threads and single posts that are in others now."""
        threads = {thread.key for thread in self._joined.threads}
        singles = {post.key for post in self._joined.singles}
        yield from ((key, stored.author.key) for key, stored in self._held.threads.items() if key not in threads)
        yield from ((key, stored.author) for key, stored in self._held.singles.items() if key not in singles)
        mended = {alias for thread in self._joined.threads for alias in thread.aliases} - threads
        yield from ((key, lost.author) for key, lost in self._held.damaged.items() if key in mended)

    def _differs(self, thread: Thread) -> bool:
        """Whether the thread must be written: it is not stored so, or something else has become part of it."""
        stored = self._held.threads.get(thread.key)
        if stored is None:
            return True
        others = self._held.singles.keys() | self._absorbed
        grown = any(others & post_keys(post) for post in thread.every_post()) or others & set(thread.aliases)
        return bool(grown) or replace(thread, author=stored.author) != stored

    def _renewed(self, author: Author) -> bool:
        """Whether something became known of an author who is stored."""
        stored = [self._held.authors[key] for key in (author.key, *author.aliases) if key in self._held.authors]
        return bool(stored) and author not in stored


def _unheld(posts: Iterable[Post], before: set[str]) -> int:
    return sum(before.isdisjoint(post_keys(post)) for post in posts)
