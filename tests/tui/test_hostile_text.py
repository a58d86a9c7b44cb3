"""What a hostile page brings in never acts on the terminal: no escape sequence, no markup, no turning of the text."""

import json
from pathlib import Path

import pytest
from flight import flying, kind, main_screen, page_lines, press, row_of, screen_lines, screen_text, shows, typed, until
from stock import stocked

from threadtui.library.importing import import_inputs
from threadtui.library.opening import Library, open_library

ESCAPES = "\x1b[31mred\x1b]0;stolen title\x07 \x9b2J \x1b]52;c;aGk=\x1b\\ bell\x07 back\x08 null\x00"
TURNED = "\u202egnp.exe\u202c \u2066isolated\u2069"
MARKUP = "[bold red]loud[/] [@click=app.exit]press[/] [link=https://fog.example]x[/link] :smile: \\[/]"
HOSTILE = f"{ESCAPES} {TURNED} {MARKUP}"
FORBIDDEN = {
    *map(chr, range(0x20)),
    *map(chr, range(0x7F, 0xA0)),
    *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
}


def hostile_thread() -> str:
    """A thread as our own JSON in which every text is hostile."""
    posts = [
        {
            "key": f"x:{number}",
            "author": "x:66",
            "text": f"{number}. {HOSTILE}",
            "in_reply_to": f"x:{number - 1}" if number > 900 else None,
            "content_warning": HOSTILE,
            "media": [{"kind": "image", "alt": HOSTILE}],
            "quote": {"text": HOSTILE, "handle": HOSTILE, "display_name": HOSTILE},
            "card": {"url": "https://fog.example/card", "title": HOSTILE, "description": HOSTILE},
            "poll": {"options": [{"text": HOSTILE, "votes": 1}]},
        }
        for number in (900, 901)
    ]
    author = {"key": "x:66", "handle": f"mallory{HOSTILE}", "display_name": f"Mallory {HOSTILE}", "source": "x"}
    ledger = {"posts_held": 2, "notes": [HOSTILE]}
    thread = {"key": "x:900", "author": author, "title": HOSTILE, "source": "x", "posts": posts, "ledger": ledger}
    return json.dumps(thread)


@pytest.fixture
async def hostile(library: Library, tmp_path: Path) -> Library:
    """A library into which the hostile thread was imported."""
    file = tmp_path / "hostile.json"
    file.write_text(hostile_thread(), encoding="utf-8")
    report = await import_inputs(library, [file])
    assert report.threads_added == 1, report
    return library


def check(lines: list[str]) -> None:
    bad = {char for line in lines for char in line} & FORBIDDEN
    assert not bad


async def test_nothing_of_it_reaches_the_terminal(hostile: Library) -> None:
    async with flying(hostile, size=(120, 40)) as pilot:
        screen = main_screen(pilot)
        check(screen_lines(pilot))
        await press(pilot, "h", "G")
        await until(pilot, lambda: screen.left.heading.name_shown.startswith("@mallory"))
        check(screen_lines(pilot))
        await press(pilot, "enter", "enter")
        assert kind(pilot) == "reader"
        for view in ("v", "v"):
            for _ in range(8):
                check(screen_lines(pilot))
                await press(pilot, "ctrl+d")
            await press(pilot, "g", view)
        await press(pilot, "N", "A")
        await shows(pilot, "Mark ")
        check(screen_lines(pilot))


async def test_markup_stands_there_as_it_was_written(hostile: Library) -> None:
    async with flying(hostile, size=(160, 60), open=None) as pilot:
        await press(pilot, "h", "G")
        await until(pilot, lambda: main_screen(pilot).left.heading.name_shown.startswith("@mallory"))
        await press(pilot, "enter", "enter")
        words = " ".join(page_lines(pilot))
        for piece in ("[bold red]loud[/]", "[@click=app.exit]press[/]", ":smile:", "red", "gnp.exe isolated"):
            assert piece in words
        await press(pilot, "h", "A")
        await shows(pilot, "[bold red]loud[/]")


async def test_what_is_typed_and_what_fails_is_shown_plain(library: Library) -> None:
    async with flying(library, size=(120, 40)) as pilot:
        await press(pilot, "u")
        await typed(pilot, "/tmp/[bold]no[/bold]-\u202esuch.html")
        await press(pilot, "enter")
        await shows(pilot, "[bold]no[/bold]")
        check(screen_lines(pilot))
        await press(pilot, "backslash")
        await typed(pilot, "[bold]x[/]")
        await press(pilot, "enter")
        await until(pilot, lambda: main_screen(pilot).left.heading.note == "filter: [bold]x[/]")
        await press(pilot, "colon")
        await typed(pilot, "theme [bold]x")
        await press(pilot, "enter")
        await until(pilot, lambda: "no theme [bold]x" in screen_text(pilot))


async def test_a_file_of_the_library_that_was_written_by_hand_does_not_either(tmp_path: Path) -> None:
    library = await stocked(tmp_path)
    await library.close()
    folder = tmp_path / "library"
    planted = json.dumps(ESCAPES)[1:-1]
    for file in folder.rglob("*.json"):
        words = file.read_text("utf-8").replace("Keeper", f"Keeper{planted}").replace("Forty", f"Forty{planted}")
        file.write_text(words, encoding="utf-8")
    (folder / "index.sqlite").unlink()
    library = await open_library(folder, lock_folder=tmp_path / "locks")
    await library.catch_up()
    async with flying(library, size=(120, 40), open=await row_of(library, "Forty")) as pilot:
        for key in ("j", "v", "h", "J"):
            assert "Forty" in screen_text(pilot)
            check(screen_lines(pilot))
            await press(pilot, key)
        check(screen_lines(pilot))
    await library.close()
