"""Times as people read them. Days and months are in English, clocks in the reader's own time zone."""

from datetime import datetime, timedelta

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(at: datetime, *, day_only: bool = False) -> str:
    """``22 Nov 2020``; a time that names only a day is not moved into another zone."""
    local = at if day_only else at.astimezone()
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}"


def stamp(at: datetime, *, day_only: bool = False) -> str:
    """``22 Nov 2020 14:05``, without the clock where only the day is known."""
    if day_only:
        return day(at, day_only=True)
    return f"{day(at)} {at.astimezone():%H:%M}"


def relative(at: datetime, now: datetime) -> str:
    """``5 minutes ago``, ``3 days ago``; the day itself from a month on."""
    seconds = (now - at).total_seconds()
    if seconds < 60:
        return "just now" if seconds > -60 else day(at)
    for size, name in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            count = int(seconds // size)
            return day(at) if name == "day" and count > 30 else f"{plural(count, name)} ago"
    return day(at)


def span(length: timedelta) -> str:
    """``3 days``, ``2 months``, ``1 year``: how long a pause was."""
    days = length.days
    if days >= 365:
        return plural(days // 365, "year")
    if days >= 60:
        return plural(days // 30, "month")
    return plural(days, "day")


def plural(count: int, noun: str) -> str:
    """``1 post``, ``2 posts``, ``12,000 posts``."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
