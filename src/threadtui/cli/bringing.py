"""``import`` and ``unroll``: threads coming in from files and from standard input."""

import sys
from pathlib import Path
from typing import BinaryIO

import click

from threadtui.cli.options import json_option, library_option
from threadtui.cli.output import complain, emit, emit_json
from threadtui.cli.rendering import format_option, print_thread, view_option
from threadtui.cli.session import with_library
from threadtui.errors import UsageError
from threadtui.library import importing, reading
from threadtui.library.exporting import View
from threadtui.library.importing import ImportReport
from threadtui.library.opening import Library
from threadtui.models import Thread, ThreadListing

PARTLY = 3
FAILED = 1


@click.command("import")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--source", metavar="NAME", help="What the inputs are, where they are not recognised.")
@library_option
@json_option
def import_(paths: tuple[str, ...], source: str | None, folder: Path | None, as_json: bool) -> int:
    """Bring threads in from files; - is standard input.

    The format is recognised by content; threadtui sources lists what can be read.
    """

    async def work(library: Library) -> ImportReport:
        return await importing.import_inputs(library, paths, stdin=_stdin(), source=source)

    report = with_library(folder, work)
    if as_json:
        emit_json(report.counts())
    elif len(report.failed) < len(paths):
        emit(_summary(report))
    for failure in report.failed:
        complain(failure.error, failure.hint)
    if not report.failed:
        return 0
    return FAILED if len(report.failed) == len(paths) else PARTLY


@click.command
@click.argument("ref")
@click.option("--open", "open_", is_flag=True, help="Open it in the reader.")
@format_option
@view_option
@library_option
@json_option
@click.pass_context
def unroll(
    ctx: click.Context,
    ref: str,
    open_: bool,
    format_: str,
    view: View,
    folder: Path | None,
    as_json: bool,
) -> None:
    """Unroll one thread into the library and print it.

    REF is a file, or - for standard input.
    """
    if open_ and as_json:
        raise UsageError("--open and --json exclude each other", "leave one of them out")

    async def work(library: Library) -> tuple[ThreadListing, Thread]:
        listing, _report = await importing.unroll_ref(library, ref, stdin=_stdin())
        return listing, await reading.load(library, listing)

    listing, thread = with_library(folder, work)
    if open_:
        from threadtui.cli.reader import reader

        ctx.invoke(reader, thread=listing.summary.key, folder=folder)
    else:
        print_thread(thread, "json" if as_json else format_, view)


def _stdin() -> BinaryIO | None:
    return sys.stdin.buffer if sys.stdin is not None else None


def _summary(report: ImportReport) -> str:
    added = [
        _count(report.threads_added, "thread"),
        _count(report.stubs_added, "stub"),
        _count(report.singles_added, "single post"),
    ]
    lines = [f"added {', '.join(part for part in added if part) or 'nothing'}; {report.posts_added} new posts"]
    if report.threads_updated:
        lines.append(f"updated {_count(report.threads_updated, 'thread')}")
    if report.threads_unchanged:
        lines.append(f"unchanged {_count(report.threads_unchanged, 'thread')}")
    lines += [f"left out {one.count}: {one.reason}" for one in report.skipped]
    return "\n".join(lines)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""
