"""What the reader costs beside bare Textual: ``python benchmarks/reader.py [LIBRARY]``.

Start, a long thread, a key, memory: over a generated library of 10,000 threads and 100,000 posts (made first, where LIBRARY
is not named). Each pair is measured in turn, run by run, so that a machine whose speed drifts does not favour one; medians.
"""

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from terminal import Terminal

HERE = Path(__file__).parent
RUNS = 15
KEYS = 40
LONG, SHORT = "the thread of 10,000 posts", "a thread of 10 posts"


def hello() -> list[str]:
    """The command of the bare hello-world."""
    return [sys.executable, str(HERE / "peers.py"), "hello"]


def scroll() -> list[str]:
    """The command of the bare scrolling pane."""
    return [sys.executable, str(HERE / "peers.py"), "scroll"]


def reader(*args: str) -> list[str]:
    """The command of the reader."""
    return [sys.executable, "-m", "threadtui", *args]


class Bench:
    """One library, and the environment in which programs are run over it."""

    def __init__(self, library: Path, home: Path) -> None:
        self.environ = {"THREADTUI_LIBRARY": str(library), "HOME": str(home), "PYTHONDONTWRITEBYTECODE": ""}
        listed = self._say("list", "--author", "author_0", "--sort", "longest", "--limit", "2", "--json")
        import json

        self.long, self.short = (row["key"].partition(":")[2] for row in json.loads(listed))

    def _say(self, *args: str) -> str:
        import os

        return subprocess.run(reader(*args), env={**os.environ, **self.environ}, capture_output=True, check=True, text=True).stdout

    def first_post(self, thread: str) -> str:
        """The beginning of a thread's first post, as the page shows it."""
        import json

        return str(json.loads(self._say("show", thread, "--format", "json"))["posts"][0]["text"])[:30]

    def start(self, argv: list[str], text: str) -> float:
        """Seconds until ``text`` is on the screen."""
        with Terminal(argv, environ=self.environ) as terminal:
            return terminal.until(text)

    def keys(self, argv: list[str], text: str, *, first: str = "") -> tuple[float, float]:
        """Seconds and bytes of ``j``, medians over many."""
        with Terminal(argv, environ=self.environ) as terminal:
            terminal.until(text)
            terminal.settle()
            if first:
                terminal.key(first)
            answers = [terminal.key("j") for _ in range(KEYS)]
        return statistics.median(at for at, _ in answers), statistics.median(size for _, size in answers)

    def memory(self, argv: list[str], text: str) -> float:
        """Resident MB once ``text`` is on the screen and all is quiet."""
        with Terminal(argv, environ=self.environ) as terminal:
            terminal.until(text)
            terminal.settle()
            return terminal.memory()


def in_turn(ours: Callable[[], float], theirs: Callable[[], float], runs: int = RUNS) -> tuple[float, float, float]:
    """Medians of both, and the median of their ratios run by run. One round of each is not counted."""
    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(runs)]
    return (
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
    )


def say(what: str, ours: float, theirs: float, ratio: float, peer: str, unit: str, goal: str) -> None:
    """One line of the report."""
    print(f"{what:34} {ours:8.1f} {unit}   {peer}: {theirs:8.1f} {unit}   ratio {ratio:.2f}   (goal {goal})")


def main(library: Path, home: Path) -> None:
    """Measure, and print."""
    bench = Bench(library, home)
    long_text, short_text = bench.first_post(bench.long), bench.first_post(bench.short)
    bench.start(reader(bench.short), short_text)

    a, b, ratio = in_turn(lambda: bench.start(reader(), short_text), lambda: bench.start(hello(), "hello, world"))
    say("start to the thread left", a * 1000, b * 1000, ratio, "hello-world", "ms", "≤ 1.25")
    a, b, ratio = in_turn(
        lambda: bench.start(reader(bench.long), long_text), lambda: bench.start(reader(bench.short), short_text)
    )
    say("start on a thread of 10,000 posts", a * 1000, b * 1000, ratio, "of 10 posts", "ms", "≤ 1.5 for the opening")
    ours = [bench.keys(reader(bench.long), long_text) for _ in range(5)]
    theirs = [bench.keys(scroll(), "line 0 of") for _ in range(5)]
    a, b = statistics.median(at for at, _ in ours), statistics.median(at for at, _ in theirs)
    say("j in the page", a * 1000, b * 1000, a / b, "bare ScrollView", "ms", "≤ 1.5")
    a, b = statistics.median(size for _, size in ours), statistics.median(size for _, size in theirs)
    say("bytes of j", a, b, a / b, "bare ScrollView", "B ", "later")
    a, b = bench.memory(reader(bench.short), short_text), bench.memory(hello(), "hello, world")
    print(f"{'memory':34} {a:8.1f} MB   hello-world: {b:8.1f} MB   more {a - b:.1f} MB   (goal ≤ 60)")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        if len(sys.argv) > 1:
            main(Path(sys.argv[1]), Path(folder))
        else:
            from generate import generate

            generate(Path(folder) / "library", 10_000, 100_000)
            main(Path(folder) / "library", Path(folder))
