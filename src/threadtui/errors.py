"""The errors that a reader may meet. Bugs are not among them: those crash loudly.

Every one carries what is wrong and what to do, a line each, in plain words::

    ThreadTUIError(message, hint)
    ├── UsageError            the command was used wrongly                     exit 2
    ├── InputError            a file or text cannot be read as threads         exit 1
    │   ├── UnknownFormat     no source knows what this is
    │   └── NoThread          the source knows the format, but no post is in it
    ├── LibraryError          the library cannot be used                       exit 1
    │   ├── LibraryReadOnly   it may be read, not written
    │   ├── LibraryNewer      it was written by a later version
    │   ├── LibraryDamaged    a file is unreadable and no backup could stand in
    │   └── LibraryBusy       another process holds the lock
    ├── NotFound              no thread or author of that name                 exit 1
    │   └── Ambiguous         more than one has that name
    └── SettingsError         the settings file says something unknown         exit 1

They are caught at two places only: the reader's ``report()`` and the exit of the command line.
"""

from typing import ClassVar


class ThreadTUIError(Exception):
    """Something that the person at the terminal can do something about.

    ``message`` says what is wrong and ``hint`` what to do: each one line, without a final stop.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(ThreadTUIError):
    """The command line was used wrongly."""

    exit_code = 2


class InputError(ThreadTUIError):
    """A file or text cannot be read as threads."""


class UnknownFormat(InputError):
    """No source recognises the input."""


class NoThread(InputError):
    """The format is known, but the input holds no post."""


class LibraryError(ThreadTUIError):
    """The library cannot be used."""


class LibraryReadOnly(LibraryError):
    """The library may be read, not written."""


class LibraryNewer(LibraryError):
    """The library was written by a later version of ThreadTUI."""


class LibraryDamaged(LibraryError):
    """A file of the library is unreadable and no backup could stand in."""


class LibraryBusy(LibraryError):
    """Another process holds the library's lock."""


class NotFound(ThreadTUIError):
    """No thread or author of that name."""


class Ambiguous(NotFound):
    """More than one thread or author has that name."""


class SettingsError(ThreadTUIError):
    """The settings say something that ThreadTUI does not know."""
