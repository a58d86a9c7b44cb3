"""Other processes: killed in the middle of a write, or writing at the same time."""

import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from store_fixtures import ADA, NOON, Open, both, post, thread
from store_recount import recounted

from threadtui.models import ReadingState, Thread
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


def test_a_reader_never_sees_half_a_file(folder: Path) -> None:
    writer = start(folder, 1, 60)
    seen = 0
    while writer.poll() is None:
        for path in folder.glob("authors/*/*.json"):
            with suppress(FileNotFoundError):
                assert path.read_bytes().endswith(b"}}\n")
                seen += 1
    assert writer.wait() == 0
    assert seen > 100


class Crashed(BaseException):
    """Stands for the power going out between two steps on the disk."""


def crash_after(steps: int, patch: pytest.MonkeyPatch) -> None:
    """Let the step after so many changes of the library's JSON files raise :class:`Crashed`."""
    left = steps

    def crashing(step: Callable[..., Any]) -> Callable[..., Any]:
        def run(path: Path, *values: Any, **named: Any) -> Any:
            nonlocal left
            if path.suffix == ".json" or (values and Path(values[0]).suffix == ".json"):
                left -= 1
                if left < 0:
                    raise Crashed
            return step(path, *values, **named)

        return run

    patch.setattr(Path, "replace", crashing(Path.replace))
    patch.setattr(Path, "unlink", crashing(Path.unlink))


@pytest.mark.parametrize("durable", ["each", "batch"])
def test_a_crash_between_any_two_steps_loses_no_post(
    folder: Path, opened: Open, monkeypatch: pytest.MonkeyPatch, durable: str
) -> None:
    store = opened()
    store.threads.write(ADA, threads=both(thread([1, 2, 3]), thread([5, 6])), singles=[post(8), post(9)])
    store.reader.change(ADA.key, {"x:5": ReadingState(tags=("mine",))}, label=None)
    kept = folder.with_name("kept")
    shutil.copytree(folder, kept)
    finished = False
    crashes = 0
    while not finished:
        store.close()
        shutil.rmtree(folder)
        shutil.copytree(kept, folder)
        store = opened()
        with monkeypatch.context() as patch:
            crash_after(crashes, patch)
            with suppress(Crashed):
                with store.transaction(durable="batch" if durable == "batch" else "each"):
                    chains = both(thread([1, 2, 3, 5, 6]), thread([8, 9]))
                    store.threads.write(ADA, threads=chains, singles=[post(4)], gone=["x:5", "x:8", "x:9"])
                finished = True
        later = opened()
        held = {one.key for row in later.threads.summaries(ADA.key) for one in whole(later, row.key).posts}
        held |= {one.key for one in later.threads.singles(ADA.key)}
        assert {f"x:{number}" for number in (1, 2, 3, 5, 6, 8, 9)} <= held
        assert not finished or "x:4" in held
        marked = later.reader.states(ADA.key)
        assert any(holds_post(later, row.key, "x:5") for row in later.threads.summaries(ADA.key) if row.key in marked)
        crashes += 1
    assert crashes > 4


def holds_post(store: Store, thread_key: str, post_key: str) -> bool:
    return post_key in {one.key for one in whole(store, thread_key).posts}


def whole(store: Store, key: str) -> Thread:
    found = store.threads.thread(ADA.key, key)
    assert found is not None
    return found


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
