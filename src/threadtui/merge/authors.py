"""Which author keys are one author's: by key, by alias, and by the handle that stood in for an id."""

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from threadtui.merge.posts import best_of, better_author_key
from threadtui.merge.unions import Unions
from threadtui.models import Author

_ENCODER = msgspec.json.Encoder()


class AuthorUnion:
    """Every author of several conversations once, and the key that each of their keys became."""

    def __init__(self, authors: Iterable[Author]) -> None:
        described = sorted(set(authors), key=_ENCODER.encode)
        sets = Unions()
        ids: dict[str, str] = {}
        for author in described:
            for key in (author.key, *author.aliases):
                _join(sets, ids, author.key, key)
        for author in described:
            if (stand_in := _stand_in(author)) is not None:
                _join(sets, ids, author.key, stand_in)
        members: dict[str, set[str]] = defaultdict(set)
        for author in described:
            names = {author.key, *author.aliases, _stand_in(author) or author.key}
            for name in names:
                members[sets.find(name)].add(name)
        self._keys = {name: _best_key(names) for names in members.values() for name in names}
        merged: dict[str, Author] = {}
        for author in described:
            key = self.key(author.key)
            merged[key] = _merge_authors(merged.get(key, author), author)
        aliases = {_best_key(names): tuple(sorted(names - {_best_key(names)})) for names in members.values()}
        self.authors = tuple(
            msgspec.structs.replace(merged[key], key=key, aliases=aliases[key]) for key in sorted(merged)
        )

    def key(self, key: str) -> str:
        """The key that stands for all keys of that author."""
        return self._keys.get(key, key)


def _stand_in(author: Author) -> str | None:
    """The key that an X author of known id has where only the handle is known."""
    known = author.source == "x" and ":@" not in author.key and author.handle
    return f"x:@{author.handle.lower()}" if known else None


def _join(sets: Unions, ids: dict[str, str], key: str, other: str) -> None:
    """Make two keys one author's, unless a handle would join two ids: handles are given away and taken over."""
    a, b = sets.find(key), sets.find(other)
    id_a = ids.get(a) or (key if ":@" not in key else None)
    id_b = ids.get(b) or (other if ":@" not in other else None)
    if ":@" in other and id_a is not None and id_b is not None and id_a != id_b:
        return
    sets.join(key, other)
    known = best_of(str, id_a, id_b)
    if known is not None:
        ids[sets.find(key)] = known


def _best_key(names: Iterable[str]) -> str:
    return max(names, key=lambda name: (":@" not in name, name))


def _merge_authors(a: Author, b: Author) -> Author:
    return Author(
        key=better_author_key(a.key, b.key),
        handle=max(a.handle, b.handle, key=lambda handle: (sum(map(str.isupper, handle)), handle)),
        display_name=max(a.display_name, b.display_name, key=lambda name: (len(name), name)),
        source=max(a.source, b.source),
        permalink=best_of(str, a.permalink, b.permalink),
        avatar_url=best_of(str, a.avatar_url, b.avatar_url),
    )
