"""The fixtures of the sources, and the folder of real samples where a developer has one."""

import os
from pathlib import Path

from threadtui.errors import ThreadTUIError
from threadtui.models import Conversation, Post, Thread
from threadtui.sources.base import FileSource, Input, Skipped
from threadtui.unroll import unroll

ROOT = Path(__file__).parents[2]
SAMPLES = Path(os.environ.get("THREADTUI_SAMPLES") or ROOT.parent / "shared" / "samples")


def fixtures(source: FileSource) -> list[Path]:
    """The fixture files of a source: all in the folder that is called like its module."""
    return sorted((ROOT / "tests" / "data" / type(source).__module__.rpartition(".")[2]).iterdir())


def page(folder: str, name: str) -> Input:
    """One fixture."""
    return Input(name=name, data=(ROOT / "tests" / "data" / folder / name).read_bytes())


def conversations(source: FileSource, item: Input) -> list[Conversation]:
    """All conversations in an input; what was skipped is left out."""
    return [found for found in source.read(item) if isinstance(found, Conversation)]


def outcome(source: FileSource, item: Input) -> list[Conversation | Skipped] | ThreadTUIError:
    """What reading comes to: all that is in the input, or the refusal in words."""
    try:
        return list(source.read(item))
    except ThreadTUIError as refusal:
        return refusal


def threads(source: FileSource, item: Input) -> list[Thread]:
    """All threads in an input; each conversation must be exactly one."""
    found = []
    for conversation in conversations(source, item):
        unrolled = unroll(conversation)
        assert (len(unrolled.threads), unrolled.singles) == (1, ())
        found.append(unrolled.threads[0])
    return found


def texts(posts: tuple[Post, ...]) -> list[str]:
    """What the posts say."""
    return [post.text for post in posts]
