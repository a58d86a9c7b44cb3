"""How the reader starts: empty, on samples, with settings of its own; and how it reports what went wrong."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from flight import (
    flying,
    main_screen,
    on_main,
    page_lines,
    page_of,
    press,
    row_of,
    said,
    screen_text,
    shows,
    thread_titles,
    typed,
    until,
)

from threadtui.errors import SettingsError
from threadtui.library import finding
from threadtui.library.importing import import_inputs
from threadtui.library.opening import Library, open_library
from threadtui.library.samples import open_samples
from threadtui.paths import bundled
from threadtui.settings import ReaderSettings, Settings
from threadtui.tui.actions import ACTIONS

SAMPLES = bundled("sample_threads")


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[Library]:
    """A library that nothing was ever put in."""
    library = await open_library(tmp_path / "own", lock_folder=tmp_path / "locks")
    yield library
    await library.close()


@pytest.fixture
async def samples(tmp_path: Path) -> AsyncIterator[Library]:
    """The bundled samples."""
    library = await open_samples(SAMPLES, tmp_path / "cache")
    yield library
    await library.close()


async def test_an_empty_library_says_what_to_do(empty: Library) -> None:
    async with flying(empty) as pilot:
        await shows(pilot, "This library is empty. Press u to unroll your first thread.")
        await press(
            pilot, "j", "enter", "n", "J", "N", "D", "asterisk", "A", "U", "S", "x", "v", "z", "z", "space", "G"
        )
        await press(pilot, "h", "h", "l", "l", "tab", "ctrl+n", "right_square_bracket", "ctrl+l")
        assert pilot.app.return_code is None


async def test_the_samples_begin_with_the_guided_thread(samples: Library, empty: Library) -> None:
    async with flying(samples, home=empty) as pilot:
        assert main_screen(pilot).banner.display
        await shows(pilot, "These are samples, apart from your library. Press u to unroll your first thread.")
        assert thread_titles(pilot)[0].startswith("Start here")
        await press(pilot, "enter")
        assert main_screen(pilot).shown
        assert page_of(pilot).thread
        assert main_screen(pilot).left.heading.name_shown == "@threadtui"


async def test_unrolling_on_the_samples_goes_into_ones_own_library(samples: Library, empty: Library) -> None:
    before = len(await finding.threads(samples, finding.ThreadQuery()))
    async with flying(samples, home=empty) as pilot:
        await press(pilot, "u")
        await typed(pilot, str(SAMPLES / "baker-the-dough-does-not-know.txt"))
        await press(pilot, "enter")
        await until(pilot, lambda: said(pilot).startswith("added "))
        assert not main_screen(pilot).banner.display
        assert [one.author.handle for one in main_screen(pilot).left.authors.rows] == ["slow_crumb_ott"]
        await press(pilot, "N")
    assert len(await finding.threads(samples, finding.ThreadQuery())) == before
    assert [one.author.handle for one in await finding.authors(empty)] == ["slow_crumb_ott"]


async def test_marks_among_the_samples_stay_there(samples: Library, empty: Library) -> None:
    async with flying(samples, home=empty) as pilot:
        await press(pilot, "N", "asterisk", "enter", "G")
    assert not empty.folder.exists()


async def test_a_moved_key_works_and_is_shown(library: Library) -> None:
    settings = Settings(keys={"move.down": ("e",), "help": ("f2", "question_mark")})
    async with flying(library, settings=settings, open=await row_of(library, "Forty"), size=(100, 50)) as pilot:
        before = page_lines(pilot)
        await press(pilot, "j")
        assert page_lines(pilot) == before
        await press(pilot, "e")
        assert page_lines(pilot)[:-1] == before[1:]
        assert "F2 help" in screen_text(pilot)
        await press(pilot, "f2")
        await shows(pilot, "F2 ?")
        assert " e  " in screen_text(pilot)


async def test_one_key_for_two_actions_is_reported(library: Library) -> None:
    async with flying(library, settings=Settings(keys={"move.down": ("k",)}), size=(120, 40)) as pilot:
        await shows(pilot, "two actions have the key k: see [keys] in the settings")


async def test_a_key_for_no_action_is_an_error_that_names_the_nearest(library: Library) -> None:
    from threadtui.settings import check_keys

    settings = Settings(keys={"move.dwon": ("e",)}, file=Path("config.toml"))
    with pytest.raises(SettingsError, match=r"keys\.move\.dwon is no setting") as caught:
        check_keys(settings, ACTIONS)
    assert "keys.move.down" in caught.value.hint


async def test_an_unknown_theme_is_reported_and_not_fatal(library: Library) -> None:
    settings = Settings(reader=ReaderSettings(theme="nightfog"))
    async with flying(library, settings=settings, size=(120, 40)) as pilot:
        await shows(pilot, "no theme nightfog")
        assert pilot.app.theme == "terminal"


async def test_the_settings_reach_the_page(library: Library) -> None:
    settings = Settings(reader=ReaderSettings(width=40, theme="lamplight", view="numbered", times="absolute"))
    async with flying(library, settings=settings, open=await row_of(library, "Forty"), size=(160, 40)) as pilot:
        assert pilot.app.theme == "lamplight"
        assert page_of(pilot).column == 40
        assert any(line.startswith("1  Forty nights of fog") for line in page_lines(pilot))


async def test_themes_are_stepped_through(library: Library) -> None:
    async with flying(library) as pilot:
        seen = []
        for _ in range(3):
            await press(pilot, "colon")
            await typed(pilot, "theme")
            await press(pilot, "enter")
            await until(pilot, lambda: on_main(pilot) and said(pilot))
            seen.append(pilot.app.theme)
        assert seen == ["lamplight", "paper", "terminal"]


async def test_what_failed_is_said_with_what_to_do(library: Library, tmp_path: Path) -> None:
    missing = tmp_path / "not-there.html"
    empty_file = tmp_path / "empty.html"
    empty_file.write_bytes(b"")
    async with flying(library, size=(120, 40)) as pilot:
        await press(pilot, "u")
        await typed(pilot, str(missing))
        await press(pilot, "enter")
        await shows(pilot, "check its name")
        assert "is not there" in screen_text(pilot)
        await press(pilot, "u")
        await typed(pilot, str(empty_file))
        await press(pilot, "enter")
        await shows(pilot, "save or copy the page again, and import that")
        assert "is empty" in screen_text(pilot)
        assert said(pilot) == ""
        await press(pilot, "escape")
        await until(pilot, lambda: "is empty" not in screen_text(pilot))
        assert pilot.app.return_code is None


async def test_a_thread_that_has_gone_meanwhile_is_reported(library: Library) -> None:
    from threadtui.library import maintaining

    row = await row_of(library, "A preview")
    async with flying(library, size=(120, 40)) as pilot:
        await maintaining.delete(library, [row])
        await press(pilot, "j", "enter")
        await shows(pilot, "it may be in the trash")
        assert "the thread is gone" in screen_text(pilot)


async def test_notices_are_shown(library: Library) -> None:
    async with flying(library, notices=["[b]threads.json[/b] was set aside"], size=(120, 40)) as pilot:
        await shows(pilot, "[b]threads.json[/b] was set aside")


async def test_a_page_just_copied_is_shown_before_its_own_previews(empty: Library) -> None:
    await import_inputs(empty, [SAMPLES / "baker-the-dough-does-not-know.txt"])
    async with flying(empty, size=(120, 40)) as pilot:
        await until(pilot, lambda: page_of(pilot).thread)
        thread = page_of(pilot).thread
        assert thread is not None
        assert not thread.stub
        assert thread.created_at is None
