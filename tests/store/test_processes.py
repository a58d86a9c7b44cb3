"""Other processes: killed in the middle of a write, or writing at the same time."""

import random
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from store_fixtures import ADA, NOON, Open
from store_recount import recounted

from threadtui.models import ReadingState
from threadtui.store import Store

pytest_plugins = ("store_plugin",)

WRITER = Path(__file__).with_name("store_writer.py")


def start(folder: Path, name: int, count: int, durable: str = "each") -> subprocess.Popen[str]:
    command = [sys.executable, str(WRITER), str(folder), str(folder.parent / "locks"), str(name), str(count), durable]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def holds(store: Store, first: int) -> bool:
    """Whether everything of an acknowledged round is there."""
    chain = store.threads.thread(ADA.key, f"x:{first}")
    assert chain is not None
    assert [post.key for post in chain.posts] == [f"x:{first}", f"x:{first + 1}"]
    assert store.threads.singles(ADA.key, [f"x:{first + 5}"]) != []
    return store.reader.states(ADA.key)[f"x:{first}"] == ReadingState(read_at=NOON, tags=(f"tag {first}",))


@pytest.mark.parametrize("durable", ["each", "batch"])
def test_a_writer_that_is_killed_leaves_a_readable_library(opened: Open, folder: Path, durable: str) -> None:
    chance = random.Random(durable)
    acknowledged: list[int] = []
    for name in range(1, 7):
        writer = start(folder, name, 10_000, durable)
        assert writer.stdout is not None
        acknowledged.append(int(writer.stdout.readline()))
        with suppress(subprocess.TimeoutExpired):
            writer.wait(timeout=chance.uniform(0, 0.05))  # killed somewhere in the middle of a write
        writer.send_signal(signal.SIGKILL)
        acknowledged.extend(int(line) for line in writer.stdout.read().splitlines() if line)
        writer.wait()
        store = opened()
        store.index.catch_up()
        assert store.notices() == []
        recounted(store)
        for summary in store.threads.summaries(ADA.key):
            assert store.threads.thread(ADA.key, summary.key) is not None
        assert all(holds(store, first) for first in acknowledged)
        store.threads.write(ADA)  # the lock of the dead is free
        assert [path for path in folder.rglob(".threadtui-*") if path.parent.parent.name == "authors"] == []


def test_two_writers_lose_nothing(opened: Open, folder: Path) -> None:
    writers = [start(folder, name, 25) for name in (1, 2)]
    acknowledged: list[int] = []
    for writer in writers:
        said, _ = writer.communicate(timeout=60)
        assert writer.returncode == 0
        acknowledged.extend(int(line) for line in said.splitlines())
    assert len(acknowledged) == 50
    store = opened()
    assert all(holds(store, first) for first in acknowledged)
    assert len(store.threads.summaries(ADA.key)) == 50
    store.index.catch_up()
    recounted(store)
    undone = 0
    while store.undo.undo() is not None:
        undone += 1
    assert undone == 50
    assert store.reader.states(ADA.key) == {}


def test_threads_of_one_process_take_turns(store: Store) -> None:
    from concurrent.futures import ThreadPoolExecutor

    store.threads.write(ADA)

    def mark(number: int) -> None:
        with store.transaction():
            held = store.reader.states(ADA.key).get("x:1", ReadingState())
            store.reader.change(ADA.key, {"x:1": ReadingState(tags=(*held.tags, str(number)))}, label=None)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(mark, range(40)))
    assert sorted(map(int, store.reader.states(ADA.key)["x:1"].tags)) == list(range(40))
