"""What a post's key tells: its place in time, and whether it is a real id."""

import re
from datetime import datetime

X_EPOCH_MS = 1288834974657
X_FIRST_TIMED_ID = 3 * 10**14
"""ids from here on carry the millisecond of their creation (November 2010)"""
_TID_LETTERS = "234567abcdefghijklmnopqrstuvwxyz"
_TID = re.compile(f"[{_TID_LETTERS}]{{13}}")
_LAST_NUMBER = re.compile(r"[0-9]+(?=[^0-9]*$)", re.ASCII)

KeyOrder = tuple[int, int, str]


def is_page_key(key: str) -> bool:
    """Whether the key was made from a copied page, so that it only stands in for a real one."""
    return key.startswith("page:")


def moment_ms(key: str) -> int | None:
    """The millisecond since 1970 that the id itself carries, where it does: X from 2010 on, Bluesky."""
    network, _, name = key.partition(":")
    if network == "x" and name.isascii() and name.isdigit() and int(name[:20]) >= X_FIRST_TIMED_ID:
        return (int(name[:20]) >> 22) + X_EPOCH_MS
    if network == "bluesky" and _TID.fullmatch(name.rpartition("/")[2]):
        return _tid(name.rpartition("/")[2]) // 1000
    return None


def _tid(name: str) -> int:
    """Microseconds since 1970 of a Bluesky record key; its last ten bits number the clock."""
    number = 0
    for letter in name:
        number = number * 32 + _TID_LETTERS.index(letter)
    return number >> 10


def key_order(key: str, created_at: datetime | None = None) -> KeyOrder:
    """Sorts posts by age: by what the id tells, else by the time given, then by the number in the id.

    X ids older than those that carry a time sort by number before all others.
    """
    network, _, name = key.partition(":")
    number = _LAST_NUMBER.search(name.partition("/")[2] or "1" if network == "page" else name)
    serial = int(number.group()[-20:]) if number else 0
    moment = moment_ms(key)
    if moment is None:
        timed = created_at is not None and not (network == "x" and name.isdigit())
        moment = int(created_at.timestamp() * 1000) if created_at is not None and timed else 0
    return moment, serial, key
