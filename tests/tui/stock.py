"""A small library to read in, made anew for each test: two authors, threads with everything that a page can show."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from threadtui.library.opening import Library, open_library
from threadtui.models import (
    Author,
    Conversation,
    Ledger,
    LinkCard,
    Media,
    Poll,
    PollOption,
    Post,
    Quote,
    Revision,
    Span,
    Thread,
    ThreadFacts,
)
from threadtui.settings import ReaderSettings, Settings
from threadtui.store import open_store
from threadtui.tui import ReaderRequest
from threadtui.tui.glyphs import Glyphs
from threadtui.tui.page import Page, PageStyle, View
from threadtui.unroll import summarise, unroll

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
KEEPER = Author(key="x:1", handle="fog_keeper", display_name="The Fog Keeper", source="x")
BAKER = Author(key="x:2", handle="slow_baker", display_name="Slow Baker", source="x")
SENTENCE = "The lamp went round and the fog stood still, and nobody in the harbour slept before the bell had stopped. "


def post(number: int, text: str, author: Author = KEEPER, **more: object) -> Post:
    """A post whose id is ``number`` and whose time is as many minutes after :data:`START`."""
    at = START + timedelta(minutes=number)
    return Post(key=f"x:{number}", author=author.key, text=text, created_at=at, **more)  # type: ignore[arg-type]


def chain(first: int, texts: list[str], author: Author = KEEPER) -> list[Post]:
    """Posts that each answer the one before."""
    return [
        post(first + at, words, author, in_reply_to=f"x:{first + at - 1}" if at else None)
        for at, words in enumerate(texts)
    ]


def rich_thread() -> list[Post]:
    """A thread with a link, an image, a quote, a card, a poll, an edit, a warning, a side branch and a gap."""
    linked = "See the tables at https://fog.example/tables today"
    return [
        post(1, "1/6 Notes from a night of fog"),
        post(2, linked, in_reply_to="x:1", spans=(Span(start=18, end=44, kind="link", target=linked[18:44]),)),
        post(3, "An image", in_reply_to="x:2", media=(Media(kind="image", alt="a lamp in fog"),)),
        post(
            4,
            "A quote and a card",
            in_reply_to="x:3",
            quote=Quote(text="Fog is only low cloud.", handle="cloud_clerk", display_name="Cloud Clerk"),
            card=LinkCard(url="https://fog.example/card", title="On fog", description="A short history"),
            revisions=(Revision(text="A quote"),),
        ),
        post(
            6,
            "5/6 Which bell?",
            in_reply_to="x:5",
            conversation="x:1",
            content_warning="bells",
            poll=Poll(options=(PollOption(text="north", votes=3), PollOption(text="south", votes=1))),
        ),
        post(7, "6/6 Good night.", in_reply_to="x:6", conversation="x:1"),
        post(8, "A side remark on lamps", in_reply_to="x:2"),
    ]


def stock_threads() -> list[Thread]:
    """All threads of the library."""
    nights = [f"Night {number}. {SENTENCE * 3}" for number in range(2, 41)]
    long = [f"Forty nights of fog\n\n{SENTENCE * 3}", *nights]
    stub = chain(300, ["A preview of a thread on bread", "its second post", "and its third, which"], BAKER)
    conversations = [
        Conversation(network="x", authors=(KEEPER,), posts=tuple(rich_thread())),
        Conversation(network="x", authors=(KEEPER,), posts=tuple(chain(100, long))),
        Conversation(
            network="x", authors=(KEEPER,), posts=tuple(chain(200, ["Two posts only.", "This is the second."]))
        ),
        Conversation(
            network="x",
            authors=(BAKER,),
            posts=tuple(stub),
            facts=(ThreadFacts(root="x:300", stub=True, posts_known=5),),
        ),
        Conversation(network="x", authors=(BAKER,), posts=tuple(chain(400, ["Flour first.", "Water after."], BAKER))),
    ]
    return [thread for one in conversations for thread in unroll(one).threads]


def thread_of(posts: list[Post], author: Author = KEEPER) -> Thread:
    """The one thread that these posts make."""
    (thread,) = unroll(Conversation(network="x", authors=(author,), posts=tuple(posts))).threads
    return thread


def plain_thread(texts: list[str]) -> Thread:
    """A thread of exactly these texts, whatever they say; a post a minute."""
    posts = tuple(chain(1, texts))
    return Thread(
        key="x:1",
        author=KEEPER,
        title="A thread",
        source="x",
        posts=posts,
        ledger=Ledger(posts_held=len(posts)),
        created_at=START,
    )


def style_for(
    view: View = "posts",
    times: Literal["relative", "absolute"] = "absolute",
    clock: Callable[[], datetime] = lambda: START,
) -> PageStyle:
    """How pages look in tests: UTF-8 signs, times that do not pass."""
    return PageStyle(view=view, times=times, glyphs=Glyphs(), clock=clock)


def page_of_stock(thread: Thread) -> Page:
    """The page of a thread at a usual width."""
    return Page(thread, 50, 60, style_for())


async def stocked(folder: Path) -> Library:
    """A library with :func:`stock_threads` in it."""
    store = open_store(folder / "library", lock_folder=folder / "locks")
    for author in (KEEPER, BAKER):
        own = [thread for thread in stock_threads() if thread.author.key == author.key]
        with store.transaction():
            store.threads.write(author, threads=[(thread, summarise(thread)) for thread in own])
    store.close()
    return await open_library(folder / "library", lock_folder=folder / "locks")


def request(library: Library, **more: object) -> ReaderRequest:
    """What the command line would ask the reader for."""
    settings = Settings(reader=ReaderSettings(times="absolute"))
    return ReaderRequest(**{"library": library, "home": library, "settings": settings, **more})  # type: ignore[arg-type]
