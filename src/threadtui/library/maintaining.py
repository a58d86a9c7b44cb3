"""Taking threads out of the library: into the trash. Bringing them back stands in the module beside this."""

from collections.abc import Sequence

from threadtui.library.opening import Library
from threadtui.models import ThreadListing
from threadtui.store import Store
from threadtui.text import fit

TITLE = 30
"""how many cells of a title an undo step shows"""


async def delete(library: Library, listings: Sequence[ThreadListing]) -> None:
    """Move threads to the trash, all or none, in one step that can be undone."""
    await library.run(_delete, library.store, listings)


def _delete(store: Store, listings: Sequence[ThreadListing]) -> None:
    what = fit(listings[0].summary.title, TITLE) if len(listings) == 1 else f"{len(listings)} threads"
    with store.transaction():
        for listing in listings:
            store.threads.trash(listing.author.key, listing.summary.key, label=f"delete: {what}")
