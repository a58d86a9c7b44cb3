"""What is named becomes bytes and the source that reads them; what is too large is refused before any work."""

import io
from pathlib import Path

import pytest

from threadtui.errors import InputError, UnknownFormat
from threadtui.library.inputs import read_input

MIB = 1024 * 1024
END = b"\n\xe2\x80\xa2 \xe2\x80\xa2 \xe2\x80\xa2\n\nKeep Current with Ada Reads\n\nMore from @ada_reads\n"
LONG = b"".join(b"The %dth line about the tides, long enough to be a post.\n" % number for number in range(3000))


@pytest.mark.parametrize("piped", [False, True], ids=["file", "pipe"])
def test_a_long_copy_is_known_by_its_end(tmp_path: Path, piped: bool) -> None:
    file = tmp_path / "copy.txt"
    file.write_bytes(LONG + END)
    opened = read_input("-", stdin=io.BytesIO(LONG + END)) if piped else read_input(str(file))
    assert opened.source.name == "threadreader-text"
    assert opened.item.data == LONG + END


def test_what_is_not_recognised_hints_at_the_choice() -> None:
    with pytest.raises(UnknownFormat) as caught:
        read_input("-", stdin=io.BytesIO(LONG))
    assert "--source" in caught.value.hint
    assert read_input("-", stdin=io.BytesIO(LONG), source="threadreader-text").item.data == LONG


@pytest.mark.parametrize(
    ("data", "source", "most"),
    [
        (END + b"\n" * 16 * MIB, None, 16),
        (b'<p class="content-tweet">' + b"\n" * 16 * MIB, None, 16),
        (END + b"\n" * 16 * MIB, "threadreader", 16),
        (b"\n" * (128 * MIB + 1), "json", 128),
        (b"\n" * (128 * MIB + 1), None, 128),
    ],
    ids=["text", "html", "named", "json", "anything"],
)
def test_what_is_too_large_is_refused(data: bytes, source: str | None, most: int) -> None:
    with pytest.raises(InputError, match=f"is too large: .* of more than {most} MiB is read"):
        read_input("-", stdin=io.BytesIO(data), source=source)
