"""Trees whose own parent is missing: hung where their conversation goes on, so that no thread falls silently in two."""

from bisect import bisect_left, insort
from collections import defaultdict

from threadtui.unroll.chains import NONE, Chains

Groups = list[list[int]]


def reattach(chains: Chains) -> None:
    """Join trees across missing posts; the gap before them is told later from ``chains.missing``.

    Posts that answer the same missing post stay together. A tree joins the one that its conversation began with; where
    that beginning is not held, the only other one of that conversation, or the oldest with a missing parent.
    """
    groups = _groups(chains)
    homes = _homes(chains, groups)
    spines: dict[int, _Spine] = {}
    for members in groups:
        leader = members[0]
        base = homes.find(leader)
        if base == leader:
            points = leader
        else:
            spine = spines.setdefault(base, _Spine(chains.main_line(base)))
            points = spine.before(leader)
            spine.extend(points, chains.main_line(max(members, key=lambda n: (chains.height[n], -n))))
        for member in members:
            if member != points:
                chains.parent[member] = points
    chains.grow()


def _groups(chains: Chains) -> Groups:
    """The posts that miss a parent, oldest first, those together that miss the same one."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, key in chains.missing.items():
        groups[chains.people.key(chains.posts[number].author), key].append(number)
    return list(groups.values())


def _talk(chains: Chains, members: list[int]) -> tuple[str, str | None]:
    """The author of posts that miss the same one, and their conversation, as far as one of them tells it."""
    author = chains.people.key(chains.posts[members[0]].author)
    return author, next((talk for n in members if (talk := chains.posts[n].conversation) is not None), None)


def _homes(chains: Chains, groups: Groups) -> "_Homes":
    """Which tree each tree with a missing parent ends up in."""
    homes = _Homes()
    bases = _bases(chains, groups)
    for members in groups:
        leader = members[0]
        author, conversation = _talk(chains, members)
        for sibling in members[1:]:
            homes.move(sibling, leader)
        if conversation is None:
            continue
        began = chains.find(conversation, author)
        if began == NONE:
            began = bases[author, conversation]
        homes.move(leader, chains.root[began])
    return homes


def _bases(chains: Chains, groups: Groups) -> dict[tuple[str, str], int]:
    """For each author and conversation the tree that the others join where its beginning is not held."""
    orphans: dict[tuple[str, str], int] = {}
    for members in groups:
        author, conversation = _talk(chains, members)
        if conversation is not None:
            orphans.setdefault((author, conversation), members[0])
    others: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, post in enumerate(chains.posts):
        if chains.root[number] == number and number not in chains.missing and post.conversation is not None:
            others[chains.people.key(post.author), post.conversation].append(number)
    return {name: others[name][0] if len(others[name]) == 1 else first for name, first in orphans.items()}


class _Homes:
    """Trees, named by their roots, that were moved into others."""

    def __init__(self) -> None:
        self._of: dict[int, int] = {}

    def find(self, tree: int) -> int:
        """The tree that this one ended up in."""
        way = []
        while tree in self._of:
            way.append(tree)
            tree = self._of[tree]
        self._of.update(dict.fromkeys(way, tree))
        return tree

    def move(self, tree: int, into: int) -> None:
        """Put a tree into another, unless that one is in it already."""
        start, end = self.find(tree), self.find(into)
        if start != end:
            self._of[start] = end


class _Spine:
    """The main line of a tree, as far as it is known, that others are hung on by age."""

    def __init__(self, line: list[int]) -> None:
        self._root = line[0]
        self._tail = line[-1]
        self._by_age = sorted(line)

    def before(self, number: int) -> int:
        """The newest post of the line that is older than this one; the root if none is."""
        place = bisect_left(self._by_age, number)
        return self._by_age[place - 1] if place else self._root

    def extend(self, point: int, line: list[int]) -> None:
        """Go on along a line that was hung on ``point``, if the spine ended there."""
        if point == self._tail:
            self._tail = line[-1]
            for number in line:
                insort(self._by_age, number)
