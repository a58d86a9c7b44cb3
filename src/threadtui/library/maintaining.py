"""Taking threads out of the library and bringing them back."""

from collections.abc import Sequence

from threadtui.errors import Ambiguous, NotFound
from threadtui.library.absorbing import Tally, absorb
from threadtui.library.addresses import calls, names_in
from threadtui.library.opening import Library
from threadtui.models import ThreadListing, id_part
from threadtui.store import Store, Trashed
from threadtui.text import fit
from threadtui.unroll import as_conversation

TITLE = 30
"""how many cells of a title an undo step or a hint shows"""


async def delete(library: Library, listings: Sequence[ThreadListing]) -> None:
    """Move threads to the trash, all or none, in one step that can be undone."""
    await library.run(_delete, library.store, listings)


def _delete(store: Store, listings: Sequence[ThreadListing]) -> None:
    what = fit(listings[0].summary.title, TITLE) if len(listings) == 1 else f"{len(listings)} threads"
    with store.transaction():
        for listing in listings:
            store.threads.trash(listing.author.key, listing.summary.key, label=f"delete: {what}")


async def restore(library: Library, ref: str) -> ThreadListing:
    """Bring back the deleted thread that ``ref`` names, as :func:`threadtui.library.finding.resolve` names threads.

    Raises :class:`NotFound`, or :class:`Ambiguous` with candidates in its hint.
    """
    return await library.run(_restore, library.store, ref)


def _restore(store: Store, ref: str) -> ThreadListing:
    names = names_in(ref)
    found = [one for one in store.threads.trashed() if any(_called(one, name) for name in names)]
    if not found:
        raise NotFound(f"no thread in the trash is called {ref}", "deleted threads are kept for 30 days")
    if len(found) > 1:
        some = "; ".join(f"{id_part(one.key)} {fit(one.title, TITLE)}" for one in found)
        raise Ambiguous(f"more than one deleted thread is called {ref}", f"type more of one of these: {some}")
    with store.transaction():
        key = store.threads.restore(found[0].key).key
        author = found[0].author.key
        thread = store.threads.thread(author, key)
        if thread is not None:  # what was brought in meanwhile may be a copy of it, or it a copy of that
            tally = Tally()
            absorb(store, [as_conversation(thread)], tally)
            key = next((joined for joined in tally.threads), key)
    return store.index.listings_of([key])[0]


def _called(trashed: Trashed, name: str) -> bool:
    keys = (trashed.key, *(trashed.thread.aliases if trashed.thread else ()))
    return any(calls(name, key) for key in keys)
