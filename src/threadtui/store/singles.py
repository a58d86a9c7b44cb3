"""Posts that are no thread yet, in one file per author and year: the next import may bring the rest of their thread."""

from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from threadtui.models import Post
from threadtui.store.files import LibraryFiles
from threadtui.store.records import SINGLES, SinglesFile


def singles_files(files: LibraryFiles, folder: Path) -> list[Path]:
    """The files of single posts in an author's folder."""
    return [folder / name for name in files.names(folder) if is_singles(name)]


def is_singles(name: str) -> bool:
    """Whether a file of that name holds single posts."""
    return name.startswith(SINGLES) and name.endswith(".json")


def read_singles(files: LibraryFiles, folder: Path, keys: Collection[str] | None = None) -> list[Post]:
    """Single posts of an author: all, or those that bear one of ``keys`` as key or alias."""
    posts: list[Post] = []
    for path in singles_files(files, folder):
        posts.extend((files.read(path, SinglesFile) or SinglesFile()).posts.values())
    if keys is None:
        return posts
    wanted = frozenset(keys)
    return [post for post in posts if post.key in wanted or not wanted.isdisjoint(post.aliases)]


def put_singles(files: LibraryFiles, folder: Path, posts: Iterable[Post]) -> None:
    """Store posts under the year they were written in, and nowhere else: one may have had no date until now."""
    by_year: dict[Path, dict[str, Post]] = {}
    for post in posts:
        year = str(post.created_at.year) if post.created_at else "undated"
        by_year.setdefault(folder / f"{SINGLES}{year}.json", {})[post.key] = post
    for path, some in by_year.items():
        files.change(path, {"posts": some})
    stays = {key: path for path, some in by_year.items() for key in some}
    _drop(files, folder, lambda key, path: stays.get(key, path) != path)


def drop_singles(files: LibraryFiles, folder: Path, keys: Collection[str]) -> None:
    """Drop the posts of these keys, whatever year they are under."""
    if keys:
        _drop(files, folder, lambda key, path: key in keys)


def _drop(files: LibraryFiles, folder: Path, leaves: Callable[[str, Path], bool]) -> None:
    for path in singles_files(files, folder):
        held = (files.read(path, SinglesFile) or SinglesFile()).posts
        drop = [key for key in held if leaves(key, path)]
        if drop and len(drop) == len(held):
            files.remove(path)
        elif drop:
            files.change(path, {}, {"posts": drop})
