"""Bent, cut and shuffled pages: nothing but an error in words may come out, and never an unclean text."""

from hypothesis import example, given, settings
from hypothesis import strategies as st
from source_inputs import fixtures, outcome

from threadtui.errors import ThreadTUIError
from threadtui.models import Conversation
from threadtui.sources import SOURCES
from threadtui.sources.base import FileSource, Input
from threadtui.text import clean
from threadtui.unroll import unroll

FIXTURES = [(source, path.read_bytes()) for source in SOURCES for path in fixtures(source)]
TOKENS = st.sampled_from(
    [
        b"<",
        b">",
        b"</div>",
        b'<div class="content-tweet" id="tweet_">',
        b'<div class="thread-card">',
        b'<div class="content-tweet" data-tweet="99999999999999999999">',
        b'data-tweet="0"',
        b'data-time="999999999999999999"',
        b"<br/>",
        b"<hr>",
        b'<sup class="tw-permalink">',
        b"<iframe data-tweet-id='\xc2\xb2'>",
        b"\n",
        b"\n\n",
        b"---\n",
        b"More from @x_y\n",
        b"22 Nov\n",
        b"Jul 1, 0000\n",
        b"Read 0 tweets\n",
        b"Read 99999999999999 tweets\n",
        b" Image",
        b"[**a** b](c) [",
        b"[![](](x)",
        b"### Tweet 1\n**Source:** <https://x.com/a/status/1>\n",
        b"\x1b[31m",
        b"\xe2\x80\xae",
        b"\xff",
        b"\0",
        b"null",
        b"{",
        b"]",
        b'"',
        b"\\ud800",
    ]
)
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 60), TOKENS | st.binary(max_size=6)), max_size=6)


def bent(data: bytes, edits: list[tuple[float, int, bytes]], cut: float) -> bytes:
    """The bytes with a few stretches replaced by something else, then cut off."""
    for where, length, token in edits:
        at = int(where * len(data))
        data = data[:at] + token + data[at + length :]
    return data[: int(cut * len(data))]


def read_whatever(source: FileSource, data: bytes) -> None:
    source.recognise(data)
    found = outcome(source, Input(name="bent", data=data))
    if isinstance(found, ThreadTUIError):
        assert "\n" not in found.message + found.hint
        return
    for conversation in found:
        if isinstance(conversation, Conversation):
            assert all(clean(post.text) == post.text for post in conversation.posts)
            unrolled = unroll(conversation)
            held = sum(len(thread.every_post()) for thread in unrolled.threads) + len(unrolled.singles)
            assert held == len(conversation.posts)


@given(which=st.sampled_from(FIXTURES), edits=EDITS, cut=st.floats(0.2, 1))
@settings(deadline=None, max_examples=400)
def test_a_bent_fixture_is_read_or_refused_in_words(
    which: tuple[FileSource, bytes], edits: list[tuple[float, int, bytes]], cut: float
) -> None:
    source, data = which
    read_whatever(source, bent(data, edits, cut))


@given(parts=st.lists(TOKENS | st.binary(max_size=30), max_size=20), source=st.sampled_from(SOURCES))
@settings(deadline=None, max_examples=300)
@example(parts=[b"[" * 5000], source=SOURCES[1])
@example(parts=[b"![" * 5000], source=SOURCES[1])
@example(parts=[b"More from @x_y\n", b"[**" * 5000], source=SOURCES[1])
@example(parts=[b"<a " * 5000], source=SOURCES[0])
def test_anything_at_all_is_read_or_refused_in_words(parts: list[bytes], source: FileSource) -> None:
    read_whatever(source, b"".join(parts))
