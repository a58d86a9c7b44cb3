"""Images and videos by content: the same bytes are stored once, whatever posts show them."""

import hashlib
from pathlib import Path

from threadtui.store.files import LibraryFiles


class MediaStore:
    """``media/<ab>/<sha256>.<ext>``."""

    def __init__(self, files: LibraryFiles) -> None:
        self._files = files
        self._folder = files.folder / "media"

    def put(self, data: bytes, suffix: str) -> str:
        """Store bytes and return their SHA-256 in hexadecimal. ``suffix`` may have its dot; an odd one becomes bin."""
        sha256 = hashlib.sha256(data).hexdigest()
        if self.path(sha256) is None:
            plain = suffix.lower().removeprefix(".")
            safe = plain if plain.isascii() and plain.isalnum() and len(plain) <= 8 else "bin"
            self._files.write(self._folder / sha256[:2] / f"{sha256}.{safe}", data)
        return sha256

    def path(self, sha256: str) -> Path | None:
        """The file with these bytes, None where they are not stored."""
        return next((self._folder / sha256[:2]).glob(f"{sha256}.*"), None)
