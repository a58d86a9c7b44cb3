"""One post of a Thread Reader App page, from its HTML to a draft: text, spans, media, quote, card.

What a page is made of is not told here, only what stands inside a post. The tree is walked without recursion: a
page may be nested deeper than Python's stack.
"""

import re
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from threadtui.models import LinkCard, Media, Quote, Span, SpanKind
from threadtui.sources import x_posts
from threadtui.sources.threadreader import Draft
from threadtui.text import clean, clean_spans, safe_url

_SKIPPED_TAGS = frozenset({"script", "style", "noscript", "template", "form", "button", "svg", "head", "title"})
_SPACE = re.compile(r"[ \t\n\r\f]+")
_YOUTUBE = re.compile(r"(?:youtube(?:-nocookie)?\.com/embed/|youtu\.be/)([\w-]{6,20})")
_NO_ALT = frozenset({"image", "video", "gif"})


def classes(node: LexborNode) -> frozenset[str]:
    """The node's class names."""
    return frozenset((node.attributes.get("class") or "").split())


def attribute(node: LexborNode | None, name: str) -> str:
    """An attribute's value, empty where the node or the attribute is missing."""
    return ((node.attributes.get(name) if node else None) or "").strip()


def plain(node: LexborNode | None) -> str:
    """The visible text of a short element on one line, cleaned."""
    return " ".join(clean(node.text()).split()) if node else ""


def draft(nodes: Sequence[LexborNode], post_id: str | None = None) -> Draft:
    """Read one post from the nodes that hold it, in order."""
    walker = _Walker(_boxed_links(nodes))
    for node in nodes:
        walker.walk(node)
    return walker.draft(post_id)


def is_post(node: LexborNode) -> bool:
    """Whether the element is a post of the page's thread, not one of a preview card."""
    if "content-tweet" not in classes(node):
        return False
    return attribute(node, "id").startswith("tweet_") or bool(attribute(node, "data-tweet"))


def _picture(img: LexborNode) -> str | None:
    """The address of a picture, whether or not it was loaded when the page was saved."""
    return safe_url(attribute(img, "data-src")) or safe_url(attribute(img, "src"))


class _Walker:
    """Collects what one post holds while its nodes pass by."""

    def __init__(self, boxed: frozenset[str]) -> None:
        self._boxed = boxed
        self._parts: list[str] = []
        self._length = 0
        self._spans: list[Span] = []
        self._linked: set[str] = set()
        self._media: list[Media] = []
        self._quote: Quote | None = None
        self._cards: list[LinkCard] = []

    def draft(self, post_id: str | None) -> Draft:
        """What was collected."""
        text, spans = clean_spans("".join(self._parts).rstrip(), self._spans)
        card = self._cards[0] if self._cards else None
        return Draft(text=text, spans=spans, media=tuple(self._media), quote=self._quote, card=card, id=post_id)

    def walk(self, root: LexborNode) -> None:
        """Read ``root`` and all below it that belongs to the same post."""
        pending: list[LexborNode] = [root]
        while pending:
            node = pending.pop()
            if node.is_text_node:
                self._write(node.text_content or "")
            elif node.is_element_node and (node.mem_id == root.mem_id or not is_post(node)) and not self._take(node):
                pending.extend(reversed(list(_children(node))))

    def _take(self, node: LexborNode) -> bool:
        """Read an element that means something as a whole. False: its children are to be read one by one."""
        tag, names = node.tag or "", classes(node)
        if tag in _SKIPPED_TAGS or "tw-permalink" in names:
            return True
        if tag == "br":
            self._break()
        elif tag == "img":
            self._image(node)
        elif tag == "video":
            self._video(node, "gif" if node.attributes.get("loop", False) is not False else "video")
        elif tag == "iframe" or "entity-embed" in names:
            self._embed(node)
        elif "entity-url-preview" in names:
            self._card(node)
        elif tag == "a" and not node.css_first("img, video"):
            self._anchor(node, names)
        else:
            return False
        return True

    def _write(self, raw: str) -> None:
        text = _SPACE.sub(" ", raw)
        if text.startswith(" ") and (not self._parts or self._parts[-1].endswith((" ", "\n"))):
            text = text[1:]
        if text:
            self._append(text)

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _break(self) -> None:
        if self._parts:
            self._append("\n")

    def _anchor(self, node: LexborNode, names: frozenset[str]) -> None:
        url = safe_url(attribute(node, "href"))
        label = _SPACE.sub(" ", node.text() or "").strip()
        if "display:none" in attribute(node, "style").replace(" ", ""):
            self._hidden_link(label, url)
        elif "entity-mention" in names:
            self._link(label, url, "mention")
        elif "entity-hashtag" in names:
            self._link(label, None, "hashtag")
        else:
            self._link(label or (url or ""), url, "link")

    def _hidden_link(self, label: str, url: str | None) -> None:
        """A link that the page hides, since a box or another link shows it. What nothing shows is written out."""
        if url and url not in self._boxed and url not in self._linked:
            if self._parts and not self._parts[-1].endswith((" ", "\n")):
                self._append(" ")
            self._link(label or url, url, "link")

    def _link(self, label: str, url: str | None, kind: SpanKind) -> None:
        start = self._length
        self._write(label)
        if self._length > start and (url or kind != "link"):
            self._spans.append(Span(start=start, end=self._length, kind=kind, target=url))
            self._linked.update([url] if url else [])

    def _image(self, node: LexborNode) -> None:
        alt = clean(attribute(node, "alt"))
        if "emoji" in classes(node):
            self._write(alt)
        elif url := _picture(node):
            self._media.append(Media(kind="image", url=url, alt="" if alt.lower() in _NO_ALT else alt))

    def _video(self, node: LexborNode, kind: str) -> None:
        sources = [url for source in node.css("source") if (url := safe_url(attribute(source, "src")))]
        playable = [url for url in sources if ".mp4" in url] or sources
        fallback = safe_url(attribute(node, "src")) or safe_url(attribute(node, "poster"))
        url = playable[0] if playable else fallback
        if url:
            self._media.append(Media(kind="gif" if kind == "gif" else "video", url=url))

    def _embed(self, node: LexborNode) -> None:
        for frame in [node] if node.tag == "iframe" else node.css("iframe"):
            self._frame(frame)
        for block in node.css("blockquote"):
            self._blockquote(block)

    def _frame(self, frame: LexborNode) -> None:
        url = safe_url(attribute(frame, "data-src")) or safe_url(attribute(frame, "src"))
        quoted = attribute(frame, "data-tweet-id")
        if quoted.isdecimal() and quoted.isascii():
            self._quote = self._quote or Quote(
                post=x_posts.post_key(quoted),
                permalink=x_posts.permalink("i", quoted),
                created_at=x_posts.posted_at(quoted),
            )
        elif url:
            video = _YOUTUBE.search(url)
            address = f"https://www.youtube.com/watch?v={video[1]}" if video else url
            self._cards.append(LinkCard(url=address, title=clean(attribute(frame, "title"))))

    def _blockquote(self, block: LexborNode) -> None:
        links = [attribute(link, "href") for link in block.css("a")]
        found = [(link, status) for link in links if (status := x_posts.status_link(link))]
        if not found or self._quote:
            return
        handle, post_id = found[-1][1]
        words = block.css_first("p")
        self._quote = Quote(
            text=draft([words]).text if words else "",
            handle=handle if handle != "i" else None,
            permalink=x_posts.permalink(handle, post_id),
            post=x_posts.post_key(post_id),
            created_at=x_posts.posted_at(post_id),
        )

    def _card(self, node: LexborNode) -> None:
        links = [url for link in node.css("a") if (url := safe_url(attribute(link, "href")))]
        if not links:
            return
        title = plain(node.css_first("strong"))
        words = plain(node.css_first(".paragraph a"))
        image = node.css_first("img")
        picture = _picture(image) if image else None
        described = words.removeprefix(title).strip()
        self._cards.append(LinkCard(url=links[0], title=title, description=described, image_url=picture))


def _boxed_links(nodes: Sequence[LexborNode]) -> frozenset[str]:
    links = [link for node in nodes if node.is_element_node for link in node.css(".entity-url-preview a")]
    return frozenset(url for link in links if (url := safe_url(attribute(link, "href"))))


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child:
        yield child
        child = child.next
