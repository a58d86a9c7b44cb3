"""Threads as hypothesis makes them: unrolled from made conversations, so that they are what a library may hold."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from threadtui.models import (
    Author,
    Conversation,
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
from threadtui.text import clean
from threadtui.unroll import unroll

AUTHOR = Author(key="x:4401001", handle="ada_reads", display_name="Ada 📚", source="x", aliases=("x:@ada_reads",))
OTHER = Author(key="x:@bo_binds", handle="bo_binds", display_name="Bo", source="x")
URLS = st.sampled_from(["https://a.example/x?y=1#z", "http://b.example/é", "https://c.example/(d)"])
TEXTS = st.text(
    alphabet=st.one_of(st.sampled_from('ab \n"\\/#@é👩🏽\u200d🚀אב\u0939\u093f\u0915…'), st.characters(codec="utf-8")),
    max_size=40,
).map(clean)
TIMES = st.datetimes(datetime(2007, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))
MEDIA = st.builds(
    Media,
    kind=st.sampled_from(["image", "video", "gif"]),
    url=st.none() | URLS,
    alt=TEXTS,
    width=st.none() | st.integers(1, 9),
)
QUOTES = st.builds(
    Quote,
    text=TEXTS,
    handle=st.none() | st.just("bo_binds"),
    post=st.none() | st.just("x:7"),
    created_at=st.none() | TIMES,
)
POLLS = st.builds(
    Poll,
    options=st.lists(st.builds(PollOption, text=TEXTS, votes=st.none() | st.integers(0, 9)), max_size=3).map(tuple),
    multiple=st.booleans(),
    ends_at=st.none() | TIMES,
)


@st.composite
def posts(draw: st.DrawFn, number: int) -> Post:
    """The post of that number: it answers an earlier one, nothing, one that is missing, or somebody else."""
    text = draw(TEXTS)
    end = draw(st.integers(0, len(text)))
    parent = draw(st.sampled_from([None, f"x:{400 * 10**12 + 10**6}", "x:99", *(_key(n) for n in range(number))]))
    return Post(
        key=_key(number),
        author=AUTHOR.key,
        text=text,
        created_at=draw(st.none() | TIMES),
        spans=(Span(start=0, end=end, kind="link", target=draw(URLS)),) if end else (),
        in_reply_to=parent,
        reply_author=AUTHOR.key if parent and parent != "x:99" else None,
        permalink=draw(st.none() | URLS),
        media=tuple(draw(st.lists(MEDIA, max_size=2))),
        quote=draw(st.none() | QUOTES),
        card=draw(st.none() | st.builds(LinkCard, url=URLS, title=TEXTS, description=TEXTS)),
        poll=draw(st.none() | POLLS),
        content_warning=draw(TEXTS),
        revisions=draw(
            st.just(()) | st.builds(lambda text, at: (Revision(text=text, until=at),), TEXTS, st.none() | TIMES)
        ),
        truncated=draw(st.booleans()),
        sources=("threadreader",),
    )


def _key(number: int) -> str:
    return f"x:{500 * 10**12 + number * 10**9}"


@st.composite
def threads(draw: st.DrawFn) -> tuple[Thread, ...]:
    """All the threads of one made conversation: with asides, gaps, answers to others, stubs."""
    made = [draw(posts(number)) for number in range(draw(st.integers(1, 8)))]
    stranger = Post(key="x:99", author=OTHER.key, text="And you?", in_reply_to=made[0].key)
    known = draw(st.none() | st.integers(1, 20))
    facts = ThreadFacts(
        root=made[0].key,
        stub=draw(st.booleans()) and (known is None or known > len(made)),
        posts_known=known,
        boundaries_guessed=draw(st.booleans()),
        created_at=draw(st.none() | TIMES),
        aliases=draw(st.sampled_from([(), ("page:00ff",)])),
        notes=draw(st.sampled_from([(), ("It was told so.",)])),
    )
    conversation = Conversation(
        network="x", authors=(AUTHOR, OTHER), posts=(*made, stranger), author=AUTHOR.key, facts=(facts,)
    )
    return unroll(conversation).threads
