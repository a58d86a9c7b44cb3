"""The reader as a command: ``threadtui [THREAD]``."""

from pathlib import Path

import click

from threadtui.cli.opening import open_reader
from threadtui.cli.options import library_option, private_option, samples_option


@click.command("THREAD")
@click.argument("thread", required=False)
@library_option
@samples_option
@private_option
def reader(thread: str | None, folder: Path | None, samples: bool, private: bool) -> int:
    """Open the reader on a thread."""
    return open_reader(thread, folder, samples=samples, private=private)
