"""Copies → one: the same posts from several imports and sources. Pure; no post and no text is ever lost.

:func:`merge_posts` and :func:`merge` are commutative, associative and idempotent, so that the same posts in one import
or in ten, in any order, give the same result. Copied pages without ids are joined to real posts in
:mod:`threadtui.merge.copies`. What the posts then are as threads is :mod:`threadtui.unroll`'s part.
"""

from threadtui.merge.conversations import merge
from threadtui.merge.copies import join_copy, same_thread
from threadtui.merge.posts import merge_posts

__all__ = ["join_copy", "merge", "merge_posts", "same_thread"]
