"""Rotating copies of all the reader's own data, and damaged files mended from what is still good.

A copy is one zip file with ``library.json`` and every ``reader.json`` at their places. Threads have no copies here:
they can be fetched again, and a damaged list of threads is made anew from the threads themselves.
"""

import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from threadtui.errors import LibraryNewer
from threadtui.store.files import LibraryFiles
from threadtui.store.migrations import Unreadable, decode
from threadtui.store.records import AUTHORS, LIBRARY, READER, LibraryFile, ReaderFile

_STARTS, _DAYS, _WEEKS = 5, 7, 4
_FORMAT = "%Y%m%dT%H%M%SZ"


class Backups:
    """``backups/<time>.zip``."""

    def __init__(self, files: LibraryFiles) -> None:
        self._files = files
        self._folder = files.folder / "backups"

    def make_if_due(self) -> Path | None:
        """Copy the reader's data unless the newest copy says the same; old copies go. The new copy, if one was made.

        Kept are those of the last 5 starts, the newest of each of 7 days and of each of 4 weeks, and older ones that
        alone still hold data of the reader's on an author.
        """
        contents = self._contents()
        if not contents or {name: zlib.crc32(data) for name, data in contents.items()} == self._newest_sums():
            return None
        with self._files.transaction():
            path = self._folder / f"{self._files.clock().astimezone(UTC).strftime(_FORMAT)}.zip"
            self._files.write(path, _zipped(contents))
            kept = _worth_keeping(self.all())
            kept |= self._irreplaceable(kept)
            for old in set(self.all()) - kept:
                self._files.remove(old)
        return path

    def all(self) -> list[Path]:
        """The copies there are, newest first."""
        names = [name for name in self._files.names(self._folder) if _time_of(name) is not None]
        return [self._folder / name for name in sorted(names, reverse=True)]

    def _contents(self) -> dict[str, bytes]:
        """Name in the copy → bytes, of every file that is readable now: a damaged one must not displace a good copy."""
        root = self._files.folder
        readable = [root / LIBRARY] if self._files.read(root / LIBRARY, LibraryFile) else []
        for path in sorted(root.glob(f"{AUTHORS}/*/{READER}")):
            if self._files.read(path, ReaderFile):
                readable.append(path)
        return {path.relative_to(root).as_posix(): self._files.data(path) or b"" for path in readable}

    def _irreplaceable(self, kept: set[Path]) -> set[Path]:
        """Copies beyond ``kept`` with data on authors of whom no newer copy has any: emptied files do not displace."""
        stays: list[Path] = []
        for copy in self.all():
            lost = set() if copy in kept else _marked(copy)
            for other in (*sorted(kept, reverse=True), *stays):
                if not lost:
                    break
                lost -= _marked(other)
            if lost:
                stays.append(copy)
        return set(stays)

    def _newest_sums(self) -> dict[str, int] | None:
        newest = next(iter(self.all()), None)
        try:
            with zipfile.ZipFile(newest or "") as archive:
                return {entry.filename: entry.CRC for entry in archive.infolist()}
        except (zipfile.BadZipFile, OSError):
            return None

    def newest_good(self, path: Path) -> tuple[bytes, str] | None:
        """The newest copy of a file that can be read, and a sentence on which it is; None where there is none."""
        shape = LibraryFile if path.name == LIBRARY else ReaderFile
        name = path.relative_to(self._files.folder).as_posix()
        for copy in self.all():
            try:
                with zipfile.ZipFile(copy) as archive:
                    data = archive.read(name)
                decode(data, shape, path)
            except (KeyError, zipfile.BadZipFile, zlib.error, OSError, Unreadable):
                continue
            made = _time_of(copy.name)
            return data, f"the copy of {made:%Y-%m-%d %H:%M} UTC took its place"
        return None


def _marked(copy: Path) -> set[str]:
    """The reader's files in a copy that have something in them; none where the copy cannot be read."""
    found: set[str] = set()
    try:
        with zipfile.ZipFile(copy) as archive:
            for name in archive.namelist():
                with suppress(Unreadable, LibraryNewer):
                    if name != LIBRARY and decode(archive.read(name), ReaderFile, copy).states:
                        found.add(name)
    except (zipfile.BadZipFile, zlib.error, OSError):
        return found
    return found


def _zipped(contents: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _worth_keeping(newest_first: list[Path]) -> set[Path]:
    periods: list[tuple[int, Callable[[datetime], object]]] = [
        (_DAYS, lambda made: made.date()),
        (_WEEKS, lambda made: made.isocalendar()[:2]),
    ]
    keep = set(newest_first[:_STARTS])
    for count, period in periods:
        newest: dict[object, Path] = {}
        for copy in newest_first:
            made = _time_of(copy.name)
            assert made is not None
            newest.setdefault(period(made), copy)
        keep.update(list(newest.values())[:count])
    return keep


def _time_of(name: str) -> datetime | None:
    try:
        return datetime.strptime(name, f"{_FORMAT}.zip").replace(tzinfo=UTC)
    except ValueError:
        return None
