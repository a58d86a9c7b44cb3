"""What hangs on a post besides its text: images, quotes, link cards, polls. Each becomes a few lines."""

from collections.abc import Iterator

from threadtui.models import LinkCard, Media, Poll, Post, Quote
from threadtui.tui.glyphs import Glyphs
from threadtui.tui.page.lines import Line, Part, wrapped
from threadtui.tui.when import day, plural


def extras(post: Post, width: int, glyphs: Glyphs) -> Iterator[Line]:
    """The lines under a post's text, a blank one in front of each kind."""
    for part in (
        [line for media in post.media for line in _media(media, width)],
        _quote(post.quote, width, glyphs) if post.quote else [],
        _card(post.card, width, glyphs) if post.card else [],
        _poll(post.poll, width, glyphs) if post.poll else [],
    ):
        if part:
            yield Line()
            yield from part


def _media(media: Media, width: int) -> list[Line]:
    return wrapped(f"[{media.kind}: {media.alt or 'no description'}]", width, "meta")


def _quote(quote: Quote, width: int, glyphs: Glyphs) -> list[Line]:
    who = " ".join(part for part in (quote.display_name, f"@{quote.handle}" if quote.handle else None) if part)
    head = f"{who or 'quoted post'}{f' {glyphs.dot} {day(quote.created_at)}' if quote.created_at else ''}"
    bar = f"{glyphs.bar} "
    lines = wrapped(head, width, "meta", before=bar)
    if quote.text:
        lines += wrapped(quote.text, width, "quote", before=bar)
    elif quote.permalink:
        lines += wrapped(quote.permalink, width, "link", before=bar)
    return lines


def _card(card: LinkCard, width: int, glyphs: Glyphs) -> list[Line]:
    bar = f"{glyphs.bar} "
    lines = wrapped(card.title, width, "quote", before=bar) if card.title else []
    if card.description:
        lines += wrapped(card.description, width, "meta", before=bar)
    return lines + wrapped(card.url, width, "link", before=bar)


def _poll(poll: Poll, width: int, glyphs: Glyphs) -> list[Line]:
    total = sum(option.votes or 0 for option in poll.options)
    lines: list[Line] = []
    for option in poll.options:
        share = f"{round(100 * option.votes / total):3d}%  " if option.votes is not None and total else f"{glyphs.dot} "
        lines += wrapped(option.text, width, "text", before=" " * len(share), first=share)
    known = any(option.votes is not None for option in poll.options)
    foot = plural(total, "vote") if known else "votes unknown"
    return [*lines, Line((Part(f"poll {glyphs.dot} {foot}", "meta"),))]
