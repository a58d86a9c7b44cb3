"""Conversation → threads: the rules of unrolling. Pure: the same posts in any order give the same threads.

No post is lost: each own post stands in exactly one thread (main line, an aside, or the author's answers to other
people) or among the singles. A post is on the main line after the post it answers; edges are author and parent id,
never nearness or time. What is missing becomes a gap.

Joining copies of one post, and several imports, is :mod:`threadtui.merge`'s part and comes before.
"""

from threadtui.unroll.assembly import Unrolled, as_conversation, summarise, unroll
from threadtui.unroll.hints import continues_in, pauses

__all__ = ["Unrolled", "as_conversation", "continues_in", "pauses", "summarise", "unroll"]
