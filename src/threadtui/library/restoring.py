"""Bringing deleted threads back. Apart from deleting, since a thread that comes back is joined like an imported one."""

from threadtui.errors import Ambiguous, NotFound
from threadtui.library.absorbing import Tally, absorb
from threadtui.library.addresses import calls, names_in
from threadtui.library.opening import Library
from threadtui.models import ThreadListing, id_part
from threadtui.store import Store, Trashed
from threadtui.text import fit
from threadtui.unroll import as_conversation

TITLE = 30
"""how many cells of a title a hint shows"""


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
