"""The documentation says what the program does: tables, commands and options, examples, links."""

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click
import pytest

from threadtui.cli import run
from threadtui.cli.program import threadtui
from threadtui.cli.shapes import ListedAuthor, ListedThread
from threadtui.library.importing import ImportReport
from threadtui.models import Ledger, Post, Thread
from threadtui.settings import Settings, documented
from threadtui.tui.actions import ACTIONS

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md")])
LINK = re.compile(r"\]\((?!https?://|mailto:)([^)\s]+)\)")
EXAMPLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHARED = ("--help", "--library")
"""options that the beginning of the page explains once"""


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def sections(page: Path) -> dict[str, str]:
    """What stands under each heading of the second level, by the heading's words."""
    parts = re.split(r"^## (.+)$", read(page), flags=re.MULTILINE)
    return dict(zip((name.strip("`") for name in parts[1::2]), parts[2::2], strict=True))


def anchors(page: Path) -> set[str]:
    """The names that links may give to the headings of a page, made as GitHub makes them."""
    headings = re.findall(r"^#{1,6} (.+)$", re.sub(r"^```.*?^```", "", read(page), flags=re.M | re.S), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-") for words in headings}


def table_maker() -> ModuleType:
    """``docs/make_tables.py``, which is in no package."""
    spec = importlib.util.spec_from_file_location("make_tables", DOCS / "make_tables.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def options(command: click.Command) -> Iterator[str]:
    """The long names of a command's options."""
    with click.Context(command, **threadtui.context_settings) as context:
        for parameter in command.get_params(context):
            if isinstance(parameter, click.Option):
                yield from (name for name in (*parameter.opts, *parameter.secondary_opts) if name.startswith("--"))


def commands() -> dict[str, click.Command]:
    with click.Context(threadtui, **threadtui.context_settings) as context:
        found = {name: threadtui.get_command(context, name) for name in threadtui.list_commands(context)}
    return {"threadtui": threadtui, **{name: command for name, command in found.items() if command}}


def test_the_tables_are_those_of_the_code() -> None:
    tables = table_maker()
    stale = [name for name in tables.PAGES if tables.renewed(read(DOCS / name)) != read(DOCS / name)]
    assert stale == [], "run python docs/make_tables.py"


def test_every_setting_is_documented() -> None:
    text = read(DOCS / "settings.md")
    missing = [one.name for one in documented(Settings()) if f"| `[{one.section}]` | `{one.name}` |" not in text]
    assert missing == []


def test_every_action_is_documented() -> None:
    rows = [line.split("|") for line in read(DOCS / "settings.md").splitlines() if line.startswith("| `")]
    told = {row[1].strip(" `"): row[2] for row in rows}
    assert [id for id in ACTIONS if id not in told] == []
    assert [key for one in ACTIONS.values() for key in one.keys if f"`{key}`" not in told[one.id]] == []


@pytest.mark.parametrize("name", commands())
def test_every_command_is_documented_with_its_options(name: str) -> None:
    text = EXAMPLE.sub("", sections(DOCS / "commands.md").get(name, ""))
    assert text, f"commands.md has no section ## `{name}`"
    shared = read(DOCS / "commands.md").partition("\n## ")[0]
    told = {*re.findall(r"--[\w-]+", text), *(option for option in SHARED if option in shared)}
    untold = [option for option in options(commands()[name]) if option not in told]
    assert untold == []


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("authors", ListedAuthor.__struct_fields__),
        ("list", ListedThread.__struct_fields__),
        ("import", tuple(set(ImportReport.__struct_fields__) - {"listings"})),
        ("show", (*Thread.__struct_fields__, *Post.__struct_fields__, *Ledger.__struct_fields__)),
    ],
)
def test_every_field_of_the_json_is_documented(name: str, fields: tuple[str, ...]) -> None:
    words = set(re.findall(r"\w+", sections(DOCS / "commands.md")[name]))
    assert [field for field in fields if field not in words] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_relative_link_is_broken(page: Path) -> None:
    broken = []
    for link in LINK.findall(read(page)):
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def examples(page: Path) -> Iterator[tuple[str, str]]:
    """Each command line of a page with what is said to come of it."""
    for block in EXAMPLE.findall(read(page)):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, output = part.partition("\n")
            yield line, output


def test_the_examples_come_out_as_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "THREADTUI_LIBRARY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(ROOT)
    shown = list(examples(DOCS / "commands.md"))
    assert len(shown) > 10
    for line, wanted in shown:
        run(line.split()[1:])
        captured = capfd.readouterr()
        said = (captured.out + captured.err).replace(str(tmp_path), "/home/you")
        pattern = re.escape(wanted).replace(re.escape("…\n"), "…\n")
        pattern = re.sub(r"^…\n", "(?:.*\n)*", pattern, flags=re.MULTILINE)
        assert re.fullmatch(pattern, said), f"$ {line}\n{said}"
