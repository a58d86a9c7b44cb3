"""Running ``threadtui`` as people do: a process of its own, with a home of its own."""

import os
import subprocess
import sys
from pathlib import Path

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


def done(result: subprocess.CompletedProcess[bytes]) -> str:
    """Standard output of a run that must have gone well."""
    assert result.returncode == 0, result.stderr.decode()
    return result.stdout.decode()


def complaint(result: subprocess.CompletedProcess[bytes], code: int = 1) -> tuple[str, str]:
    """The two lines of a run that must have failed with ``code``: what is wrong, and what to do."""
    lines = result.stderr.decode().splitlines()
    assert result.returncode == code, lines
    assert len(lines) == 2, lines
    assert lines[0].startswith("threadtui: ")
    assert lines[1]
    return lines[0].removeprefix("threadtui: "), lines[1]
