"""Where things are: the reader's folders after the XDG rules, and the folders that come with the program.

Only the front ends read this; what a lower room needs comes to it as an argument. Nothing here creates anything.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Bundled = Literal["styles", "sample_threads"]


@dataclass(frozen=True, kw_only=True)
class Places:
    """The folders and files of one reader. None of them need exist yet."""

    library: Path
    """the library's folder"""
    settings: Path
    """the settings file, TOML"""
    cache: Path
    """what may be deleted at any time"""
    locks: Path
    """locks, apart from the library since that may be a synced folder"""


def places(library: Path | None = None, environ: Mapping[str, str] = os.environ) -> Places:
    """The reader's places; ``library`` (``--library``) overrules ``THREADTUI_LIBRARY``, which overrules the default."""
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("threadtui", appauthor=False)
    named = environ.get("THREADTUI_LIBRARY")
    folder = library or (Path(named) if named else dirs.user_data_path)
    return Places(
        library=Path(os.path.abspath(folder.expanduser())),
        settings=dirs.user_config_path / "config.toml",
        cache=dirs.user_cache_path,
        locks=dirs.user_state_path / "locks",
    )


def bundled(name: Bundled) -> Path:
    """A folder that comes with the program: inside the package in a wheel, beside ``src`` in a checkout.

    An editable install does not show the wheel's forced files to ``importlib.resources``, hence the two places.
    """
    package = Path(__file__).resolve().parent
    installed = package / name
    return installed if installed.is_dir() else package.parents[1] / name
