"""How a Thread Reader App page is laid out: where its author, its posts and its preview cards are, in every era.

What stands inside a post is read by ``threadreader_markup``.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from selectolax.lexbor import LexborHTMLParser, LexborNode

from threadtui.models import Author, Conversation
from threadtui.sources import x_posts
from threadtui.sources.base import MOST_TEXT, Skipped
from threadtui.sources.threadreader import READ_N, Copied, Draft, conversation, count, thread_id
from threadtui.sources.threadreader_markup import attribute, classes, draft, is_post, plain
from threadtui.text import safe_url

_TITLE_HANDLE = re.compile(r"Thread by @([A-Za-z0-9_]{1,20})\b")
_POSTS_KNOWN = re.compile(r"([0-9][0-9,.]*) (?:tweets|posts)\b", re.IGNORECASE)
_AVATAR_ID = re.compile(r"threadreaderapp\.com/images/avatars/([0-9]{1,19})\.")
_ID = re.compile(r"[0-9]{1,19}")
_YEAR_2100 = 4102444800
_TOO_LONG = f"a post of more than {MOST_TEXT:,} characters"


class Page:
    """One parsed page. ``fields`` is the front matter it was wrapped in, ``source`` who reads it."""

    def __init__(self, tree: LexborHTMLParser, fields: dict[str, str], source: str) -> None:
        self._tree = tree
        self._fields = fields
        self._source = source
        bodies = _bodies(tree)
        self._bodies = [body for body in bodies if not _too_long(body)]
        self._left_out = len(bodies) - len(self._bodies)
        self._author = self._find_author()
        self._seen: set[str] = set()

    def thread(self) -> Iterator[Conversation | Skipped]:
        """The page's own thread, if it has one."""
        if self._left_out:
            yield Skipped(reason=_TOO_LONG, count=self._left_out)
        drafts = self._drafts()
        if not drafts or not self._author:
            return
        root_id = drafts[0].id or self._root_id(self._author.handle)
        self._seen.update(item.id for item in drafts if item.id)
        self._seen.update([root_id] if root_id else [])
        info = self._header(".thread-info")
        cut = info is not None and info.css_first(".content-tweet") is not None
        known = None if cut else _POSTS_KNOWN.search(plain(info))
        yield conversation(
            Copied(
                author=self._author,
                drafts=drafts,
                source=self._source,
                root_id=root_id,
                known=max(count(known[1]), len(drafts)) if known else None,
                at=_time(self._header(".thread-info [data-time]")),
            )
        )

    def cards(self) -> Iterator[Conversation | Skipped]:
        """The previews, each as a stub. One that shows what the page already gave is passed over."""
        for card in self._tree.css(".thread-card"):
            root_id = _linked_id(card)
            if root_id in self._seen:
                continue
            author = self._card_author(card)
            previews = _previews(card)
            if any(map(_too_long, previews)):
                yield Skipped(reason=_TOO_LONG)
                continue
            drafts = [item for item in map(draft, previews) if not item.empty]
            if not author or not drafts:
                yield Skipped(reason="a preview without an author or without text")
                continue
            self._seen.update([root_id] if root_id else [])
            button = READ_N.search(" ".join(link.text() for link in card.css("a, button")))
            yield conversation(
                Copied(
                    author=author,
                    drafts=drafts,
                    source=self._source,
                    root_id=root_id,
                    preview=True,
                    known=count(button[1]) if button else None,
                    at=_time(card.css_first("[data-time]")),
                )
            )

    def _drafts(self) -> list[Draft]:
        found: list[Draft] = []
        ids: set[str] = set()
        for body in self._bodies:
            post_id = _id(attribute(body[0], "data-tweet")) if body else None
            item = draft(body, post_id)
            if post_id in ids or (item.empty and not post_id):
                continue
            ids.update([post_id] if post_id else [])
            found.append(item)
        return found

    def _header(self, selector: str) -> LexborNode | None:
        return next((node for node in self._tree.css(selector) if not _within(node, "thread-card")), None)

    def _find_author(self) -> Author | None:
        image = self._header("img[data-twtrid]")
        handle = next((name for text in self._handle_hints() if (name := _handle(text))), "")
        if not handle:
            return None
        display = self._header(".twitter_name") or self._header(".username")
        user_id = _id(attribute(image, "data-twtrid"))
        return x_posts.author(handle, plain(display), user_id, safe_url(attribute(image, "src")))

    def _handle_hints(self) -> Iterator[str]:
        for selector in (".screenName a", ".screenName"):
            yield plain(self._header(selector))
        yield attribute(self._header("[data-screenname]"), "data-screenname")
        yield self._fields.get("author", "")
        title = _TITLE_HANDLE.search(plain(self._tree.css_first("title")))
        yield title[1] if title else ""
        yield from (handle for handle, _ in self._outer_links())

    def _outer_links(self) -> Iterator[tuple[str, str]]:
        """Handle and id of the posts that the page links to outside its posts and cards."""
        bodies = {node.mem_id for body in self._bodies for node in body}
        for link in self._tree.css("a[href]"):
            status = x_posts.status_link(attribute(link, "href"))
            if status and not _below(link, bodies) and not _within(link, "thread-card"):
                yield status

    def _root_id(self, handle: str) -> str | None:
        """The first post's id where posts carry none: the page's link to it at X, or the page's own address."""
        for linked, post_id in self._outer_links():
            if linked.lower() == handle.lower():
                return post_id
        for node in self._tree.css("link[rel=canonical], meta[property='og:url']"):
            if named := thread_id(attribute(node, "href") or attribute(node, "content")):
                return named
        return None

    def _card_author(self, card: LexborNode) -> Author | None:
        named = plain(card.css_first(".screenName")) or attribute(card.css_first(".screenName a"), "href")
        handle = _handle(named) or _handle(attribute(card.css_first(".username a"), "href"))
        if not handle or (self._author and handle.lower() == self._author.handle.lower()):
            return self._author
        image = safe_url(attribute(card.css_first("img"), "src"))
        user_id = _AVATAR_ID.search(image or "")
        return x_posts.author(handle, plain(card.css_first(".username")), user_id[1] if user_id else None, image)


def _bodies(tree: LexborHTMLParser) -> list[list[LexborNode]]:
    """The nodes of each post of the page's thread, in order."""
    posts = [[node] for node in tree.css(".content-tweet") if is_post(node) and not _within(node, "thread-card")]
    return posts or _pasted(tree)


def _pasted(tree: LexborHTMLParser) -> list[list[LexborNode]]:
    """The posts of a page that was pasted without the elements around each: rules stand between them."""
    mark = tree.css_first(".tw-permalink")
    holder = mark.parent if mark else None
    if not holder or _within(holder, "thread-card"):
        return []
    bodies: list[list[LexborNode]] = [[]]
    node = holder.child
    while node:
        if node.tag == "hr":
            bodies.append([])
        else:
            bodies[-1].append(node)
        node = node.next
    return bodies


def _too_long(body: list[LexborNode]) -> bool:
    return sum(len(node.text()) for node in body) > MOST_TEXT


def _previews(card: LexborNode) -> list[list[LexborNode]]:
    posts = card.css(".content-tweet") or card.css(".card-tweets, .card-tweetsv2")
    return [[node] for node in posts]


def _linked_id(card: LexborNode) -> str | None:
    holders = [card, *card.css("[data-link-href], a[href]")]
    links = [attribute(node, name) for node in holders for name in ("data-link-href", "href")]
    return next((post_id for link in links if (post_id := thread_id(link))), None)


def _above(node: LexborNode) -> Iterator[LexborNode]:
    above = node.parent
    while above:
        yield above
        above = above.parent


def _within(node: LexborNode, name: str) -> bool:
    return any(name in classes(above) for above in _above(node))


def _below(node: LexborNode, tops: set[int]) -> bool:
    return any(above.mem_id in tops for above in _above(node))


def _handle(text: str) -> str:
    """The handle in ``@name``, ``/user/name`` or the address of a profile; empty where there is none."""
    name = text.strip().partition("?")[0].rstrip("/").rpartition("/")[2].removeprefix("@")
    return name if x_posts.is_handle(name) else ""


def _id(text: str) -> str | None:
    return text if _ID.fullmatch(text) else None


def _time(node: LexborNode | None) -> datetime | None:
    seconds = int(_id(attribute(node, "data-time")) or 0)
    return datetime.fromtimestamp(seconds, UTC) if 0 < seconds < _YEAR_2100 else None
