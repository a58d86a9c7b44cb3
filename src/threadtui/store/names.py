"""Names of files and folders in a library: readable, safe on every file system, and the same on every machine."""

import hashlib

from threadtui import text

_READABLE = 60
"""longest readable part, in bytes: with the hash and ``.json`` a name stays below 100"""


def digest(key: str) -> str:
    """Sixteen hexadecimal digits that stand for a key: two keys that differ in case alone differ here too."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def name_for(readable: str, key: str) -> str:
    """A name for what ``key`` stands for: a slug of ``readable`` (may come out empty) and the key's hash."""
    words = text.slug(readable)[:_READABLE].strip("-")
    return f"{words}-{digest(key)}" if words else digest(key)


def digest_in(name: str) -> str:
    """The hash at the end of a name that :func:`name_for` made."""
    return name.removesuffix(".json").rpartition("-")[2]
