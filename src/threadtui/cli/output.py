"""Saying it: results on standard output, messages on standard error, both safe for any stream and any text.

Hostile text was cleaned when it was read. It is cleaned again here, with what a person typed (names of files,
addresses): a file of the library may have been written by anything.
"""

import os
import shutil
import sys
from collections.abc import Sequence
from typing import Literal

import click
import msgspec

from threadtui.errors import ThreadTUIError
from threadtui.text import cell_width, clean, fit, printable

Align = Literal["left", "right"]
GUTTER = "  "


class OutputFailed(ThreadTUIError):
    """Standard output takes no more, and not because its reader has gone."""


def forgiving_streams() -> None:
    """What a stream's encoding cannot say becomes a question mark instead of a crash."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def emit(text: str) -> None:
    """Write a result, with a newline at its end, to standard output."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.write(text if text.endswith("\n") or not text else f"{text}\n")
        sys.stdout.flush()
    except OSError as error:
        give_up_stdout(error)


def emit_json(value: object) -> None:
    """Write ``value`` as JSON, in UTF-8 whatever the locale, to standard output."""
    emit_bytes(msgspec.json.format(msgspec.json.encode(value), indent=2))


def emit_bytes(data: bytes) -> None:
    """Write a document, with a newline at its end, to standard output."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.buffer.write(data if data.endswith(b"\n") else data + b"\n")
        sys.stdout.buffer.flush()
    except OSError as error:
        give_up_stdout(error)


def give_up_stdout(error: OSError) -> None:
    """Let go of standard output, which takes no more. Raises :class:`OutputFailed` unless its reader has gone."""
    # What is still buffered would fail again when Python shuts down: let it go where it disturbs nobody.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
    if not isinstance(error, BrokenPipeError):
        raise OutputFailed(f"standard output cannot be written: {error.strerror}", "write to another place") from error


def say(message: str) -> None:
    """Write a message, one line, to standard error."""
    click.echo(clean(message).replace("\n", " "), err=True)


def complain(message: str, hint: str) -> None:
    """Say what is wrong and what to do, a line each."""
    say(f"threadtui: {message}")
    if hint:
        say(hint)


def coloured() -> bool:
    """Whether results may carry colour: on a terminal that has it, unless NO_COLOR forbids."""
    dumb = os.environ.get("TERM", "dumb") == "dumb" or bool(os.environ.get("NO_COLOR"))
    return not dumb and sys.stdout is not None and sys.stdout.isatty()


def columns() -> int | None:
    """Cells in a line of the terminal; None where results go elsewhere and need not fit."""
    terminal = sys.stdout is not None and sys.stdout.isatty()
    return shutil.get_terminal_size().columns if terminal else None


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column of :func:`table`. One of them may be ``elastic``: it gives way where the line would be too long."""

    align: Align = "left"
    elastic: bool = False
    dim: bool = False


def table(rows: Sequence[Sequence[str]], kinds: Sequence[Column]) -> str:
    """``rows`` in aligned columns by cell width; a column that is empty in every row is left out."""
    used = [at for at in range(len(kinds)) if any(row[at] for row in rows)]
    widths = {at: max(cell_width(row[at]) for row in rows) for at in used}
    room = columns()
    if room is not None:
        over = sum(widths.values()) + len(GUTTER) * (len(used) - 1) - room
        for at in used:
            if kinds[at].elastic and over > 0:
                widths[at] = max(widths[at] - over, 12)
    colour = coloured()
    return "\n".join(GUTTER.join(_cell(row[at], widths[at], kinds[at], colour) for at in used).rstrip() for row in rows)


def _cell(text: str, width: int, kind: Column, colour: bool) -> str:
    text = fit(printable(text), width)
    space = " " * (width - cell_width(text))
    shown = click.style(text, dim=True) if colour and kind.dim and text else text
    return space + shown if kind.align == "right" else shown + space
