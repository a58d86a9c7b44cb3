"""Bringing threads in: from inputs to a report. How one conversation joins what is held stands in ``absorbing``.

An import saves in batches, each whole or not at all: stopped at any point it has lost nothing, and run again it adds
only what is missing. A failing input does not stop the others.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from msgspec import Struct, structs

from threadtui.errors import InputError
from threadtui.library.absorbing import Tally, absorb
from threadtui.library.addresses import is_address
from threadtui.library.inputs import SourceName, check_source, known_sources, read_input
from threadtui.library.opening import Library
from threadtui.models import Conversation, ThreadListing
from threadtui.sources.base import Skipped
from threadtui.store import Store

__all__ = ["Failure", "ImportReport", "SourceName", "import_inputs", "known_sources", "unroll_ref"]

BATCH = 64
"""conversations saved at once"""


class Failure(Struct, frozen=True, kw_only=True):
    """An input that could not be brought in: what is wrong, and what to do."""

    input: str
    error: str
    hint: str


class ImportReport(Struct, frozen=True, kw_only=True):
    """What an import did. Stubs are counted apart from threads; ``posts_added`` counts posts that were not held."""

    threads_added: int
    threads_updated: int
    threads_unchanged: int
    stubs_added: int
    singles_added: int
    posts_added: int
    skipped: tuple[Skipped, ...]
    failed: tuple[Failure, ...]
    listings: tuple[ThreadListing, ...]
    """the threads that the inputs hold, added, updated or known, in the order they came"""

    def counts(self) -> dict[str, Any]:
        """The report as scripts get it."""
        fields = structs.asdict(self)
        del fields["listings"]
        fields["failed"] = [{"input": one.input, "error": one.error} for one in self.failed]
        return fields


class _Run:
    """An import under way: where it stores, and what it has done so far.

    Inputs are read in a thread of its own, which nobody waits for when the import is cancelled: a pipe may keep it
    waiting for ever.
    """

    def __init__(self, library: Library, *, stdin: BinaryIO | None, source: str | None) -> None:
        check_source(source)
        self.library = library
        self.stdin = stdin
        self.source = source
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="inputs")
        self.tally = Tally()
        self.skipped: Counter[str] = Counter()
        self.failed: list[Failure] = []

    async def bring(self, ref: str) -> None:
        """Store everything in one input. Raises :class:`InputError` where it cannot be read."""
        loop = asyncio.get_running_loop()
        opened = await loop.run_in_executor(
            self._reader, partial(read_input, ref, stdin=self.stdin, source=self.source)
        )
        stream = opened.source.read(opened.item)
        while batch := await loop.run_in_executor(self._reader, _take, stream):
            for one in batch:
                if isinstance(one, Skipped):
                    self.skipped[one.reason] += one.count
            conversations = [one for one in batch if isinstance(one, Conversation)]
            await self.library.run(_store, self.library.store, conversations, self.tally)

    def end(self) -> None:
        """Let go of the reading thread."""
        self._reader.shutdown(wait=False, cancel_futures=True)

    async def report(self) -> ImportReport:
        """What was done."""
        tally = self.tally
        return ImportReport(
            threads_added=tally.count("added"),
            threads_updated=tally.count("updated"),
            threads_unchanged=tally.count("unchanged"),
            stubs_added=tally.count("stub added"),
            singles_added=len(tally.singles),
            posts_added=tally.posts,
            skipped=tuple(Skipped(reason=reason, count=count) for reason, count in self.skipped.items()),
            failed=tuple(self.failed),
            listings=await self.library.run(_listings, self.library.store, list(tally.threads)),
        )


async def import_inputs(
    library: Library,
    refs: Sequence[Path | str],
    *,
    stdin: BinaryIO | None = None,
    source: str | None = None,
) -> ImportReport:
    """Bring in everything that the files ``refs`` hold ("-" is ``stdin``), and say what that changed.

    An input that cannot be read is named in the report. Raises :class:`threadtui.errors.LibraryError` where the
    library cannot be written, and an error that lists the valid names where ``source`` is none.
    """
    await library.tend()
    run = _Run(library, stdin=stdin, source=source)
    try:
        for ref in map(str, refs):
            try:
                await run.bring(ref)
            except InputError as error:
                run.failed.append(Failure(input=ref, error=error.message, hint=error.hint))
        return await run.report()
    finally:
        run.end()


async def unroll_ref(
    library: Library, ref: str, *, stdin: BinaryIO | None = None, source: str | None = None
) -> tuple[ThreadListing, ImportReport]:
    """Bring in the file ``ref`` ("-" is ``stdin``); gives its first thread that is not a mere preview, else its first.

    Raises :class:`InputError` where it cannot be read or holds no thread.
    """
    if is_address(ref):
        message = f"addresses cannot be unrolled yet: {ref}"
        raise InputError(message, "save the page in a browser, then: threadtui unroll FILE")
    run = _Run(library, stdin=stdin, source=source)
    try:
        await run.bring(ref)
        report = await run.report()
    finally:
        run.end()
    whole = [listing for listing in report.listings if not listing.summary.stub]
    chosen = next(iter([*whole, *report.listings]), None)
    if chosen is None:
        raise InputError(f"no thread is in {ref}", "its posts are kept: threadtui list --min-posts 1 shows them")
    return chosen, report


def _take(stream: Iterator[Conversation | Skipped]) -> list[Conversation | Skipped]:
    return list(islice(stream, BATCH))


def _store(store: Store, conversations: Sequence[Conversation], tally: Tally) -> None:
    """Store a batch: all of it, or, where that fails or is interrupted, nothing."""
    with store.transaction(durable="batch"):
        absorb(store, conversations, tally)


def _listings(store: Store, keys: Sequence[str]) -> tuple[ThreadListing, ...]:
    return tuple(store.index.listings_of(keys))
