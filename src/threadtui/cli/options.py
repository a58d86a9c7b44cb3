"""Options that several commands share. No room below is imported for them: ``--version`` waits for nothing."""

from pathlib import Path

import click


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
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
