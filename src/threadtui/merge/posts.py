"""Two copies of one post → the post. Every field is joined by an order on its values, never by who came first.

A *version* is a text apart from its form: links, case and leading mentions do not count. Of the versions the newest
wins: that of the newest id (an edit on X has an id of its own), whole rather than cut, edited last. Other whole
versions stay as revisions; a text that was cut goes when a better one is there.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar
from urllib.parse import urlsplit

import msgspec

from threadtui.models import Media, Post, Revision, Span
from threadtui.text import is_page_key, key_order, normalise

T = TypeVar("T")

_ENCODER = msgspec.json.Encoder()
_LEADING_MENTIONS = re.compile(r"\s*(?:@[\w.@-]+\s+)*")
_NEVER = datetime.min.replace(tzinfo=UTC)
_Form = tuple[str, tuple[Span, ...]]


def merge_posts(a: Post, b: Post) -> Post:
    """One post of two copies of it; commutative, associative, idempotent.

    The copies may have different keys (an edited post, a page key): the newer real one stays, others become aliases.
    ``sources`` are sorted, since no order of imports may show.
    """
    if a == b:
        return a
    key = max(a.key, b.key, key=_key_rank)
    best = max(a, b, key=_version_rank)
    text, spans, revisions = _texts(a, b, best)
    dates = [(post.day_only, post.created_at) for post in (a, b) if post.created_at is not None]
    day_only, created_at = min(dates, default=(a.day_only or b.day_only, None))
    return Post(
        key=key,
        author=better_author_key(a.author, b.author),
        text=text,
        created_at=created_at,
        day_only=day_only,
        edited_at=best.edited_at,
        spans=spans,
        in_reply_to=best_of(_key_rank, a.in_reply_to, b.in_reply_to),
        reply_author=best_of(_author_rank, a.reply_author, b.reply_author),
        reply_handle=best_of(_plain_rank, a.reply_handle, b.reply_handle),
        conversation=best_of(_key_rank, a.conversation, b.conversation),
        permalink=best_of(_plain_rank, a.permalink, b.permalink),
        media=_merge_media(a.media, b.media),
        quote=best_of(_richness, a.quote, b.quote),
        card=best_of(_richness, a.card, b.card),
        poll=best_of(_richness, a.poll, b.poll),
        content_warning=max(a.content_warning, b.content_warning, key=_plain_rank),
        revisions=revisions,
        vanished_at=min((at for at in (a.vanished_at, b.vanished_at) if at), default=None),
        truncated=best.truncated,
        aliases=tuple(sorted({a.key, b.key, *a.aliases, *b.aliases} - {key})),
        sources=tuple(sorted({*a.sources, *b.sources})),
    )


def taken_over(copy: Post, real: Post) -> Post:
    """What a copied page's post adds to the real one: its key, its media, where it came from. The real text stays."""
    return msgspec.structs.replace(
        copy,
        key=real.key,
        author=real.author,
        text=real.text,
        spans=real.spans,
        truncated=real.truncated,
        edited_at=real.edited_at,
        in_reply_to=None,
        reply_author=None,
        reply_handle=None,
        conversation=None,
        aliases=(*copy.aliases, copy.key),
    )


def stands_in(copy: Post, real: Post) -> Post:
    """A copied page's post, known to be (a part of) this real one, less the texts that the real one holds already."""
    held = [_fingerprint(text) for text in (real.text, *(revision.text for revision in real.revisions))]

    def is_new(text: str) -> bool:
        return not any(_fingerprint(text) in known for known in held)

    revisions = tuple(r for r in copy.revisions if r.until is not None or is_new(r.text))
    if is_new(copy.text):
        revisions += (Revision(text=copy.text, spans=copy.spans),)
    return msgspec.structs.replace(taken_over(copy, real), revisions=revisions)


def better_author_key(a: str, b: str) -> str:
    """Of two keys of one author the lasting one: an id rather than a handle."""
    return max(a, b, key=_author_rank)


def best_of(rank: Callable[[T], Any], *values: T | None) -> T | None:
    """The highest of the values that are known."""
    return max((value for value in values if value is not None), key=rank, default=None)


def _key_rank(key: str) -> tuple[bool, int, int, str]:
    return (not is_page_key(key), *key_order(key))


def _author_rank(key: str) -> tuple[bool, str]:
    return ":@" not in key, key


def _plain_rank(text: str) -> tuple[int, str]:
    return len(text), text


def _richness(value: object) -> tuple[int, bytes]:
    encoded = _ENCODER.encode(value)
    return len(encoded), encoded


def _fingerprint(text: str) -> str:
    """What the forms of one version have in common."""
    return normalise(_LEADING_MENTIONS.sub("", text, count=1))


def _version_rank(post: Post) -> tuple[object, ...]:
    mark = _fingerprint(post.text)
    return _key_rank(post.key), not post.truncated, post.edited_at or _NEVER, len(mark), mark


def _form_rank(form: _Form) -> tuple[int, str, int, bytes]:
    text, spans = form
    return len(text), text, len(spans), _ENCODER.encode(spans)


def _texts(a: Post, b: Post, best: Post) -> tuple[str, tuple[Span, ...], tuple[Revision, ...]]:
    """The text and spans of the winning version, each in its richest form, and what remains of the other versions.

    A revision whose end a source told is history and stays; others stay while no such one has the same text.
    """
    forms: dict[str, _Form] = {}
    cut = [post for post in (a, b) if post.truncated]
    whole = [post for post in (a, b) if not post.truncated]
    earlier = (*a.revisions, *b.revisions)
    for text, spans in [(p.text, p.spans) for p in whole] + [(r.text, r.spans) for r in earlier]:
        mark = _fingerprint(text)
        forms[mark] = max(forms.get(mark, (text, spans)), (text, spans), key=_form_rank)
    winner = _fingerprint(best.text)
    if best.truncated:
        form = max(((p.text, p.spans) for p in cut if _version_rank(p) == _version_rank(best)), key=_form_rank)
    else:
        form = forms[winner]
    told = {(r.until, _fingerprint(r.text)) for r in earlier if r.until is not None}
    untold = set(forms) - {mark for _, mark in told}
    if not best.truncated:
        untold.discard(winner)
    ends: list[tuple[datetime | None, str]] = [*sorted(told), *((None, mark) for mark in sorted(untold))]
    revisions = (Revision(text=forms[mark][0], spans=forms[mark][1], until=until) for until, mark in ends)
    return *form, tuple(revisions)


def _merge_media(a: tuple[Media, ...], b: tuple[Media, ...]) -> tuple[Media, ...]:
    """The fuller list; two lists of the same items complete each other."""
    names = [tuple(map(_media_name, media)) for media in (a, b)]
    if names[0] != names[1]:
        return max((names[0], a), (names[1], b), key=lambda pair: (len(pair[0]), pair[0]))[1]
    return tuple(map(_merge_item, a, b))


def _media_name(media: Media) -> str:
    """What the addresses of one image have in common at every size and host; empty for a mere "there was an image"."""
    if media.url is None:
        return media.sha256 or ""
    name = urlsplit(media.url).path.rpartition("/")[2]
    return name.partition(".")[0] or media.url


def _merge_item(a: Media, b: Media) -> Media:
    return Media(
        kind=max(a.kind, b.kind),
        url=best_of(_plain_rank, a.url, b.url),
        alt=max(a.alt, b.alt, key=_plain_rank),
        sha256=best_of(_plain_rank, a.sha256, b.sha256),
        width=best_of(int, a.width, b.width),
        height=best_of(int, a.height, b.height),
    )
