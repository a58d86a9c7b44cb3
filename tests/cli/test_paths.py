"""Where things are, by environment and option."""

from pathlib import Path

import pytest

from threadtui.paths import bundled, places


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "THREADTUI_LIBRARY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.mark.usefixtures("home")
def test_xdg_folders_are_honoured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    where = places()
    assert where.library == tmp_path / "DATA" / "threadtui"
    assert where.settings == tmp_path / "CONFIG" / "threadtui" / "config.toml"
    assert where.cache == tmp_path / "CACHE" / "threadtui"
    assert where.locks == tmp_path / "STATE" / "threadtui" / "locks"


def test_the_option_overrules_the_environment_overrules_the_default(home: Path) -> None:
    assert home in places().library.parents
    environment = {"THREADTUI_LIBRARY": "~/kept"}
    assert places(environ=environment).library == home / "kept"
    assert places(home / "named", environ=environment).library == home / "named"
    assert places(environ={"THREADTUI_LIBRARY": ""}).library == places(environ={}).library


def test_locks_lie_outside_the_library(home: Path) -> None:
    where = places(home / "synced")
    assert where.library not in where.locks.parents


@pytest.mark.usefixtures("home")
def test_asking_creates_nothing(tmp_path: Path) -> None:
    places()
    assert list(tmp_path.iterdir()) == []


def test_bundled_folders_are_found_in_a_checkout() -> None:
    assert bundled("styles").is_dir()
    assert bundled("sample_threads").is_dir()
