"""What the reader costs beside bare Textual: ``python benchmarks/reader.py [LIBRARY]``.

Start, opening a long thread, a key, memory: over a generated library of 10,000 threads and 100,000 posts (made first,
where LIBRARY is not named). Each pair is measured in turn, run by run, so that a machine whose speed drifts does not
favour one; medians. The start is told by the clock and by processor time: the second is steadier on a busy machine.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from terminal import Terminal

PEERS = str(Path(__file__).parent / "peers.py")
RUNS = 15
KEYS = 40
HELLO = ([sys.executable, PEERS, "hello"], "hello, world")
SCROLL = ([sys.executable, PEERS, "scroll"], "line 0 of")
Program = tuple[list[str], str]
"""a command, and a text that says that its first frame is there"""


class Bench:
    """One library, and the environment in which programs are run over it."""

    def __init__(self, library: Path, home: Path) -> None:
        self.environ = {"THREADTUI_LIBRARY": str(library), "HOME": str(home)}
        newest = json.loads(self._say("list", "--author", "author_0", "--limit", "2", "--json"))
        assert [row["posts_held"] for row in newest] == [10_000, 10], "the longest thread is the newest of its author"
        self.long, self.short = (self._reader(row["key"].partition(":")[2]) for row in newest)

    def _say(self, *args: str) -> str:
        command = [sys.executable, "-m", "threadtui", *args]
        environ = {**os.environ, **self.environ}
        return subprocess.run(command, env=environ, capture_output=True, check=True, text=True).stdout

    def _reader(self, thread: str) -> Program:
        text = json.loads(self._say("show", thread, "--format", "json"))["posts"][0]["text"]
        return [sys.executable, "-m", "threadtui", thread], " ".join(text.split()[:4])

    def left(self) -> Program:
        """The reader on the thread that was left: the short one, once it was opened and quit."""
        argv, text = self.short
        with Terminal(argv, environ=self.environ) as terminal:
            terminal.until(text)
            terminal.settle()
            terminal.key("Q")
        return argv[:-1], text

    def start(self, program: Program) -> tuple[float, float]:
        """Seconds until its text is on the screen: by the clock, and of processor time."""
        argv, text = program
        with Terminal(argv, environ=self.environ) as terminal:
            return terminal.until(text), terminal.cpu()

    def keys(self, program: Program, *keys: str) -> list[tuple[float, float]]:
        """For each of ``keys``, pressed in turn many times: seconds and bytes of the answer, medians."""
        argv, text = program
        with Terminal(argv, environ=self.environ) as terminal:
            terminal.until(text)
            terminal.settle()
            answers = [[terminal.key(key) for key in keys] for _ in range(KEYS)]
        columns = zip(*answers, strict=True)
        return [
            (statistics.median(at for at, _ in column), statistics.median(size for _, size in column))
            for column in map(list, columns)
        ]

    def memory(self, program: Program) -> float:
        """Resident MB once its text is on the screen and all is quiet."""
        argv, text = program
        with Terminal(argv, environ=self.environ) as terminal:
            terminal.until(text)
            terminal.settle()
            return terminal.memory()


def in_turn(ours: Callable[[], tuple[float, float]], theirs: Callable[[], tuple[float, float]]) -> list[list[float]]:
    """Medians of ours, of theirs, and of the ratios run by run, for both figures. The first round is not counted."""
    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(RUNS)]
    return [
        [statistics.median(column) for column in zip(*((a[at], b[at], a[at] / b[at]) for a, b in pairs), strict=True)]
        for at in (0, 1)
    ]


def say(what: str, ours: float, theirs: float, ratio: float, *, peer: str, unit: str, goal: str) -> None:
    """One line of the report."""
    print(f"{what:34} {ours:8.1f} {unit:2}   {peer} {theirs:8.1f} {unit:2}   ratio {ratio:5.2f}   goal {goal}")


def main(library: Path, home: Path) -> None:
    """Measure, and print."""
    bench = Bench(library, home)
    left = bench.left()
    clock, cpu = ([1000 * a, 1000 * b, c] for a, b, c in in_turn(lambda: bench.start(left), lambda: bench.start(HELLO)))
    say("start to the first usable frame", *clock, peer="hello-world", unit="ms", goal="<= 1.25")
    say("  processor time until then", *cpu, peer="hello-world", unit="ms", goal="-")
    long, short = bench.keys(bench.short, "K", "J")
    say(
        "open 10,000 posts",
        1000 * long[0],
        1000 * short[0],
        long[0] / short[0],
        peer="10 posts",
        unit="ms",
        goal="<= 1.5",
    )
    (ours,), (theirs,) = bench.keys(bench.long, "j"), bench.keys(SCROLL, "j")
    say("j", 1000 * ours[0], 1000 * theirs[0], ours[0] / theirs[0], peer="ScrollView", unit="ms", goal="<= 1.5")
    say("  bytes written", ours[1], theirs[1], ours[1] / theirs[1], peer="ScrollView", unit="B", goal="-")
    a, b = bench.memory(left), bench.memory(HELLO)
    print(f"{'memory':34} {a:8.1f} MB   hello-world {b:8.1f} MB   more {a - b:5.1f} MB   goal <= 60 MB")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        if len(sys.argv) > 1:
            main(Path(sys.argv[1]), Path(folder))
        else:
            from generate import generate

            generate(Path(folder) / "library", 10_000, 100_000)
            main(Path(folder) / "library", Path(folder))
