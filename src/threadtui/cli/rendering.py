"""Printing a whole thread: the options that say how, and doing it."""

from typing import get_args

import click

from threadtui.cli.output import emit, emit_bytes
from threadtui.library.exporting import View, formats, render
from threadtui.models import Thread
from threadtui.text import clean

format_option = click.option(
    "--format", "format_", type=click.Choice(formats()), default="text", help="Text by default."
)
view_option = click.option(
    "--view", type=click.Choice(get_args(View)), default="posts", help="Posts apart (default), or numbered."
)


def print_thread(thread: Thread, name: str, view: View) -> None:
    """Print it in the format of that name: JSON byte for byte, others in the encoding of the terminal."""
    document = render([thread], name, view=view)
    if name == "json":
        emit_bytes(document)
    else:
        emit(clean(document.decode("utf-8")))
