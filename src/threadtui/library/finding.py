"""What the library holds, and which thread somebody means. Reading one is done in the module beside this."""

from collections.abc import Sequence
from itertools import pairwise

from threadtui.errors import Ambiguous, NotFound
from threadtui.library.addresses import calls, names_in
from threadtui.library.opening import Library
from threadtui.models import Author, AuthorListing, ThreadListing, ThreadSummary, id_part
from threadtui.store import ListQuery as ThreadQuery
from threadtui.store import Sort, Store
from threadtui.text import fit

__all__ = ["Sort", "ThreadQuery", "authors", "find_author", "resolve", "short_ids", "threads"]

CANDIDATES = 5
"""how many threads an ambiguous name lists"""
TITLE = 30
"""how many cells of each title"""
SHORTEST_ID = 6


async def authors(library: Library) -> list[AuthorListing]:
    """All authors with their counts, those with the newest thread first."""
    return await library.run(library.store.index.authors)


async def threads(library: Library, query: ThreadQuery) -> list[ThreadListing]:
    """The threads that ``query`` asks for."""
    return await library.run(library.store.index.listings, query)


async def find_author(library: Library, ref: str) -> Author:
    """The author that ``ref`` names: a handle with or without @, an author key or alias, a display name.

    Raises :class:`NotFound`, with the nearest handle, or :class:`Ambiguous`.
    """
    known = [listing.author for listing in await authors(library)]
    wanted = ref.removeprefix("@").casefold()
    tests = (
        lambda author: ref in (author.key, *author.aliases),
        lambda author: author.handle.casefold() == wanted,
        lambda author: author.display_name.casefold() == wanted,
    )
    for test in tests:
        found = [author for author in known if test(author)]
        if len(found) == 1:
            return found[0]
        if found:
            keys = ", ".join(author.key for author in found[:CANDIDATES])
            raise Ambiguous(f"more than one author is called {ref}", f"name one by its key: {keys}")
    import difflib  # only to help after a mistake

    near = difflib.get_close_matches(wanted, [author.handle.casefold() for author in known], n=1)
    hint = f"did you mean @{near[0]}?" if near else "threadtui authors lists them all"
    raise NotFound(f"no author is called {ref}", hint)


async def resolve(library: Library, ref: str) -> ThreadListing:
    """The one thread that ``ref`` names: an address, a key, or an unambiguous beginning of the id part of a key.

    A post of a thread names the thread. Raises :class:`NotFound`, or :class:`Ambiguous` with candidates in its hint.
    """
    return await library.run(_resolve, library.store, ref)


def _resolve(store: Store, ref: str) -> ThreadListing:
    names = names_in(ref)
    found = next((some for name in names if (some := store.index.find(name, limit=CANDIDATES + 1))), [])
    # A thread that is called so itself goes before one that only holds such a post.
    own = [one for one in found if any(_called(one.summary, name) for name in names)]
    found = own if len(own) == 1 else found
    if not found:
        raise NotFound(
            f"no thread is called {ref}", "threadtui list shows them all; threadtui unroll FILE brings one in"
        )
    if len(found) > 1:
        shown = "; ".join(f"{id_part(one.summary.key)} {fit(one.summary.title, TITLE)}" for one in found[:CANDIDATES])
        raise Ambiguous(f"more than one thread is called {ref}", f"type more of one of these: {shown}")
    return found[0]


def _called(summary: ThreadSummary, name: str) -> bool:
    return any(calls(name, key) for key in (summary.key, *summary.aliases))


async def short_ids(library: Library, listings: Sequence[ThreadListing]) -> list[str]:
    """For each of ``listings`` the shortest beginning of its id that names no other thread, at least six characters."""
    return await library.run(_short_ids, library.store, listings)


def _short_ids(store: Store, listings: Sequence[ThreadListing]) -> list[str]:
    if not listings:
        return []
    every = store.index.listings(ThreadQuery(min_posts=1))
    ids = sorted({id_part(key) for one in every for key in (one.summary.key, *one.summary.aliases)})
    shared = [_shared(one, other) for one, other in pairwise(ids)]
    needed = {one: 1 + max(pair) for one, pair in zip(ids, pairwise([0, *shared, 0]), strict=True)}
    names = [id_part(listing.summary.key) for listing in listings]
    return [name[: max(needed[name], SHORTEST_ID)] for name in names]


def _shared(one: str, other: str) -> int:
    """How many characters two ids have in common at their beginning."""
    return next((at for at, (left, right) in enumerate(zip(one, other, strict=False)) if left != right), len(one))
