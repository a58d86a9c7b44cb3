"""What a person may call a thread by: an address of any known shape, a key, or the beginning of an id.

Pure: from what was typed to the names under which the library may know it. Fetching an address is not done here.
"""

import re
from urllib.parse import urlsplit

from threadtui.models import id_part

_ID_IN_PATH = {
    "x.com": (re.compile(r"/status(?:es)?/(\d+)"), "x:"),
    "twitter.com": (re.compile(r"/status(?:es)?/(\d+)"), "x:"),
    "threadreaderapp.com": (re.compile(r"^/(?:thread|scrolly)/(\d+)"), "x:"),
    "bsky.app": (re.compile(r"^/profile/(did:[^/]+/)post/(\w+)"), "bluesky:"),
}
_BLUESKY_RECORD = re.compile(r"at://(did:[^/]+/)app\.bsky\.feed\.post/(\w+)")


def is_address(ref: str) -> bool:
    """Whether ``ref`` is an address, not a name of something in the library."""
    return re.match(r"(?:https?|at)://", ref.strip(), re.IGNORECASE) is not None


def calls(name: str, key: str) -> bool:
    """Whether ``name`` is a beginning of the id part of ``key``, or of the whole with some of the id part in it."""
    return id_part(key).startswith(name) or (id_part(name) != "" and key.startswith(name))


def names_in(ref: str) -> list[str]:
    """What to look for, the surest first: keys and permalinks for an address, else ``ref`` itself.

    Nothing but spaces names nothing.
    """
    ref = ref.strip()
    if not is_address(ref):
        return [ref] if ref else []
    record = _BLUESKY_RECORD.match(ref)
    if record:
        return ["bluesky:" + "".join(record.groups())]
    try:
        parts = urlsplit(ref)
        host = re.sub(r"^(?:www|mobile|m)\.", "", (parts.hostname or "").lower())
    except ValueError:
        return []
    pattern, network = _ID_IN_PATH.get(host, (None, ""))
    found = pattern.search(parts.path) if pattern else None
    plain = parts._replace(scheme=parts.scheme.lower(), query="", fragment="").geturl()
    names = [network + "".join(found.groups())] if found else []
    return [*names, ref, plain, plain.rstrip("/")]
