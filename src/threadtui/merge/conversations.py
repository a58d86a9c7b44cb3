"""Several conversations → one: posts by key and alias, authors by key and handle, facts of threads gathered."""

import functools
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from threadtui.merge.authors import AuthorUnion
from threadtui.merge.posts import merge_posts, stands_in
from threadtui.merge.unions import Unions
from threadtui.models import Conversation, Post, ThreadFacts
from threadtui.text import is_page_key

_ENCODER = msgspec.json.Encoder()


def merge(conversations: Sequence[Conversation]) -> Conversation:
    """One conversation of all; commutative, associative, idempotent.

    Posts of one key are one post, and so are those of one author of which one names the other as an alias (the versions
    of an edited post). Author keys are replaced by the one that lasts, ``x:@handle`` by ``x:<id>`` where both appear.
    The result is about one author only if all are about the same. Raises ValueError for none, or of several networks.
    """
    networks = {conversation.network for conversation in conversations}
    if len(networks) != 1:
        raise ValueError(f"conversations of one network expected, not of {sorted(networks)}")
    union = AuthorUnion(author for conversation in conversations for author in conversation.authors)
    meant = {c.author and union.key(c.author) for c in conversations}
    posts = _merge_all(_with_author_keys(post, union) for c in conversations for post in c.posts)
    lasting = _lasting_keys(posts)
    facts = {_with_lasting_keys(fact, lasting) for c in conversations for fact in c.facts}
    return Conversation(
        network=networks.pop(),
        authors=union.authors,
        posts=tuple(posts),
        author=meant.pop() if len(meant) == 1 else None,
        facts=tuple(sorted(facts, key=_ENCODER.encode)),
    )


def _with_author_keys(post: Post, union: AuthorUnion) -> Post:
    author = union.key(post.author)
    reply_author = post.reply_author and union.key(post.reply_author)
    if (author, reply_author) == (post.author, post.reply_author):
        return post
    return msgspec.structs.replace(post, author=author, reply_author=reply_author)


def _merge_all(posts: Iterable[Post]) -> list[Post]:
    by_key: dict[str, Post] = {}
    for post in posts:
        held = by_key.get(post.key)
        by_key[post.key] = post if held is None else merge_posts(held, post)
    sets = _same_posts(by_key)
    groups: dict[str, list[Post]] = defaultdict(list)
    for post in by_key.values():
        groups[sets.find(post.key)].append(post)
    return sorted(map(_merge_group, groups.values()), key=lambda post: post.key)


def _merge_group(group: list[Post]) -> Post:
    """One post of all copies; those of copied pages only stand in for the real ones."""
    real = [post for post in group if not is_page_key(post.key)]
    if not real:
        return functools.reduce(merge_posts, group)
    whole = functools.reduce(merge_posts, real)
    pages = (stands_in(post, whole) for post in group if is_page_key(post.key))
    return functools.reduce(merge_posts, pages, whole)


def _same_posts(by_key: dict[str, Post]) -> Unions:
    """Keys of one post. Only posts of one author are joined by an alias, so that no file can claim another's posts."""
    sets = Unions()
    owners: dict[tuple[str, str], str] = {}
    for post in by_key.values():
        for name in (post.key, *post.aliases):
            owner = owners.setdefault((post.author, name), post.key)
            sets.join(owner, post.key)
    return sets


def _lasting_keys(posts: Sequence[Post]) -> dict[str, str]:
    """Key or alias → the key that a post has now. A key counts for more than another post's alias."""
    lasting: dict[str, str] = {}
    keys = {post.key: post.key for post in posts}
    for post in posts:
        for alias in post.aliases:
            lasting[alias] = max(post.key, lasting.get(alias, ""))
    return lasting | keys


def _with_lasting_keys(fact: ThreadFacts, lasting: dict[str, str]) -> ThreadFacts:
    """The fact with the keys that its posts have now."""
    root = lasting.get(fact.root, fact.root)
    replies = tuple(sorted({lasting.get(key, key) for key in fact.replies}))
    return msgspec.structs.replace(fact, root=root, replies=replies)
