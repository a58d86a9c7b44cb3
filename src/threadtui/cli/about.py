"""``paths``, ``config``, ``sources`` and ``completion``: what this installation is and has."""

from pathlib import Path
from typing import Any, Literal

import click
import msgspec
from click.shell_completion import get_completion_class

from threadtui.cli.options import json_option, library_option
from threadtui.cli.output import Column, emit, emit_json, table
from threadtui.errors import SettingsError
from threadtui.library.importing import known_sources
from threadtui.paths import bundled, places
from threadtui.settings import KEYS_MEANING, Settings, check_keys, documented, load_settings


@click.command
@library_option
@json_option
def paths(folder: Path | None, as_json: bool) -> None:
    """Show where the library, the settings and the rest are."""
    where = places(folder)
    named = {
        "library": where.library,
        "settings": where.settings,
        "cache": where.cache,
        "locks": where.locks,
        "styles": bundled("styles"),
        "samples": bundled("sample_threads"),
    }
    if as_json:
        emit_json({name: str(path) for name, path in named.items()})
    else:
        emit(table([(name, str(path)) for name, path in named.items()], (Column(dim=True), Column())))


@click.command
@json_option
def config(as_json: bool) -> None:
    """Print every setting with its value and meaning, as a settings file.

    Where the settings file is wrong, the defaults are printed, and then what is wrong.
    """
    settings, wrong = _settings()
    _print_settings(settings, as_json=as_json)
    if wrong:
        raise wrong


def _settings() -> tuple[Settings, SettingsError | None]:
    """The settings, or the defaults and what is wrong with the file."""
    # The reader's table of actions says which keys there are. It brings Textual along: only this command needs it.
    from threadtui.tui.actions import ACTIONS

    file = places().settings
    try:
        settings = load_settings(file)
        check_keys(settings, ACTIONS)
    except SettingsError as error:
        return Settings(file=file), error
    return settings, None


def _print_settings(settings: Settings, *, as_json: bool) -> None:
    if as_json:
        shown: dict[str, Any] = {"file": str(settings.file), "keys": dict(settings.keys)}
        for one in documented(settings):
            entry = {"value": one.value, "default": one.default, "meaning": one.meaning}
            shown.setdefault(one.section, {})[one.name] = entry
        emit_json(shown)
        return
    lines = [f"# {settings.file}"]
    section = ""
    for one in documented(settings):
        if one.section != section:
            section = one.section
            lines += ["", f"[{section}]"]
        lines += [f"# {one.meaning}; default {_toml(one.default)}", f"{one.name} = {_toml(one.value)}"]
    lines += ["", "[keys]", f"# {KEYS_MEANING}", *_key_lines(settings)]
    emit("\n".join(lines))


def _key_lines(settings: Settings) -> list[str]:
    """A line for each action: its keys where the settings move it, else its own ones as a comment."""
    from threadtui.tui.actions import ACTIONS

    moved = [f"{_toml(name)} = {_toml(keys)}" for name, keys in settings.keys.items()]
    own = [f"# {_toml(id)} = {_toml(one.keys)}  # {one.tooltip}" for id, one in ACTIONS.items()]
    return [*moved, *(line for id, line in zip(ACTIONS, own, strict=True) if id not in settings.keys)]


def _toml(value: object) -> str:
    # Our values are strings, numbers, booleans and lists of strings: there JSON and TOML agree.
    return msgspec.json.encode(value).decode()


@click.command
@json_option
def sources(as_json: bool) -> None:
    """Show what can be read, and the name that --source takes."""
    known = known_sources()
    if as_json:
        emit_json(known)
    else:
        emit(table([(one.name, one.title, one.reads) for one in known], (Column(), Column(), Column(elastic=True))))


@click.command
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: Literal["bash", "zsh", "fish"]) -> None:
    """Print the completion script of a shell.

    \b
    bash: eval "$(threadtui completion bash)"
    zsh:  eval "$(threadtui completion zsh)"
    fish: threadtui completion fish | source
    """
    kind = get_completion_class(shell)
    assert kind is not None, f"click completes {shell}"
    emit(kind(ctx.find_root().command, {}, "threadtui", "_THREADTUI_COMPLETE").source())
