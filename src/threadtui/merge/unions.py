"""Disjoint sets of names, joined one pair at a time."""


class Unions:
    """Sets of strings. The name that stands for a set has no meaning of its own."""

    def __init__(self) -> None:
        self._up: dict[str, str] = {}

    def find(self, name: str) -> str:
        """The name that stands for the set of this one."""
        way: list[str] = []
        while (up := self._up.get(name, name)) != name:
            way.append(name)
            name = up
        self._up.update(dict.fromkeys(way, name))
        return name

    def join(self, a: str, b: str) -> None:
        """Make one set of the two."""
        self._up[self.find(a)] = self.find(b)
