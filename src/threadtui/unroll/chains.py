"""Which post hangs on which: edges, cycles. Posts are numbers here, their place in age order.

Trees whose own parent is missing are joined in :mod:`threadtui.unroll.orphans`; what a thread then looks like is
made in :mod:`threadtui.unroll.assembly`. Everything is iterative: chains may be long.
"""

import msgspec

from threadtui.models import Conversation, Post
from threadtui.text import is_page_key, key_order
from threadtui.unroll.people import People, PostIndex

NONE = -1


class Chains:
    """The own posts of a conversation as trees of self-replies.

    ``parent`` and ``root`` hold a number for each post; ``missing`` the key of the own post that it answers and that
    is not held; ``below`` the own post under which an answer to somebody else stands; ``cut`` the posts whose reply led
    back to themselves.
    """

    def __init__(self, conversation: Conversation) -> None:
        self.people = People(conversation.authors, conversation.network)
        self.index = PostIndex(conversation)
        scope = None if conversation.author is None else self.people.key(conversation.author)
        own = [p for p in self.index.by_key.values() if scope is None or self.people.key(p.author) == scope]
        own.sort(key=lambda post: key_order(post.key, post.created_at))
        self.posts = own
        self.number = {post.key: n for n, post in enumerate(own)}
        self.missing: dict[int, str] = {}
        self.below: dict[int, int] = {}
        self.cut: set[int] = set()
        self.parent = [NONE] * len(own)
        self._link()
        self._cut_cycles()
        self.grow()

    def find(self, key: str | None, author: str) -> int:
        """The number of the own post of that key or alias, if it is by that author."""
        post = self.index.get(key)
        if post is None or self.people.key(post.author) != self.people.key(author):
            return NONE
        return self.number.get(post.key, NONE)

    def main_line(self, start: int) -> list[int]:
        """The longest chain from a post on; among equals the one whose posts are older."""
        line = [start]
        while self.children[line[-1]]:
            line.append(self.main_child(line[-1]))
        return line

    def main_child(self, number: int) -> int:
        """The child with the longest subtree, ties to the earliest."""
        return max(self.children[number], key=lambda child: (self.height[child], -child))

    def _link(self) -> None:
        climbed: dict[str, int] = {}
        told = self._told_missing()
        for number, post in enumerate(self.posts):
            if post.in_reply_to is None:
                continue
            parent = self.index.get(post.in_reply_to)
            if parent is not None and self.people.key(parent.author) == self.people.key(post.author):
                self.parent[number] = self.number[parent.key]
            elif parent is None and (self._answers_itself(post) or self._is_silent_among(told, post)):
                self.missing[number] = post.in_reply_to
            else:
                # The conversation first: it is told by the post itself, so that it holds whoever else came along.
                above = self.find(post.conversation, post.author)
                if parent is not None:
                    self.posts[number] = self._with_addressee(post, parent)
                    if above in (NONE, number):
                        above = self._own_above(parent, post.author, climbed)
                if above not in (NONE, number):
                    self.below[number] = above

    def _told_missing(self) -> set[tuple[str, str]]:
        """Author and key of each post that is not held and of which some answer tells that it is by the same author."""
        return {
            (self.people.key(post.author), post.in_reply_to)
            for post in self.posts
            if post.in_reply_to is not None and self.index.get(post.in_reply_to) is None and self._answers_itself(post)
        }

    def _is_silent_among(self, told: set[tuple[str, str]], post: Post) -> bool:
        """Whether the post does not tell whom it answers, but another answer to the same post does."""
        silent = post.reply_author is None and post.reply_handle is None
        return silent and (self.people.key(post.author), post.in_reply_to) in told

    def _answers_itself(self, post: Post) -> bool:
        """Whether the parent, which is not held, is by the same author, as far as the post tells."""
        if post.reply_author is not None:
            return self.people.key(post.reply_author) == self.people.key(post.author)
        if post.reply_handle is not None:
            return post.reply_handle.lower() == self.people.author(post.author).handle.lower()
        own_conversation = self.find(post.conversation, post.author)
        return is_page_key(post.in_reply_to or "") or own_conversation not in (NONE, self.number[post.key])

    def _with_addressee(self, post: Post, parent: Post) -> Post:
        """The post with the name of whom it answers: the parent, which is held, knows better than the post."""
        handle = self.people.handle(parent.author) or post.reply_handle
        if (parent.author, handle) == (post.reply_author, post.reply_handle):
            return post
        return msgspec.structs.replace(post, reply_author=parent.author, reply_handle=handle)

    def _own_above(self, post: Post, author: str, climbed: dict[str, int]) -> int:
        """The nearest post of ``author`` above somebody else's ``post``; ``climbed`` remembers the way, per author."""
        own = self.people.key(author)
        way: list[str] = []
        at: Post | None = post
        found = NONE
        while at is not None and self.people.key(at.author) != own:
            step = f"{own} {at.key}"
            if step in climbed:
                found, at = climbed[step], None
                break
            climbed[step] = NONE
            way.append(step)
            at = self.index.get(at.in_reply_to)
        if at is not None:
            found = self.number[at.key]
        climbed.update(dict.fromkeys(way, found))
        return found

    def _cut_cycles(self) -> None:
        """Break every circle of replies before its oldest post."""
        done = [False] * len(self.posts)
        for start in range(len(self.posts)):
            way: dict[int, None] = {}
            at = start
            while at != NONE and not done[at] and at not in way:
                way[at] = None
                at = self.parent[at]
            if at in way:
                steps = list(way)
                oldest = min(steps[steps.index(at) :])
                self.parent[oldest] = NONE
                self.cut.add(oldest)
            for step in way:
                done[step] = True

    def grow(self) -> None:
        """Children, heights, roots and sizes of all trees."""
        count = len(self.posts)
        self.children: list[list[int]] = [[] for _ in range(count)]
        for number, parent in enumerate(self.parent):
            if parent != NONE:
                self.children[parent].append(number)
        self.root = list(range(count))
        downward = [number for number in range(count) if self.parent[number] == NONE]
        for number in downward:
            for child in self.children[number]:
                self.root[child] = self.root[number]
                downward.append(child)
        self.height = [1] * count
        self.size = [1] * count
        for number in reversed(downward):
            parent = self.parent[number]
            if parent != NONE:
                self.height[parent] = max(self.height[parent], self.height[number] + 1)
                self.size[parent] += self.size[number]
