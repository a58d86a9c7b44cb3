"""ThreadTUI: a terminal reader for threads."""

__version__ = "0.1.0"
