"""The settings file: what may stand in it, what it means, and reading it.

Every setting is one field below, with its default and its meaning; ``threadtui config`` prints them from here. Only
what acts in this version is here. Which action ids ``[keys]`` may name is known to the reader's action table, not here:
the reader hands the ids to :func:`check_keys`.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from threadtui.errors import SettingsError

T = TypeVar("T")
Section = Mapping[str, object]


def setting(default: T, meaning: str, *, least: int | None = None, most: int | None = None) -> T:
    """A field with its meaning; ``least`` and ``most`` bound a number."""
    value: T = field(default=default, metadata={"meaning": meaning, "least": least, "most": most})
    return value


@dataclass(frozen=True, kw_only=True)
class ReaderSettings:
    """``[reader]``: how threads look."""

    width: int = setting(70, "width of the text column in cells", least=20, most=200)
    theme: str = setting("terminal", "colours: a theme's name")
    view: Literal["posts", "numbered"] = setting("posts", "how a thread opens: posts apart, or numbered in the margin")
    times: Literal["relative", "absolute"] = setting("relative", "times as 3 days ago, or as 22 Nov 2020 14:05")


@dataclass(frozen=True, kw_only=True)
class TerminalSettings:
    """``[terminal]``: what the terminal is asked for."""

    mouse: bool = setting(True, "whether the mouse works; without it the terminal selects text as usual")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All settings. ``keys`` maps the id of an action to the keys that call it, instead of its own."""

    reader: ReaderSettings = field(default_factory=ReaderSettings)
    terminal: TerminalSettings = field(default_factory=TerminalSettings)
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    file: Path | None = None
    """the file they were read from, for messages"""


SECTIONS: dict[str, type[ReaderSettings] | type[TerminalSettings]] = {
    "reader": ReaderSettings,
    "terminal": TerminalSettings,
}
KEYS_MEANING = 'action id = "key", or several: ["key", "key"]; the help (?) shows the id of an action under its list'


def load_settings(file: Path) -> Settings:
    """The settings in ``file``; the defaults where there is none.

    Raises :class:`SettingsError`, naming file, key and the nearest valid one, for whatever it does not know.
    """
    try:
        written = file.read_bytes()
    except FileNotFoundError:
        return Settings(file=file)
    except OSError as error:
        raise SettingsError(f"{file} cannot be read: {error.strerror}", "make it readable, or move it away") from error
    import tomllib  # most readers have no settings file: the start waits for nothing that they do not use

    try:
        table = tomllib.loads(written.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} is not TOML: {error}", "mend that line; threadtui paths shows the file") from error
    for name, value in table.items():
        if name not in (*SECTIONS, "keys"):
            raise _unknown(file, name, (*SECTIONS, "keys"))
        if not isinstance(value, dict):
            raise SettingsError(f"{file}: {name} must be a section", f"write [{name}] on a line of its own")
    return Settings(
        reader=_section(file, "reader", ReaderSettings, table.get("reader", {})),
        terminal=_section(file, "terminal", TerminalSettings, table.get("terminal", {})),
        keys={name: _keys(file, name, value) for name, value in _flat(table.get("keys", {}))},
        file=file,
    )


def check_keys(settings: Settings, ids: Collection[str]) -> None:
    """Raise :class:`SettingsError` if ``[keys]`` names an action that is not among ``ids``."""
    for name in settings.keys:
        if name not in ids:
            raise _unknown(settings.file, f"keys.{name}", [f"keys.{known}" for known in ids])


@dataclass(frozen=True, kw_only=True)
class Documented:
    """One setting as ``threadtui config`` shows it."""

    section: str
    name: str
    value: object
    default: object
    meaning: str


def documented(settings: Settings) -> Iterator[Documented]:
    """Every setting of the sections with its value, default and meaning, in the order of the dataclasses."""
    for section in SECTIONS:
        part = getattr(settings, section)
        for one in fields(part):
            yield Documented(
                section=section,
                name=one.name,
                value=getattr(part, one.name),
                default=one.default,
                meaning=one.metadata["meaning"] + _choices(get_type_hints(type(part))[one.name], one.metadata),
            )


def _choices(hint: Any, bounds: Mapping[str, Any]) -> str:
    if get_origin(hint) is Literal:
        return f" ({' or '.join(get_args(hint))})"
    if bounds["least"] is not None:
        return f" ({bounds['least']} to {bounds['most']})"
    return ""


def _section(file: Path, section: str, kind: type[T], values: Section) -> T:
    known = {one.name: one for one in fields(kind)}  # type: ignore[arg-type]  # T is always one of the dataclasses above
    hints = get_type_hints(kind)
    for name, value in values.items():
        if name not in known:
            raise _unknown(file, f"{section}.{name}", [f"{section}.{one}" for one in known])
        problem = _problem(hints[name], value, known[name].metadata)
        if problem:
            message = f"{file}: {section}.{name} must be {problem}, not {value!r}"
            raise SettingsError(message, "threadtui config explains it")
    return kind(**values)


def _problem(hint: Any, value: object, bounds: Mapping[str, Any]) -> str | None:
    """What ``value`` should have been, or None if it is that."""
    if get_origin(hint) is Literal:
        return None if value in get_args(hint) else " or ".join(repr(one) for one in get_args(hint))
    if hint is bool:
        return None if isinstance(value, bool) else "true or false"
    if hint is int:
        fits = isinstance(value, int) and not isinstance(value, bool) and bounds["least"] <= value <= bounds["most"]
        return None if fits else f"a number from {bounds['least']} to {bounds['most']}"
    return None if isinstance(value, str) and value else "a name in quotes"


def _flat(table: Section, before: str = "") -> Iterator[tuple[str, object]]:
    """Names and values, those of inner tables as one name with dots: ``move.down = "x"`` needs no quotes."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def _keys(file: Path, name: str, value: object) -> tuple[str, ...]:
    keys = [value] if isinstance(value, str) else value
    if not isinstance(keys, list) or not all(isinstance(key, str) and key for key in keys):
        message = f"{file}: keys.{name} must be a key or a list of keys"
        raise SettingsError(message, f'write {name} = "x", or {name} = ["x", "y"]')
    return tuple(keys)


def _unknown(file: Path | None, name: str, valid: Collection[str]) -> SettingsError:
    import difflib  # only to help after a mistake

    near = difflib.get_close_matches(name, valid, n=1, cutoff=0.0)
    return SettingsError(f"{file}: {name} is no setting", f"did you mean {near[0]}? threadtui config lists all")
