"""``threadtui`` itself: which word is which command, and how every command ends.

The commands are named here and stand in the modules beside this one; a module is loaded when a command of it is called,
so that none waits for the imports of another.
"""

import errno
import importlib
from collections.abc import Sequence

import click

from threadtui import __version__
from threadtui.cli.options import library_option, private_option, samples_option
from threadtui.cli.output import complain, forgiving_streams, give_up_stdout
from threadtui.errors import UsageError

COMMANDS = {
    "unroll": "threadtui.cli.bringing:unroll",
    "import": "threadtui.cli.bringing:import_",
    "authors": "threadtui.cli.finding:authors",
    "list": "threadtui.cli.finding:list_",
    "show": "threadtui.cli.finding:show",
    "mark": "threadtui.cli.keeping:mark",
    "delete": "threadtui.cli.keeping:delete",
    "restore": "threadtui.cli.keeping:restore",
    "paths": "threadtui.cli.about:paths",
    "config": "threadtui.cli.about:config",
    "sources": "threadtui.cli.about:sources",
    "completion": "threadtui.cli.about:completion",
}
READER = "threadtui.cli.reader:reader"


class Program(click.Group):
    """A group whose first word, where it names no command, is a thread to open."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order that a reader meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, loaded now."""
        return _load(COMMANDS[cmd_name]) if cmd_name in COMMANDS else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names, else the reader, which takes that word as THREAD."""
        if args[0] in COMMANDS:
            return super().resolve_command(ctx, args)
        return "THREAD", _load(READER), args


def _load(place: str) -> click.Command:
    module, _, name = place.partition(":")
    command: click.Command = getattr(importlib.import_module(module), name)
    return command


@click.group(
    cls=Program,
    invoke_without_command=True,
    subcommand_metavar="[THREAD] | COMMAND [ARGS]...",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="THREAD is an address, or an unambiguous beginning of a thread's id.",
)
@library_option
@samples_option
@private_option
@click.version_option(__version__, message="threadtui %(version)s")
@click.pass_context
def threadtui(ctx: click.Context, /, samples: bool, private: bool, **_shared: object) -> object:
    """Read threads in the terminal: unroll them, keep them, read them offline.

    Without a command, the reader opens: on THREAD, or where it was left.
    """
    if ctx.invoked_subcommand is None:
        return ctx.invoke(_load(READER), **ctx.params)
    if ctx.invoked_subcommand in COMMANDS and (samples or private):
        raise UsageError("--samples and --private belong to the reader", "leave them out, or leave the command out")
    return None


def run_command(arguments: Sequence[str]) -> int:
    """Run the program with ``arguments`` and return its exit code; what is wrong with them has been said by then.

    Raises :class:`threadtui.errors.ThreadTUIError`, and :class:`KeyboardInterrupt` where it was interrupted.
    """
    forgiving_streams()
    try:
        code = threadtui.main(args=list(arguments), prog_name="threadtui", standalone_mode=False)
    except click.Abort:
        raise KeyboardInterrupt from None
    except OSError as error:
        if error.errno != errno.ENOSPC or error.filename is not None:
            raise
        give_up_stdout(error)  # help and version are written by click
        return 0
    except click.ClickException as error:
        command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "threadtui"
        complain(error.format_message().rstrip("."), f"{command} --help tells how it is used")
        return UsageError.exit_code
    return code if isinstance(code, int) else 0
