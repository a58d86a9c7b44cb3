"""Who is who in a conversation: author keys, their aliases, and posts by key. Look-up only."""

from collections.abc import Iterable

import msgspec

from threadtui.models import Author, Conversation, Post, id_part

_ENCODER = msgspec.json.Encoder()


class People:
    """Resolves author keys and aliases to one :class:`Author` each."""

    def __init__(self, authors: Iterable[Author], network: str) -> None:
        self._network = network
        self._by_key: dict[str, Author] = {}
        ordered = sorted(authors, key=_ENCODER.encode, reverse=True)
        for author in ordered:
            self._by_key.setdefault(author.key, author)
        for author in ordered:
            for alias in author.aliases:
                self._by_key.setdefault(alias, author)

    def author(self, key: str) -> Author:
        """The author of that key; one made of the key alone where the conversation does not describe them."""
        known = self._by_key.get(key)
        if known is not None:
            return known
        name = id_part(key).removeprefix("@")
        return Author(key=key, handle=name, display_name=name, source=self._network)

    def key(self, key: str) -> str:
        """The key that stands for all keys of that author."""
        known = self._by_key.get(key)
        return key if known is None else known.key

    def handle(self, key: str) -> str | None:
        """The handle of the author of that key, where it is known."""
        known = self._by_key.get(key)
        return None if known is None else known.handle


class PostIndex:
    """Finds posts by key or alias. Where two posts have one key, the richer text stands for it."""

    def __init__(self, conversation: Conversation) -> None:
        self.by_key: dict[str, Post] = {}
        for post in conversation.posts:
            held = self.by_key.get(post.key)
            if held is None or (held != post and _richness(held) < _richness(post)):
                self.by_key[post.key] = post
        self._aliases: dict[str, str] = {}
        for post in self.by_key.values():
            for alias in post.aliases:
                self._aliases[alias] = max(post.key, self._aliases.get(alias, ""))

    def key(self, key: str) -> str:
        """The key of the post that has this key or alias, else the key as it is."""
        return key if key in self.by_key else self._aliases.get(key, key)

    def get(self, key: str | None) -> Post | None:
        """The post that has this key or alias."""
        return None if key is None else self.by_key.get(self.key(key))


def _richness(post: Post) -> tuple[int, bytes]:
    return len(post.text), _ENCODER.encode(post)
