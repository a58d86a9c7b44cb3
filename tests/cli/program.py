"""Running ``threadtui`` as people do: a process of its own, with a home of its own."""

import io
import os
import subprocess
import sys
from contextlib import ExitStack, chdir
from pathlib import Path
from unittest.mock import patch

import pytest

from threadtui.cli import main

PROGRAM = [sys.executable, "-m", "threadtui"]


def environment(home: Path, **more: str) -> dict[str, str]:
    """An environment that knows nothing of who runs the tests."""
    return {"HOME": str(home), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", **more}


def bound_by_permissions(command: list[str]) -> list[str]:
    """``command``, run so that permissions bind root too."""
    if os.geteuid() != 0:
        return command
    capabilities = "-dac_override,-dac_read_search"
    return ["setpriv", f"--bounding-set={capabilities}", f"--inh-caps={capabilities}", *command]


def threadtui(
    home: Path, *arguments: str | Path, stdin: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run it to its end, as somebody whom permissions bind."""
    return subprocess.run(
        bound_by_permissions([*PROGRAM, *map(str, arguments)]),
        input=stdin,
        env=environment(home, **(env or {})),
        cwd=home,
        capture_output=True,
        check=False,
        timeout=120,
    )


def inside(
    home: Path, *arguments: str | Path, stdin: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """The same without a process of its own: quicker, for what no process is needed to show."""
    given = {"stdin": io.BytesIO(stdin), "stdout": io.BytesIO(), "stderr": io.BytesIO()}
    streams = {name: io.TextIOWrapper(buffer, encoding="utf-8") for name, buffer in given.items()}
    with ExitStack() as stack:
        stack.enter_context(patch.dict(os.environ, environment(home, **(env or {})), clear=True))
        stack.enter_context(chdir(home))
        stack.enter_context(patch.object(sys, "argv", ["threadtui", *map(str, arguments)]))
        for name, stream in streams.items():
            stack.enter_context(patch.object(sys, name, stream))
        with pytest.raises(SystemExit) as ended:
            main()
        for stream in streams.values():
            stream.flush()
    code = ended.value.code
    assert isinstance(code, int)
    return subprocess.CompletedProcess(arguments, code, given["stdout"].getvalue(), given["stderr"].getvalue())


def done(result: subprocess.CompletedProcess[bytes]) -> str:
    """Standard output of a run that must have gone well."""
    assert result.returncode == 0, result.stderr.decode()
    return result.stdout.decode()


def complaint(result: subprocess.CompletedProcess[bytes], code: int = 1) -> tuple[str, str]:
    """The two lines of a run that must have failed with ``code``: what is wrong, and what to do.

    Notes on what was found damaged and mended may stand before them.
    """
    lines = [line for line in result.stderr.decode().splitlines() if not line.startswith("note: ")]
    assert result.returncode == code, lines
    assert len(lines) == 2, lines
    assert lines[0].startswith("threadtui: ")
    assert lines[1]
    return lines[0].removeprefix("threadtui: "), lines[1]
