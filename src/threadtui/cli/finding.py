"""``authors``, ``list`` and ``show``: what the library holds, for eyes and for scripts."""

from pathlib import Path
from typing import Any, get_args

import click

from threadtui.cli.options import json_option, library_option
from threadtui.cli.output import Column, emit, emit_json, say, table
from threadtui.cli.rendering import format_option, print_thread, view_option
from threadtui.cli.session import with_library
from threadtui.cli.shapes import listed_author, listed_thread
from threadtui.library import finding, reading
from threadtui.library.exporting import View
from threadtui.library.opening import Library
from threadtui.models import AuthorListing, Thread, ThreadListing
from threadtui.text import fit

UNREAD = "*"
BOOKMARKED = "+"
LONGEST_HANDLE = 20


@click.command
@library_option
@json_option
def authors(folder: Path | None, as_json: bool) -> None:
    """List the authors whose threads are kept."""
    listings = with_library(folder, finding.authors)
    if as_json:
        emit_json([listed_author(listing) for listing in listings])
    elif listings:
        emit(table([_author_row(listing) for listing in listings], _AUTHOR_COLUMNS))
    else:
        say("no authors yet: threadtui import FILE brings some in")


_AUTHOR_COLUMNS = (Column(), Column(elastic=True), Column(align="right"), Column(align="right"), Column(dim=True))


def _author_row(listing: AuthorListing) -> tuple[str, ...]:
    author = listing.author
    noun = "thread " if listing.threads == 1 else "threads"
    unread = f"{listing.unread} unread" if listing.unread else ""
    return f"@{author.handle}", author.display_name, f"{listing.threads} {noun}", unread, author.source


@click.command("list")
@click.option("--author", metavar="A", help="Only threads of this author: a handle, a name or a key.")
@click.option("--unread", is_flag=True, help="Only threads not read yet.")
@click.option("--bookmarked", is_flag=True, help="Only bookmarked threads.")
@click.option("--incomplete", is_flag=True, help="Only threads of which something is missing.")
@click.option("--tag", metavar="T", help="Only threads with this tag.")
@click.option(
    "--min-posts", type=click.IntRange(min=1), default=2, metavar="N", help="2 by default; 1 shows single posts."
)
@click.option("--sort", type=click.Choice(get_args(finding.Sort)), default="newest", help="Newest first by default.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many.")
@library_option
@json_option
def list_(folder: Path | None, as_json: bool, **wishes: Any) -> None:
    """List threads: id, date, posts held of posts known, title.

    * is an unread thread, + a bookmarked one. A beginning of the id is enough to name a thread.
    """

    async def work(library: Library) -> tuple[list[ThreadListing], list[str]]:
        if wishes["author"]:
            wishes["author"] = (await finding.find_author(library, wishes["author"])).key
        listings = await finding.threads(library, finding.ThreadQuery(**wishes))
        return listings, [] if as_json else await finding.short_ids(library, listings)

    listings, ids = with_library(folder, work)
    if as_json:
        emit_json([listed_thread(listing) for listing in listings])
    elif listings:
        several = len({listing.author.key for listing in listings}) > 1
        rows = [_thread_row(name, listing, several) for name, listing in zip(ids, listings, strict=True)]
        emit(table(rows, _THREAD_COLUMNS))
    else:
        say("no threads: threadtui import FILE brings some in, threadtui list --help tells how to choose")


_THREAD_COLUMNS = (Column(dim=True), Column(), Column(dim=True), Column(align="right"), Column(), Column(elastic=True))


def _thread_row(name: str, listing: ThreadListing, several: bool) -> tuple[str, ...]:
    summary, state = listing.summary, listing.state
    marks = (UNREAD if state.unread else " ") + (BOOKMARKED if state.bookmarked_at else " ")
    known = f"/{summary.posts_known}" if summary.posts_known and summary.posts_known != summary.posts_held else ""
    date = summary.created_at.date().isoformat() if summary.created_at else "-"
    handle = f"@{fit(listing.author.handle, LONGEST_HANDLE)}" if several else ""
    return name, marks, date, f"{summary.posts_held}{known}", handle, summary.title


@click.command
@click.argument("thread")
@format_option
@view_option
@library_option
@json_option
def show(thread: str, format_: str, view: View, folder: Path | None, as_json: bool) -> None:
    """Print one thread whole.

    THREAD is an address, or an unambiguous beginning of a thread's id. Text is linear, for pipes and screen readers.
    """

    async def work(library: Library) -> Thread:
        return await reading.load(library, await finding.resolve(library, thread))

    print_thread(with_library(folder, work), "json" if as_json else format_, view)
