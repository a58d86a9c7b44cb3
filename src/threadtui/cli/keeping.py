"""``mark``, ``delete`` and ``restore``: the reader's own data and the trash, from scripts."""

from pathlib import Path

import click

from threadtui.cli.options import library_option
from threadtui.cli.output import say
from threadtui.cli.session import with_library
from threadtui.errors import UsageError
from threadtui.library import finding, maintaining, reading, restoring
from threadtui.library.opening import Library
from threadtui.models import ThreadListing, id_part


@click.command
@click.argument("threads", nargs=-1, required=True, metavar="THREAD...")
@click.option("--read/--unread", default=None, help="Read, or unread again.")
@click.option("--bookmark/--no-bookmark", default=None, help="Bookmarked, or not any more.")
@click.option("--tag", "tags", multiple=True, metavar="T", help="Put a tag on; may be given several times.")
@click.option("--untag", "untags", multiple=True, metavar="T", help="Take a tag off; may be given several times.")
@library_option
def mark(
    threads: tuple[str, ...],
    read: bool | None,
    bookmark: bool | None,
    tags: tuple[str, ...],
    untags: tuple[str, ...],
    folder: Path | None,
) -> None:
    """Mark threads as read, bookmarked or tagged."""
    if read is None and bookmark is None and not tags and not untags:
        raise UsageError("nothing to mark", "name a mark: --read, --bookmark, --tag T or their opposites")
    if not all(tag.strip(" #") for tag in (*tags, *untags)):
        raise UsageError("a tag has no name", "give it one: --tag sea")

    async def work(library: Library) -> list[ThreadListing]:
        listings = await _resolve_all(library, threads)
        if read is not None:
            listings = await reading.mark_read(library, listings, read)
        if bookmark is not None:
            listings = await reading.set_bookmark(library, listings, bookmark)
        if tags or untags:
            listings = await reading.change_tags(library, listings, add=tags, remove=untags)
        return listings

    marked = with_library(folder, work)
    say(f"marked: {_names(marked)}")


@click.command
@click.argument("threads", nargs=-1, required=True, metavar="THREAD...")
@library_option
def delete(threads: tuple[str, ...], folder: Path | None) -> None:
    """Move threads to the trash, which keeps them for 30 days."""

    async def work(library: Library) -> list[ThreadListing]:
        listings = await _resolve_all(library, threads)
        await maintaining.delete(library, listings)
        return listings

    for listing in with_library(folder, work):
        say(f"in the trash: {listing.summary.title}")
        say(f"threadtui restore {id_part(listing.summary.key)} brings it back")


@click.command
@click.argument("thread")
@library_option
def restore(thread: str, folder: Path | None) -> None:
    """Bring a deleted thread back from the trash."""

    async def work(library: Library) -> ThreadListing:
        return await restoring.restore(library, thread)

    say(f"restored: {with_library(folder, work).summary.title}")


async def _resolve_all(library: Library, refs: tuple[str, ...]) -> list[ThreadListing]:
    """Every thread named, once each; nothing is done if one of them is not there."""
    found = [await finding.resolve(library, ref) for ref in refs]
    return list({listing.summary.key: listing for listing in found}.values())


def _names(listings: list[ThreadListing]) -> str:
    return "; ".join(listing.summary.title for listing in listings)
