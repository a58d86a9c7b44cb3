"""Plain text, linear: for pipes, for reading aloud, for keeping.

Nothing in it depends on colour, columns or position. What is no post's own text stands in square brackets.
"""

from collections.abc import Iterable, Iterator, Sequence

from threadtui.exporters.base import ExportOptions
from threadtui.exporters.words import count, gap_line, ledger_line, moment, thread_date
from threadtui.models import Aside, Gap, LinkCard, Media, Poll, Post, Quote, Span, Thread
from threadtui.text import wrap

_BETWEEN_POSTS = "---"
_BETWEEN_THREADS = "=" * 66


class TextExporter:
    """Writes threads as plain text."""

    name = "text"
    title = "Plain text"
    suffix = ".txt"

    def render(self, threads: Sequence[Thread], options: ExportOptions) -> bytes:
        """The threads one after another; UTF-8 with a final line end."""
        pages = ["\n\n".join(_Page(thread, options).blocks()) + "\n" for thread in threads]
        return f"\n{_BETWEEN_THREADS}\n\n".join(pages).encode()


class _Page:
    """One thread being written."""

    def __init__(self, thread: Thread, options: ExportOptions) -> None:
        self._thread = thread
        self._options = options
        self._gaps = {gap.before: gap for gap in thread.gaps}
        self._asides: dict[str, list[Aside]] = {}
        for aside in thread.asides:
            self._asides.setdefault(aside.from_, []).append(aside)

    def blocks(self) -> Iterator[str]:
        """Header and posts, each a block with blank lines around it."""
        yield "\n".join(self._header())
        for number, post in enumerate(self._thread.posts, start=1):
            yield _BETWEEN_POSTS
            yield from self._gap(self._gaps.get(post.key))
            label = f"[{number}/{len(self._thread.posts)}]" if self._options.view == "numbered" else ""
            yield from self._post(post, label)
            yield from self._hanging(post)
        yield from self._gap(self._gaps.get(None))
        yield from self._rest()
        if self._thread.replies:
            yield _BETWEEN_POSTS
            yield f"[{count(len(self._thread.replies), 'answer')} to other people below this thread not shown]"

    def _header(self) -> Iterator[str]:
        thread = self._thread
        yield from self._wrapped(thread.title)
        yield f"by {thread.author.display_name} (@{thread.author.handle})"
        yield from (line for line in (thread_date(thread), thread.permalink) if line)
        yield from self._wrapped(ledger_line(thread))

    def _rest(self) -> Iterator[str]:
        """What a preview leaves out, where the source told how much."""
        missing = (self._thread.ledger.posts_known or 0) - len(self._thread.posts)
        if self._thread.stub and missing > 0:
            yield _BETWEEN_POSTS
            yield f"[a preview: {count(missing, 'more post')} not held]"

    def _gap(self, gap: Gap | None) -> Iterator[str]:
        if gap:
            yield f"[{gap_line(gap)}]"

    def _hanging(self, post: Post) -> Iterator[str]:
        """The side branches of a post, and theirs, each in its place."""
        pending: list[Aside | Post | str] = [*reversed(self._asides.get(post.key, []))]
        while pending:
            item = pending.pop()
            if isinstance(item, Aside):
                begins = f"[a side branch of {count(len(item.posts), 'post')} begins]"
                pending += ["[the side branch ends]", *reversed(item.posts), begins]
            elif isinstance(item, Post):
                yield from self._gap(self._gaps.get(item.key))
                yield from self._post(item, "")
                pending += reversed(self._asides.get(item.key, []))
            else:
                yield item

    def _post(self, post: Post, label: str) -> Iterator[str]:
        facts = "\n".join(_facts(post))
        text = "\n".join(self._wrapped(post.text))
        warning = f"[content warning: {post.content_warning}]" if post.content_warning else ""
        yield from (block for block in (label, warning, text, facts) if block)

    def _wrapped(self, text: str) -> list[str]:
        if not self._options.width:
            return [text]
        return [text[start:end] for start, end in wrap(text, self._options.width)]


def _facts(post: Post) -> Iterator[str]:
    """What belongs to a post beside its text, a line each."""
    yield from _links(post.text, post.spans)
    yield from (_medium(medium) for medium in post.media)
    yield from _quote(post.quote) if post.quote else ()
    yield from [_card(post.card)] if post.card else ()
    yield from [_poll(post.poll)] if post.poll else ()
    if post.truncated:
        yield "[cut by the source]"
    if post.edited_at:
        yield f"[edited {moment(post.edited_at)}]"
    if post.vanished_at:
        yield f"[no longer at the source, {moment(post.vanished_at, day_only=True)}]"


def _links(text: str, spans: Iterable[Span]) -> Iterator[str]:
    """The whole address of each link whose text does not tell it."""
    for span in spans:
        if span.kind == "link" and span.target and _bare(span.target) != _bare(text[span.start : span.end]):
            yield f"[link: {span.target}]"


def _bare(url: str) -> str:
    return url.strip().removeprefix("https://").removeprefix("http://").rstrip("/")


def _medium(medium: Media) -> str:
    said = f"[{medium.kind}: {medium.alt}]" if medium.alt else f"[{medium.kind}]"
    return f"{said} {medium.url}" if medium.url else said


def _quote(quote: Quote) -> Iterator[str]:
    handle = f"@{quote.handle}" if quote.handle else ""
    who = f"{quote.display_name} ({handle})" if quote.display_name and handle else quote.display_name or handle
    when = moment(quote.created_at) if quote.created_at else ""
    yield f"[quotes {', '.join(part for part in (who or 'a post', when, quote.permalink) if part)}]"
    yield from (f"> {line}" for line in quote.text.split("\n") if quote.text)


def _card(card: LinkCard) -> str:
    said = ". ".join(part for part in (card.title, card.description) if part)
    return f"[link box: {said}] {card.url}" if said else f"[link box] {card.url}"


def _poll(poll: Poll) -> str:
    options = [
        option.text if option.votes is None else f"{option.text} ({count(option.votes, 'vote')})"
        for option in poll.options
    ]
    ends = f"; ends {moment(poll.ends_at)}" if poll.ends_at else ""
    return f"[poll: {'; '.join(options)}{ends}]"
