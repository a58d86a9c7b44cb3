"""What a thread's ledger and gaps say, in words. Shared by every form that is read by people."""

from datetime import datetime

from threadtui.models import Gap, Ledger, Thread


def count(number: int, thing: str) -> str:
    """``1 post``, ``3 posts``."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def moment(at: datetime, *, day_only: bool = False) -> str:
    """A time in UTC as ``2020-11-22 14:05 UTC``, or its day alone."""
    return at.strftime("%Y-%m-%d") if day_only else at.strftime("%Y-%m-%d %H:%M UTC")


def thread_date(thread: Thread) -> str:
    """When the thread was written; empty where nobody knows."""
    if thread.created_at is None:
        return ""
    return moment(thread.created_at, day_only=bool(thread.posts) and thread.posts[0].day_only)


def ledger_line(thread: Thread) -> str:
    """The ledger as one sentence: what is held of what is known, and what was cut or guessed."""
    ledger = thread.ledger
    known = ledger.posts_known
    held = f"{ledger.posts_held} of {count(known, 'post')}" if known else count(ledger.posts_held, "post")
    parts = [f"{held} (a preview)" if thread.stub else held, *_more(ledger)]
    return "; ".join(parts) + "." + "".join(f" {note}" for note in ledger.notes)


def gap_line(gap: Gap) -> str:
    """A gap in words."""
    if gap.count:
        return f"{count(gap.count, 'post')} {'is' if gap.count == 1 else 'are'} missing here"
    return "posts are missing here"


def _more(ledger: Ledger) -> list[str]:
    counted = [
        (ledger.aside_posts, "{} on side branches", "post"),
        (ledger.gaps, "{} where posts are missing", "gap"),
        (ledger.truncated, "{} cut by the source", "post"),
        (
            ledger.media_missing,
            "{} not stored",
            "picture or video" if ledger.media_missing == 1 else "pictures or video",
        ),
    ]
    parts = [words.format(count(number, thing)) for number, words, thing in counted if number]
    if ledger.boundaries_guessed:
        parts.append("where one post ends and the next begins is a guess")
    return parts + [f"{check.source} asked on {moment(check.at, day_only=True)}" for check in ledger.checked]
