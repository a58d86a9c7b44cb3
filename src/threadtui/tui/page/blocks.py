"""The blocks of a page: the header, one block per post, the end."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import groupby
from typing import Literal

from msgspec import Struct

from threadtui.models import Aside, Gap, Post, Thread
from threadtui.tui.glyphs import Glyphs
from threadtui.tui.page.extras import extras
from threadtui.tui.page.lines import Line, Part, flowed, indented, wrapped
from threadtui.tui.when import day, plural, relative, span, stamp

View = Literal["posts", "numbered"]
WORDS_A_MINUTE = 230
"""How fast people read prose on a screen: 238 words a minute on average (Brysbaert 2019, non-fiction), rounded down."""
PAUSE = timedelta(days=1)


class PageStyle(Struct, frozen=True, kw_only=True):
    """How pages look, whatever the thread: the reader's settings and what the terminal can show."""

    view: View = "posts"
    times: Literal["relative", "absolute"] = "relative"
    glyphs: Glyphs
    clock: Callable[[], datetime]


class Frame(Struct, frozen=True, kw_only=True):
    """What every block needs: the thread and its words, the width in cells, the style, and which asides are open."""

    thread: Thread
    words: int
    width: int
    style: PageStyle
    open_asides: frozenset[str]
    """keys of the first posts of the asides that are open"""
    gaps: dict[str | None, Gap]
    asides: dict[str, tuple[Aside, ...]]

    @classmethod
    def of(cls, thread: Thread, words: int, width: int, style: PageStyle, open_asides: frozenset[str]) -> "Frame":
        """The frame of a thread, with its gaps and asides by the post they belong to."""
        by_post = sorted(thread.asides, key=lambda aside: aside.from_)
        return cls(
            thread=thread,
            words=words,
            width=width,
            style=style,
            open_asides=open_asides,
            gaps={gap.before: gap for gap in thread.gaps},
            asides={key: tuple(group) for key, group in groupby(by_post, key=lambda aside: aside.from_)},
        )

    def time(self, at: datetime, *, day_only: bool) -> str:
        """A post's time as the settings want it."""
        if self.style.times == "absolute" or day_only:
            return stamp(at, day_only=day_only)
        return relative(at, self.style.clock())


def reading_minutes(words: int) -> int:
    """Minutes that a text of so many words takes, at least one."""
    return max(1, round(words / WORDS_A_MINUTE))


def header(frame: Frame) -> list[Line]:
    """Author, date, size and the ledger. No title: it would only repeat the first sentence."""
    thread, dot = frame.thread, f" {frame.style.glyphs.dot} "
    author = thread.author
    lines = [Line(), *wrapped(author.display_name or f"@{author.handle}", frame.width, "title")]
    if author.display_name:
        lines += wrapped(f"@{author.handle}", frame.width, "meta")
    lines.append(Line())
    first = thread.posts[0] if thread.posts else None
    dated = day(thread.created_at, day_only=bool(first and first.day_only)) if thread.created_at else "undated"
    facts = [dated, plural(len(thread.posts), "post"), f"{reading_minutes(frame.words)} min read"]
    lines += wrapped(dot.join(facts), frame.width, "meta")
    quiet, loud = ledger(thread)
    if loud:
        lines += wrapped(dot.join(loud), frame.width, "loud")
    if quiet:
        lines += wrapped(dot.join(quiet), frame.width, "meta")
    if first and first.in_reply_to and (first.reply_handle or first.reply_author):
        lines += wrapped(f"starts as a reply to @{first.reply_handle or first.reply_author}", frame.width, "meta")
    return [*lines, Line((Part(frame.style.glyphs.rule * frame.width, "rule"),)), Line()]


def ledger(thread: Thread) -> tuple[list[str], list[str]]:
    """What is held of what is known: the quiet facts, and the loud ones that say that something is missing."""
    book = thread.ledger
    loud = []
    if thread.stub:
        loud.append(f"a preview: {book.posts_held} of {book.posts_known or 'more'} posts")
    elif book.posts_known is not None and book.posts_held < book.posts_known:
        loud.append(f"{book.posts_held} of {book.posts_known} posts held")
    if book.gaps:
        loud.append(plural(book.gaps, "gap"))
    if book.truncated:
        loud.append(f"{plural(book.truncated, 'post')} cut by the source")
    quiet = []
    if book.boundaries_guessed:
        quiet.append("post boundaries are guessed")
    if book.aside_posts:
        quiet.append(plural(book.aside_posts, "side post"))
    if book.media_missing:
        quiet.append(f"{plural(book.media_missing, 'attachment')} not stored")
    return [*quiet, *book.notes], loud


def post_block(frame: Frame, number: int) -> list[Line]:
    """The post with index ``number`` of the main line, with what stands before it and hangs from it."""
    post = frame.thread.posts[number]
    lines = list(_before(frame, number))
    gutter = 0
    if frame.style.view == "numbered":
        digits = max(2, len(str(len(frame.thread.posts))))
        gutter = digits + 2
        body = _body(frame, post, frame.width - gutter, number)
        lines += [*indented(body[:1], f"{number + 1:>{digits}}  "), *indented(body[1:], " " * gutter)]
    else:
        lines += _body(frame, post, frame.width, number)
    # Every line of a post's block knows the post, and those below the text stand at its end: a position never falls
    # between two posts, and a blank line does not lead back to where the post begins.
    lines = [line if line.post else line._replace(post=post.key) for line in lines]
    below = Line(post=post.key, offset=len(post.text))
    for aside in frame.asides.get(post.key, ()):
        lines += [below, *indented(_aside(frame, aside, frame.width - gutter), " " * gutter)]
    return [*lines, below]


def end_block(frame: Frame) -> list[Line]:
    """What stands under the last post."""
    thread, glyphs = frame.thread, frame.style.glyphs
    lines: list[Line] = []
    last = frame.gaps.get(None)
    if last:
        lines += [*_gap(last, frame), Line()]
    if thread.stub:
        known = thread.ledger.posts_known
        lines += wrapped(
            f"This is a preview: {len(thread.posts)} of {known or 'more'} posts. To get the rest, save the thread's "
            "page in a browser, then press u and give the file's path.",
            frame.width,
            "loud",
        )
        if thread.permalink:
            lines += wrapped(thread.permalink, frame.width, "link")
        lines.append(Line())
    middle = f"{glyphs.rule * 3} end {glyphs.rule * 3}"
    return [*lines, Line((Part(middle.center(frame.width).rstrip(), "rule"),))]


def _before(frame: Frame, number: int) -> Iterator[Line]:
    """A gap, or a long pause, in front of a post."""
    posts = frame.thread.posts
    gap = frame.gaps.get(posts[number].key)
    if gap:
        yield from _gap(gap, frame)
        yield Line()
    if number and (pause := _pause(posts[number - 1], posts[number])):
        yield Line((Part(f"{frame.style.glyphs.rule * 3} {span(pause)} later", "rule"),))
        yield Line()


def _pause(earlier: Post, later: Post) -> timedelta | None:
    if not earlier.created_at or not later.created_at:
        return None
    length = later.created_at - earlier.created_at
    return length if length >= PAUSE else None


def _gap(gap: Gap, frame: Frame) -> list[Line]:
    what = f"{plural(gap.count, 'post')} missing here" if gap.count else "posts are missing here"
    lead = f"{frame.style.glyphs.rule * 3} "
    return wrapped(what, frame.width, "loud", before="    ", first=lead)


def _aside(frame: Frame, aside: Aside, width: int) -> list[Line]:
    """A side branch: one line while closed, its posts behind a bar while open."""
    glyphs = frame.style.glyphs
    is_open = aside.posts[0].key in frame.open_asides
    hint = "" if is_open else f" {glyphs.dot} Enter opens"
    head = f"{glyphs.branch} {plural(len(aside.posts), 'side post')}{hint}"
    lines = [Line((Part(head, "meta"),), aside.posts[0].key)]
    if is_open:
        for number, post in enumerate(aside.posts):
            if number:
                lines.append(Line((Part(glyphs.bar, "meta"),), post.key))
            lines += indented(_body(frame, post, width - 2, None), f"{glyphs.bar} ")
    return lines


def _body(frame: Frame, post: Post, width: int, number: int | None) -> list[Line]:
    """A post's own lines: its mark line (in the posts view), a warning, the text, what hangs on it."""
    lines: list[Line] = []
    if frame.style.view == "posts" or number is None:
        lines += wrapped(_mark_line(frame, post, number), width, "meta")
    if post.content_warning:
        lines += wrapped(f"content warning: {post.content_warning}", width, "loud")
    lines += flowed(post.text, post.spans, width, post.key)
    lines += [line._replace(offset=len(post.text)) for line in extras(post, width, frame.style.glyphs)]
    marks = _marks(post)
    if frame.style.view == "numbered" and marks and number is not None:
        lines += wrapped(", ".join(marks), width, "meta")
    return [line._replace(post=post.key) for line in lines]


def _mark_line(frame: Frame, post: Post, number: int | None) -> str:
    """Number, time and marks of a post. A time that reads like the one of the post above is not said again."""
    facts = [] if number is None else [str(number + 1)]
    before = frame.thread.posts[number - 1] if number else None
    if time := _time(frame, post, before):
        facts.append(time)
    return f" {frame.style.glyphs.dot} ".join([*facts, *_marks(post)])


def _time(frame: Frame, post: Post, before: Post | None) -> str:
    """A post's time, without what the post above has said: nothing where it reads the same, the clock on one day."""
    if post.created_at is None:
        return ""
    said = frame.time(post.created_at, day_only=post.day_only)
    if before is None or before.created_at is None:
        return said
    above = frame.time(before.created_at, day_only=before.day_only)
    if said == above:
        return ""
    today = day(post.created_at, day_only=post.day_only)
    return said.removeprefix(today).lstrip() if above.startswith(today) else said


def _marks(post: Post) -> list[str]:
    marks = []
    if post.edited_at or post.revisions:
        marks.append("edited")
    if post.truncated:
        marks.append("cut by the source")
    if post.vanished_at:
        marks.append(f"gone at the source since {day(post.vanished_at)}")
    return marks
