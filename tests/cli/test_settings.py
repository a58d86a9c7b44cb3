"""The settings file: what is read from it, and how its mistakes are told."""

from pathlib import Path

import pytest

from threadtui.errors import SettingsError
from threadtui.settings import ReaderSettings, Settings, TerminalSettings, check_keys, documented, load_settings


def written(folder: Path, text: str) -> Path:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return file


def complaint(file: Path) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        load_settings(file)
    return caught.value


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "config.toml") == Settings(file=tmp_path / "config.toml")


def test_what_the_file_says_is_read_and_the_rest_stays(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        '[reader]\nwidth = 60\nview = "numbered"\n[terminal]\nmouse = false\n[keys]\ndown = ["j", "e"]\nquit = "q"\n',
    )
    assert load_settings(file) == Settings(
        reader=ReaderSettings(width=60, view="numbered"),
        terminal=TerminalSettings(mouse=False),
        keys={"down": ("j", "e"), "quit": ("q",)},
        file=file,
    )


@pytest.mark.parametrize(
    ("text", "named", "nearest"),
    [
        ("[reader]\nwide = 60", "reader.wide", "reader.width"),
        ("[terminal]\nmice = true", "terminal.mice", "terminal.mouse"),
        ("[redaer]\nwidth = 60", "redaer", "reader"),
    ],
)
def test_an_unknown_key_names_file_key_and_the_nearest(tmp_path: Path, text: str, named: str, nearest: str) -> None:
    file = written(tmp_path, text)
    error = complaint(file)
    assert error.message == f"{file}: {named} is no setting"
    assert f"did you mean {nearest}?" in error.hint


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[reader]\nwidth = 3", "reader.width must be a number from 20 to 200, not 3"),
        ("[reader]\nwidth = true", "reader.width must be a number from 20 to 200, not True"),
        ('[reader]\nview = "prose"', "reader.view must be 'posts' or 'numbered', not 'prose'"),
        ("[reader]\ntheme = 1", "reader.theme must be a name in quotes, not 1"),
        ('[terminal]\nmouse = "no"', "terminal.mouse must be true or false, not 'no'"),
        ("[keys]\nquit = 3", "keys.quit must be a key or a list of keys"),
        ("reader = 1", "reader must be a section"),
    ],
)
def test_a_wrong_value_is_told_with_what_would_be_right(tmp_path: Path, text: str, wanted: str) -> None:
    file = written(tmp_path, text)
    assert complaint(file).message == f"{file}: {wanted}"


@pytest.mark.parametrize("data", [b"width = = 3", b"\xff\xfe\x00", b"[reader"])
def test_what_is_no_toml_is_told_with_the_file(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(data)
    assert complaint(file).message.startswith(f"{file} is not TOML: ")


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    assert "cannot be read" in complaint(tmp_path).message


def test_keys_name_actions_that_there_are(tmp_path: Path) -> None:
    settings = load_settings(written(tmp_path, '[keys]\nmove-dwn = "j"'))
    with pytest.raises(SettingsError, match=r"keys\.move-dwn is no setting") as caught:
        check_keys(settings, ["move-down", "quit"])
    assert "did you mean keys.move-down?" in caught.value.hint
    check_keys(settings, ["move-dwn"])


def test_every_setting_is_explained() -> None:
    shown = {(one.section, one.name): one.meaning for one in documented(Settings())}
    assert set(shown) == {
        ("reader", "width"),
        ("reader", "theme"),
        ("reader", "view"),
        ("reader", "times"),
        ("terminal", "mouse"),
    }
    assert all(len(meaning) > 10 for meaning in shown.values())
    assert shown["reader", "width"].endswith("(20 to 200)")
