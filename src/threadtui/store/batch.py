"""Writes of a batch, waiting under temporary names until all of them are on the disk and can be put in place."""

from pathlib import Path

from threadtui.store import atomic


class Batch:
    """Steps in their order. Each leaves the library whole, and so does a crash between any two of them.

    A file may be in several steps: what is added to a list before another file changes must not wait for what is
    dropped from the same list after it.
    """

    def __init__(self) -> None:
        self._steps: list[tuple[Path, Path | None]] = []
        self._latest: dict[Path, dict[str, Path | None]] = {}

    def stage(self, path: Path, temporary: Path | None) -> None:
        """Add a step: the file ``temporary`` becomes ``path``; None: ``path`` is removed."""
        if self._steps and self._steps[-1][0] == path:
            before = self._steps.pop()[1]
            if before is not None:
                before.unlink(missing_ok=True)
        self._steps.append((path, temporary))
        self._latest.setdefault(path.parent, {})[path.name] = temporary

    def current(self, path: Path) -> Path | None:
        """Where the newest bytes of ``path`` are, None once it is to be removed."""
        return self._latest.get(path.parent, {}).get(path.name, path)

    def names(self, folder: Path) -> tuple[set[str], set[str]]:
        """Names that the batch writes in a folder, and names that it removes there."""
        latest = self._latest.get(folder, {})
        written = {name for name, temporary in latest.items() if temporary is not None}
        return written, latest.keys() - written

    def put_in_place(self) -> None:
        """Sync what was written, then take the steps; OSError leaves the rest untaken."""
        atomic.sync_all([temporary for _, temporary in self._steps if temporary is not None])
        folders = {path.parent for path, _ in self._steps}
        for path, temporary in self._steps:
            if temporary is None:
                path.unlink(missing_ok=True)
            else:
                temporary.replace(path)
        atomic.sync_all(folders)

    def discard(self) -> None:
        """Remove what was not put in place."""
        for _, temporary in self._steps:
            if temporary is not None:
                temporary.unlink(missing_ok=True)
