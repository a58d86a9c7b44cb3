"""Copied pages and stubs → the real thread: a page without ids tells it only by whose it is and how it begins."""

from bisect import bisect_right
from datetime import timedelta

import msgspec

from threadtui.merge.conversations import merge
from threadtui.merge.posts import taken_over
from threadtui.models import Conversation, Post, Thread, ThreadFacts
from threadtui.text import is_page_key, key_order, normalise

_TELLING = 24
"""normalised characters from which on a beginning is taken to belong to one thread alone"""


def same_thread(copy: Thread, other: Thread) -> bool:
    """Whether a copy (a page without ids, or a stub) is of this thread.

    It is where the handles are the same, the other's text begins with the copy's first text (in normal form; with the
    copy's next text too where the first is short), and the dates, where both are known, are at most a day apart.
    """
    if copy.author.source != other.author.source or copy.author.handle.lower() != other.author.handle.lower():
        return False
    if copy.created_at is not None and other.created_at is not None:
        apart = abs(copy.created_at.date() - other.created_at.date())
        if apart > timedelta(days=1):
            return False
    beginning = normalise(copy.posts[0].text)
    if not normalise(other.posts[0].text).startswith(beginning):
        return False
    if len(beginning) < _TELLING:
        beginning = _joined(copy.posts[:2])
        return bool(beginning) and _joined(other.posts[:2]).startswith(beginning)
    return True


def _joined(posts: tuple[Post, ...]) -> str:
    return " ".join(filter(None, (normalise(post.text) for post in posts)))


def join_copy(copy: Conversation, real: Conversation) -> Conversation:
    """The real thread's conversation with all that a copy of it holds.

    ``copy`` holds one thread, found to be the same by :func:`same_thread`. A text of the copy that stands in the real
    posts gives them its key as an alias; one that no real post holds stays as a post, hung on the real post before it.
    What the page said of the thread (how many posts it has) stays too.
    """
    located = _locate(copy, real)
    posts = {post.key: post for post in real.posts}
    kept = [
        taken_over(post, posts[located[post.key]]) if post.key in located else _rehung(post, located, real)
        for post in _in_order(copy)
    ]
    facts = tuple(_joined_facts(fact, located, real) for fact in copy.facts)
    return merge([real, msgspec.structs.replace(copy, posts=tuple(kept), facts=facts, author=real.author)])


def _in_order(conversation: Conversation) -> list[Post]:
    return sorted(conversation.posts, key=lambda post: key_order(post.key, post.created_at))


def _locate(copy: Conversation, real: Conversation) -> dict[str, str]:
    """Page key → key of the real post in which that post's text begins.

    The texts of a copy are looked for one after another in the joined texts of the real posts, since a copy may have
    guessed wrong where a post ends. A short text counts only as whole words, and only behind the one before it. A post
    that the real ones know by its page key, with its text in them, needs no looking for.
    """
    own = [post for post in _in_order(real) if real.author in (None, post.author)]
    stream = ""
    begins: list[int] = []
    known: dict[str, int] = {}
    for number, post in enumerate(own):
        begins.append(len(stream))
        stream += f" {normalise(post.text)}"
        known |= dict.fromkeys((post.key, *post.aliases), number)
    stream += " "
    located: dict[str, str] = {}
    at = 0
    for post in _in_order(copy):
        if not is_page_key(post.key):
            continue
        sought = normalise(post.text)
        number = known.get(post.key, len(own))
        if number < len(own) and sought in normalise(own[number].text):
            located[post.key] = own[number].key
            at = stream.find(sought, begins[number]) + len(sought)
            continue
        found = stream.find(f" {sought} ", at)
        if found < 0 and len(sought) >= _TELLING:
            found = stream.find(sought, at)
            found = stream.find(sought) if found < 0 else found
        if found >= 0:
            located[post.key] = own[bisect_right(begins, found) - 1].key
            at = found + len(sought)
    return located


def _rehung(post: Post, located: dict[str, str], real: Conversation) -> Post:
    """A copy's post that no real one holds, below the real post that holds the text before it."""
    if not is_page_key(post.key):
        return post
    first = _in_order(real)[0]
    parent = first.key if post.in_reply_to is None else located.get(post.in_reply_to, post.in_reply_to)
    return msgspec.structs.replace(post, author=real.author or first.author, in_reply_to=parent)


def _joined_facts(fact: ThreadFacts, located: dict[str, str], real: Conversation) -> ThreadFacts:
    """What the page said, said of the real thread, which is no preview unless it was one too."""
    first = _in_order(real)[0].key
    return msgspec.structs.replace(
        fact,
        root=located.get(fact.root, first if is_page_key(fact.root) else fact.root),
        stub=fact.stub and bool(real.facts) and all(other.stub for other in real.facts),
        aliases=(*fact.aliases, fact.root) if is_page_key(fact.root) else fact.aliases,
    )
