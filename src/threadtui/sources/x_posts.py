"""What every source of posts from X shares: keys, times and permalinks made from ids and handles."""

import re
from datetime import UTC, datetime

from threadtui.models import Author

_EPOCH_MS = 1288834974657
_FIRST_DATED_ID = 3 * 10**14
_LAST_DATED_ID = 2**63 - 1
_HANDLE = re.compile(r"[A-Za-z0-9_]{1,20}")
_STATUS = re.compile(
    r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/([A-Za-z0-9_]{1,20})/status(?:es)?/([0-9]{1,19})(?![0-9])",
    re.IGNORECASE,
)


def post_key(post_id: str) -> str:
    """The key of the post with this id."""
    return f"x:{post_id}"


def posted_at(post_id: str) -> datetime | None:
    """When the post was written, to the millisecond: ids from 3·10^14 on (November 2010) carry it.

    Source: X's id layout, milliseconds since 1288834974657 above 22 bits.
    """
    number = int(post_id)
    if not _FIRST_DATED_ID <= number <= _LAST_DATED_ID:
        return None
    seconds, milliseconds = divmod((number >> 22) + _EPOCH_MS, 1000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=milliseconds * 1000)


def permalink(handle: str, post_id: str) -> str:
    """The address of a post."""
    return f"https://x.com/{handle}/status/{post_id}"


def status_link(text: str) -> tuple[str, str] | None:
    """Handle and post id of the first address of a post in ``text``; the handle "i" stands for an unknown one."""
    match = _STATUS.search(text)
    return (match[1], match[2]) if match else None


def is_handle(text: str) -> bool:
    """Whether ``text`` can be a handle, without @."""
    return _HANDLE.fullmatch(text) is not None


def author(handle: str, display_name: str = "", user_id: str | None = None, avatar_url: str | None = None) -> Author:
    """An author of X: keyed by the numeric id where known, else by the handle."""
    by_handle = f"x:@{handle.lower()}"
    return Author(
        key=f"x:{user_id}" if user_id else by_handle,
        handle=handle,
        display_name=display_name or handle,
        source="x",
        aliases=(by_handle,) if user_id else (),
        permalink=f"https://x.com/{handle}",
        avatar_url=avatar_url,
    )
