"""Inputs of our own for the commands: a copied page, and threads as our own JSON."""

import json

BODY = [
    "Gardens teach patience, and they teach it slowly. A thread about soil, worms and waiting.",
    "Soil is not dirt. Dirt is what you sweep out of the kitchen; soil is what you would never sweep away.",
    "So wait. Dig less than you want to, water more than you think, and write down what came up.",
]
PREVIEWS = {
    "22 Nov": ("Tools, again. I own four spades and use one of them, and here is the reason why.", 4),
    "29 Sep 20": ("On compost: everything rots in the end, but some of it rots in the wrong order.", 5),
}
FURNITURE = ["Keep Current with", "Missing some Tweet", "PDF", "Profile picture", "Read all threads", "Try unrolling"]


def copied_page(handle: str = "ada_reads", name: str = "Ada Reads") -> str:
    """A page as it is when its text is selected and copied."""
    previews = "".join(
        f"{date}\n{text}\nThe second post of it, which stands here to be a post.\nAnd the third.\nRead {count} tweets\n"
        for date, (text, count) in PREVIEWS.items()
    )
    body = "\n".join(BODY)
    return f"""{body}

• • •

Missing some Tweet in this thread? You can try to force a refresh
 

Keep Current with {name}

{name} Profile picture

Stay in touch and get notified when new unrolls are available from this author!

Read all threads

This Thread may be Removed Anytime!

PDF

Twitter may remove this content at anytime! Save it as PDF for later use!

Try unrolling a thread yourself!

More from @{handle}

{previews}
"""


def own_thread(first: int, texts: list[str], handle: str = "ada_reads", author: str = "x:77") -> str:
    """A thread as ``show --format json`` prints it, its posts numbered from ``first``."""
    keys = [f"x:{first + at}" for at in range(len(texts))]
    posts = [
        {"key": key, "author": author, "text": text, "in_reply_to": parent}
        for key, text, parent in zip(keys, texts, [None, *keys], strict=False)
    ]
    thread = {
        "key": keys[0],
        "author": {"key": author, "handle": handle, "display_name": handle, "source": "x"},
        "title": texts[0],
        "source": "x",
        "posts": posts,
        "ledger": {"posts_held": len(posts)},
    }
    return json.dumps(thread)
