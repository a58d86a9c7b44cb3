"""Generate a library of any size, in the real shape: ``python benchmarks/generate.py FOLDER THREADS POSTS``.

The same arguments give the same library, but for the times at which it was written.
"""

import random
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from threadtui.models import Author, Conversation, Post
from threadtui.store import open_store
from threadtui.unroll import summarise, unroll

THREADS_PER_AUTHOR = 100
WORDS = (
    "the light over harbour was green and then it went out so we counted boats by ear until morning came with rain",
    "a keeper writes down what she sees not what it means wind south by west tide turning visibility four miles",
)
WORD_LIST = " ".join(WORDS).split()


def post_text(rng: random.Random) -> str:
    """Some 40 words, as long as posts are."""
    return " ".join(rng.choices(WORD_LIST, k=rng.randint(20, 48))).capitalize() + "."


def conversation(rng: random.Random, author: Author, first_id: int, size: int) -> Conversation:
    """One chain of ``size`` posts."""
    start = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=first_id)
    posts = tuple(
        Post(
            key=f"x:{first_id + number}",
            author=author.key,
            text=post_text(rng),
            created_at=start + timedelta(minutes=number),
            in_reply_to=f"x:{first_id + number - 1}" if number else None,
        )
        for number in range(size)
    )
    return Conversation(network="x", authors=(author,), posts=posts)


def generate(folder: Path, threads: int, posts: int, *, longest: int = 10_000) -> None:
    """``threads`` threads of ``posts`` posts in all, 100 an author; the first author has one of ``longest`` more."""
    rng = random.Random(20_260)
    store = open_store(folder, lock_folder=folder.parent / "locks")
    each, next_id = posts // threads, 1
    for number in range(threads // THREADS_PER_AUTHOR):
        key = f"x:{number + 1}"
        author = Author(key=key, handle=f"author_{number}", display_name=f"Author {number}", source="x")
        sizes = [each] * THREADS_PER_AUTHOR + ([longest] if number == 0 and longest else [])
        bodies = []
        for size in sizes:
            bodies += unroll(conversation(rng, author, next_id, size)).threads
            next_id += size
        with store.transaction():
            store.threads.write(author, threads=[(thread, summarise(thread)) for thread in bodies])
    store.index.catch_up()
    store.close()


if __name__ == "__main__":
    generate(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
