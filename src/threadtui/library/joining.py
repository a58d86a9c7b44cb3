"""New conversations and what is held of them → threads and single posts.

Posts with ids of their own join by these. Copied pages have none: their posts stand under page keys, and they join a
thread by whose it is and how it begins. Every import takes the posts that only a copy holds off their thread again and
joins them anew, so that it does not matter whether the copy or the real posts came first, or in how many parts.

One thing depends on the order. A copy that fits two threads stays apart while it is by itself, and is weighed anew by
every import that reaches it. But one that has joined a thread stays with it, even if another that begins alike comes
later: where their texts met, only the fuller was kept, so the copy as it came cannot be had back.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from msgspec.structs import replace

from threadtui.library.held import Held, post_keys
from threadtui.merge import join_copy, merge, same_thread
from threadtui.models import Author, Conversation, Post, Thread, ThreadFacts
from threadtui.text import is_page_key
from threadtui.unroll import Unrolled, as_conversation, unroll

AMBIGUOUS = "More than one thread of this author begins like this copy, so it was left apart."


class Joined(NamedTuple):
    """Threads and single posts, and every author that anything is known of."""

    threads: tuple[Thread, ...]
    singles: tuple[Post, ...]
    authors: tuple[Author, ...]


def join(new: Sequence[Conversation], held: Held) -> Joined:
    """Everything that ``new`` and ``held`` hold. All of one network."""
    fresh = [piece for conversation in new for piece in _pieces(unroll(conversation), conversation)]
    while True:
        stored = Unrolled(tuple(held.threads.values()), tuple(held.singles.values()))
        authors = tuple(held.authors.values())
        about = Conversation(network=new[0].network, authors=authors, posts=(), facts=held.facts())
        parts = _Parts([*fresh, *_pieces(stored, about)], about)
        if not held.reach_alike(parts.threads()):
            return parts.joined()


def _pieces(unrolled: Unrolled, of: Conversation) -> Iterator[Conversation]:
    """Each thread and each single post as a conversation of its own, the first post first.

    A single post says of itself that it is no preview: a stub that it joins is none any more.
    """
    for thread in unrolled.threads:
        yield as_conversation(thread)
    for post in unrolled.singles:
        yield replace(of, posts=(post,), author=post.author, facts=(ThreadFacts(root=post.key),))


@dataclass
class _Target:
    """Something that copies may join: its conversation as it grows, and the thread that it was at first."""

    conversation: Conversation
    thread: Thread | None = None


class _Parts:
    """What is to be joined, taken apart.

    Real posts are united by their ids. Page posts hang from one of them, or make up a copy that has no real post.
    """

    def __init__(self, pieces: Iterable[Conversation], about: Conversation) -> None:
        self._about = about
        self._hanging: list[tuple[str, Conversation]] = []
        """page posts, each lot with the key of the thread that they are in"""
        self._copies: list[Conversation] = []
        solid: list[Conversation] = [about]
        for piece in pieces:
            real = tuple(post for post in piece.posts if not is_page_key(post.key))
            if is_page_key(piece.posts[0].key):
                self._copies.append(piece)
            elif len(real) == len(piece.posts):
                solid.append(piece)
            else:
                # What the page said goes with its posts; alone, the real ones only know whether they were a preview.
                marks = tuple(ThreadFacts(root=fact.root, stub=fact.stub) for fact in piece.facts)
                solid.append(replace(piece, posts=real, facts=marks))
                paged = tuple(post for post in piece.posts if is_page_key(post.key))
                self._hanging.append((piece.posts[0].key, replace(piece, posts=paged)))
        self._merged = merge(solid)
        self._solid = unroll(self._merged)
        self._facts: dict[str, list[ThreadFacts]] = defaultdict(list)
        for fact in self._merged.facts:
            self._facts[fact.root].append(fact)
        self._copied = [thread for copy in self._copies for thread in unroll(copy).threads]

    def threads(self) -> Iterator[Thread]:
        """The threads, every copy still by itself."""
        yield from self._solid.threads
        yield from self._copied

    def joined(self) -> Joined:
        """The threads and single posts, every copy in the thread that it is a copy of."""
        if not self._hanging and not self._copies:
            return Joined(self._solid.threads, self._solid.singles, self._merged.authors)
        targets = [_Target(self._part(thread.every_post()), thread) for thread in self._solid.threads]
        targets += [_Target(self._part([post])) for post in self._solid.singles]
        by_key = {key: target for target in targets for key in _keys(target.conversation)}
        for root, hanging in self._hanging:
            by_key[root].conversation = join_copy(hanging, by_key[root].conversation)
        for copy in sorted(self._copied, key=_rank):
            _join_copy(copy, targets)
        # A copy of one post begins like too much: it stays a single post.
        targets += [_Target(copy) for copy in self._copies if len(copy.posts) == 1 and not unroll(copy).threads]
        united = merge([self._about, *(target.conversation for target in targets)])
        unrolled = unroll(united)
        return Joined(unrolled.threads, unrolled.singles, united.authors)

    def _part(self, posts: Iterable[Post]) -> Conversation:
        """The conversation of some of the real posts, with what is known of them."""
        mine = tuple(posts)
        facts = tuple(fact for post in mine for fact in self._facts[post.key])
        return replace(self._merged, posts=mine, author=mine[0].author, facts=facts)


def _rank(copy: Thread) -> tuple[bool, bool, int, str]:
    """Sorts copies of one thread: the one that tells most first, the others join it."""
    return copy.stub, copy.ledger.boundaries_guessed, -len(copy.posts), copy.key


def _join_copy(copy: Thread, targets: list[_Target]) -> None:
    """Join a copy to the one target that it is a copy of; else it becomes one itself.

    One that knows the copy's key has been joined by it before, or was told of it by the page: that settles it.
    """
    conversation = as_conversation(copy)
    conversation = replace(conversation, facts=tuple(map(_unweighed, conversation.facts)))
    keys = {copy.key, *copy.aliases}
    known = [target for target in targets if keys & _keys(target.conversation)]
    alike = [target for target in targets if target.thread is not None and same_thread(copy, target.thread)]
    found = known or alike
    if len(found) == 1:
        found[0].conversation = join_copy(conversation, found[0].conversation)
        return
    if found:
        note = ThreadFacts(root=copy.key, stub=copy.stub, notes=(AMBIGUOUS,))
        conversation = replace(conversation, facts=(*conversation.facts, note))
    targets.append(_Target(conversation, copy))


def _unweighed(fact: ThreadFacts) -> ThreadFacts:
    """The fact without what an earlier weighing said."""
    return replace(fact, notes=tuple(note for note in fact.notes if note != AMBIGUOUS))


def _keys(conversation: Conversation) -> set[str]:
    """Every key and alias of a conversation's posts, and of the threads that they are said to be."""
    of_posts = {key for post in conversation.posts for key in post_keys(post)}
    return of_posts.union(*((fact.root, *fact.aliases) for fact in conversation.facts))
