"""What the start of the reader waits for, told by the modules that it loads rather than by a clock."""

import subprocess
import sys

LATER = (
    "click",
    "tinydb",
    "filelock",
    "selectolax",
    "wcwidth",
    "tomllib",
    "threadtui.sources",
    "threadtui.exporters",
    "threadtui.merge",
    "threadtui.unroll",
    "threadtui.library.importing",
)
"""what the first frame needs none of, each some milliseconds"""


def test_the_first_frame_waits_for_nothing_that_it_does_not_need() -> None:
    code = f"import sys, threadtui.cli.opening, threadtui.tui.app; print([m for m in {LATER!r} if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
