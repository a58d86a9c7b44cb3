"""A process that writes to a library until it is done or killed, saying a line for each write that was acknowledged.

``python store_writer.py FOLDER LOCKS NAME COUNT DURABLE``: threads, single posts, reading states of one shared author.
"""

import sys
from pathlib import Path

from store_fixtures import ADA, NOON, both, post, thread

from threadtui.models import ReadingState
from threadtui.store import open_store


def main(folder: str, locks: str, name: str, count: str, durable: str) -> None:
    """Write ``count`` rounds; the posts of writer ``name`` (a number) have ids from name * 1,000,000 on."""
    with open_store(Path(folder), lock_folder=Path(locks)) as store:
        for number in range(int(count)):
            first = int(name) * 1_000_000 + number * 10
            with store.transaction(durable="batch" if durable == "batch" else "each"):
                chain = thread([first, first + 1], title=f"thread {first} " + "with long words " * 40)
                store.threads.write(ADA, threads=both(chain), singles=[post(first + 5)])
                state = ReadingState(read_at=NOON, tags=(f"tag {first}",))
                store.reader.change(ADA.key, {chain.key: state}, label=f"mark {first}")
            print(first, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
