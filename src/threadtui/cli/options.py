"""Options that several commands share, and opening the library that they work on."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar, get_args

import click

from threadtui.library.exporting import View
from threadtui.library.opening import Library, open_library
from threadtui.paths import places

T = TypeVar("T")


def _or_of_the_program(ctx: click.Context, param: click.Parameter, value: object) -> object:
    """What was said after the command, else what was said before it (``threadtui --library DIR list``)."""
    return value or ctx.find_root().params.get(param.name or "", value)


library_option = click.option(
    "--library",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    callback=_or_of_the_program,
    help="The library's folder, instead of THREADTUI_LIBRARY or the default.",
)
samples_option = click.option(
    "--samples", is_flag=True, callback=_or_of_the_program, help="Open the bundled sample threads."
)
private_option = click.option(
    "--private", is_flag=True, callback=_or_of_the_program, help="Leave no trace of what is read."
)
view_option = click.option(
    "--view", type=click.Choice(get_args(View)), default="posts", help="Posts apart (default), or numbered."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def with_library(folder: Path | None, use: Callable[[Library], Awaitable[T]]) -> T:
    """Open the library (``folder``, else the reader's own), let ``use`` work on it, and close it."""

    async def work() -> T:
        where = places(folder)
        library = await open_library(where.library, lock_folder=where.locks)
        try:
            await library.catch_up()
            return await use(library)
        finally:
            await library.close()

    return asyncio.run(work())
