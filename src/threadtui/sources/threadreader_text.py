"""Thread Reader App pages as text: selected and copied, clipped to Markdown, or extracted post by post.

The layout of copies is read by ``threadreader_copy``. Extracts name every post's address under a heading of its own,
so nothing has to be guessed there; they are read here.
"""

import re
from collections.abc import Iterator

from threadtui.errors import InputError, NoThread
from threadtui.models import Author, Conversation
from threadtui.sources import x_posts
from threadtui.sources.base import Input, Skipped
from threadtui.sources.decoding import decode, front_matter, peek
from threadtui.sources.markdown import inline
from threadtui.sources.threadreader import (
    MAX_BYTES,
    PREVIEW_POSTS,
    Copied,
    Draft,
    check_length,
    conversation,
    count,
    thread_id,
)
from threadtui.sources.threadreader_copy import DOTS, KEEP, MISSING, MORE, TITLE, Copy, entities
from threadtui.sources.threadreader_guess import body_posts, preview_posts, resolve_days

_SECTION = re.compile(
    r"^### Tweet [0-9]+[ \t]*\n+\*\*Source:\*\*[ \t]*<?(https?://(?:twitter|x)\.com/[^\s<>]+)>?[ \t]*$", re.MULTILINE
)
_EXTRACT_COUNT = re.compile(r"^\*\*Tweets:\*\*[ \t]*([0-9]{1,6})[ \t]*$", re.MULTILINE)
_HTML = re.compile(r"\A\s*<|class=[\"'][^\"'>]{0,300}\b(?:content-tweet|thread-card|tw-permalink)\b")
_CHROME = re.compile(
    r"This Thread may be Removed Anytime!|Did Thread Reader help you today\?|Enter URL or ID to Unroll", re.IGNORECASE
)
_NAMED = 90
_FURNISHED = {0: 0, 1: 0, 2: 70}


class ThreadReaderText:
    """Reads copies of Thread Reader App pages as plain text or Markdown."""

    name = "threadreader-text"
    title = "Copied Thread Reader App page"
    reads = "pages of threadreaderapp.com copied as text or clipped to Markdown (.txt, .md)"
    max_bytes = MAX_BYTES

    def recognise(self, sample: bytes) -> int:
        """Judge by the page's own address or title, else by lines that the page puts around a thread."""
        text = peek(sample)
        if not text.strip() or text.lstrip()[0] in "{[" or _HTML.search(text):
            return 0
        if _SECTION.search(text):
            return _NAMED
        fields, rest = front_matter(text)
        lines = {line.strip("#* \t") for line in rest.split("\n")}
        titles = [fields.get("title", ""), *lines]
        if thread_id(fields.get("source", "")) or any(TITLE.fullmatch(line) for line in titles):
            return _NAMED
        marks = sum(any(mark.fullmatch(line) for line in lines) for mark in (DOTS, MISSING, KEEP, MORE, _CHROME))
        return _FURNISHED.get(marks, _NAMED)

    def read(self, item: Input) -> Iterator[Conversation | Skipped]:
        """Give the thread, then a stub for each preview below "More from".

        Raises NoThread where the copy holds no text of an author, InputError where it names no author or
        a text in it is longer than any post.
        """
        text = decode(item)
        found = list(self._extract(item.name, text) if _SECTION.search(text) else self._copy(item.name, text))
        if not found:
            raise NoThread(f"no post is in {item.name}", "copy the page from its first post down to its end")
        yield from found

    def _extract(self, name: str, text: str) -> Iterator[Conversation]:
        head, *sections = _SECTION.split(text)
        drafts: dict[str, Draft] = {}
        handle = ""
        for link, body in zip(sections[::2], sections[1::2], strict=True):
            if status := x_posts.status_link(link):
                check_length(body, name)
                handle = handle or status[0]
                read = inline(body, escapes=False)
                said, spans = entities(read.text, read.spans)
                drafts.setdefault(status[1], Draft(text=said, spans=spans, id=status[1]))
        if drafts:
            told = _EXTRACT_COUNT.search(head)
            known = max(count(told[1]), len(drafts)) if told else None
            author = x_posts.author(handle)
            yield conversation(Copied(author=author, drafts=[*drafts.values()], source=self.name, known=known))

    def _copy(self, name: str, text: str) -> Iterator[Conversation | Skipped]:
        copy = Copy(text, name)
        body = body_posts(copy.body())
        for draft in body:
            check_length(draft.text, name)
        entries = list(copy.entries())
        if not body and not entries:
            return
        if not copy.handle:
            raise InputError(f"{name} names no author", 'copy the page down to its line "More from @…"')
        author = x_posts.author(copy.handle, copy.display_name)
        if body:
            yield conversation(Copied(author=author, drafts=body, source=self.name, root_id=copy.root_id, guessed=True))
        yield from self._stubs(author, copy)

    def _stubs(self, author: Author, copy: Copy) -> Iterator[Conversation | Skipped]:
        entries = list(copy.entries())
        for entry, at in zip(entries, resolve_days([item.day for item in entries]), strict=True):
            drafts = preview_posts(entry.pieces, min(entry.known or PREVIEW_POSTS, PREVIEW_POSTS))
            if not drafts:
                yield Skipped(reason="a preview without text")
                continue
            yield conversation(
                Copied(
                    author=author,
                    drafts=drafts,
                    source=self.name,
                    root_id=entry.root_id,
                    preview=True,
                    known=entry.known,
                    guessed=True,
                    at=at,
                    day_only=True,
                )
            )
