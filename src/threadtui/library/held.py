"""What is stored already of the conversations that an import brings: found by post, by author, by beginning."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from threadtui.errors import LibraryDamaged
from threadtui.models import Author, Post, Thread, ThreadFacts, ThreadSummary
from threadtui.store import Store
from threadtui.text import is_page_key, normalise


def post_keys(post: Post) -> set[str]:
    """Every key that a post has or has had."""
    return {post.key, *post.aliases}


class Held:
    """Stored threads and single posts, by key, as far as they were reached."""

    def __init__(self, store: Store) -> None:
        self.threads: dict[str, Thread] = {}
        self.singles: dict[str, Post] = {}
        self.authors: dict[str, Author] = {}
        self.damaged: dict[str, ThreadSummary] = {}
        """threads whose posts cannot be read any more: what is brought in now takes their place in the list"""
        self._store = store
        self._asked: set[str] = set()

    def keys(self) -> set[str]:
        """Keys and aliases of every post reached."""
        return {key for post in self._posts() for key in post_keys(post)}

    def reach(self, posts: Iterable[Post]) -> None:
        """Reach all that holds one of ``posts``, answers one, is answered by one, or shares a conversation with one.

        And all that touches what was reached so: two stored threads may prove to be one only now.
        """
        fresh = list(posts)
        while fresh:
            names = {name for post in fresh for name in (*post_keys(post), post.in_reply_to, post.conversation) if name}
            # A conversation is called by what it began with, so either may be known as the other.
            located = self._store.index.locate(names - self._asked, names - self._asked)
            self._asked |= names
            fresh = self._load((one.author, one.key) for one in located)

    def reach_author(self, author: Author) -> None:
        """Reach the authors stored under the handle of ``author``, for they may be the same.

        Where a stored one is only known by handle, and ``author`` brings the real key, all that is stored of them.
        """
        for known in self._store.index.authors_named(author.handle, author.source):
            self.authors[known.key] = known
            if known.key != author.key and ":@" in known.key:
                threads = [(known.key, summary.key) for summary in self._store.threads.summaries(known.key)]
                singles = [(known.key, post.key) for post in self._store.threads.singles(known.key)]
                self.reach(self._load([*threads, *singles]))

    def reach_alike(self, threads: Iterable[Thread]) -> bool:
        """Reach stored threads that may be copies of ``threads``, or these of them; whether there were any new ones.

        Only copied pages are ever taken for a thread of another key, and only if both begin alike.
        """
        by_author: dict[tuple[str, str], list[Thread]] = defaultdict(list)
        for thread in threads:
            by_author[thread.author.handle.casefold(), thread.author.source].append(thread)
        wanted: list[tuple[str, str]] = []
        for (handle, source), theirs in by_author.items():
            titles = [normalise(thread.title) for thread in theirs]
            of_copies = [normalise(thread.title) for thread in theirs if is_page_key(thread.key)]
            for author in self._store.index.authors_named(handle, source):
                for summary in self._store.threads.summaries(author.key):
                    others = titles if is_page_key(summary.key) else of_copies
                    if others and _begins_like_one(summary.title, others):
                        wanted.append((author.key, summary.key))
        fresh = self._load(wanted)
        self.reach(fresh)
        return bool(fresh)

    def _load(self, places: Iterable[tuple[str, str]]) -> list[Post]:
        """Load threads and single posts by author key and own key; the posts that were not reached before."""
        wanted: dict[str, list[str]] = defaultdict(list)
        for author, key in places:
            if key not in self.threads and key not in self.singles:
                wanted[author].append(key)
        fresh: list[Post] = []
        for author, keys in wanted.items():
            known = self._store.threads.author(author)
            if known is not None:
                self.authors[known.key] = known
            for key in keys:
                thread = self._thread(author, key)
                if thread is not None and thread.key not in self.threads:
                    self.threads[thread.key] = thread
                    fresh += thread.every_post()
            for post in self._store.threads.singles(author, keys):
                self.singles[post.key] = post
                fresh.append(post)
        return fresh

    def _thread(self, author: str, key: str) -> Thread | None:
        try:
            return self._store.threads.thread(author, key)
        except LibraryDamaged:
            for summary in self._store.threads.summaries(author):
                if key == summary.key:
                    self.damaged[key] = summary
            return None

    def facts(self) -> tuple[ThreadFacts, ...]:
        """The names of damaged threads, for the threads that hold a post of such a name."""
        return tuple(ThreadFacts(root=key, aliases=(key, *lost.aliases)) for key, lost in self.damaged.items())

    def _posts(self) -> Iterator[Post]:
        yield from self.singles.values()
        for thread in self.threads.values():
            yield from thread.every_post()


def _begins_like_one(title: str, others: Sequence[str]) -> bool:
    title = normalise(title)
    return any(title.startswith(other) or other.startswith(title) for other in others)
