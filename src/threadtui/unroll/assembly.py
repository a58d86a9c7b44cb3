"""Trees of posts → threads: main line, asides, gaps, ledger; and threads back to conversations, for merging."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec
from msgspec import Struct

from threadtui.models import (
    Aside,
    Conversation,
    Gap,
    Ledger,
    Post,
    SourceCheck,
    Thread,
    ThreadFacts,
    ThreadSummary,
)
from threadtui.text import is_page_key, title_of, word_count
from threadtui.unroll.chains import NONE, Chains
from threadtui.unroll.hints import gaps_of, number_hints
from threadtui.unroll.orphans import reattach

CYCLE_NOTE = "Some posts were given as answers to each other in a circle; it was cut before the oldest."


class Unrolled(Struct, frozen=True):
    """What a conversation holds of its author's (or of every author's) posts, oldest first."""

    threads: tuple[Thread, ...]
    singles: tuple[Post, ...]
    """posts that are no thread yet"""


class _Tree(Struct, frozen=True):
    """A tree of posts that is a thread, with what belongs to it."""

    root: int
    facts: tuple[ThreadFacts, ...]
    missing: tuple[int, ...]
    replies: tuple[int, ...]
    cut: bool


def unroll(conversation: Conversation) -> Unrolled:
    """Find the threads of ``conversation.author``, or of every author where that is None.

    A thread has two posts or more on its main line and asides, or is a stub, or is one post beside which others are
    known to be missing. Other people's posts only help to find what answers what. What a source says of a thread
    (``facts``) goes to the thread that holds ``facts.root``.
    """
    chains = Chains(conversation)
    if chains.missing:
        reattach(chains)
    facts = _facts_by_root(conversation, chains)
    roots = [n for n in range(len(chains.posts)) if chains.parent[n] == NONE]
    kept = {n for n in roots if chains.size[n] > 1 or n in chains.missing or _is_known_longer(facts.get(n, ()))}
    replies = _replies(conversation, chains, [n for n in roots if n not in kept], kept)
    missing: dict[int, list[int]] = defaultdict(list)
    for number in chains.missing:
        missing[chains.root[number]].append(number)
    cut = {chains.root[number] for number in chains.cut}
    threads = [
        _thread(
            chains,
            _Tree(n, tuple(facts.get(n, ())), tuple(missing.get(n, ())), tuple(replies.get(n, ())), n in cut),
            conversation.network,
        )
        for n in roots
        if n in kept
    ]
    taken = kept.union(*replies.values())
    return Unrolled(tuple(threads), tuple(chains.posts[n] for n in roots if n not in taken))


def _is_known_longer(facts: Sequence[ThreadFacts]) -> bool:
    """Whether a post alone is only the beginning, as its sources say."""
    return _is_stub(facts, 1) or (_told(facts) or 0) > 1


def _told(facts: Iterable[ThreadFacts]) -> int | None:
    return max((fact.posts_known for fact in facts if fact.posts_known is not None), default=None)


def _is_stub(facts: Sequence[ThreadFacts], held: int) -> bool:
    """Whether all sources gave but a preview, and it has not been filled since."""
    told = _told(facts)
    return bool(facts) and all(fact.stub for fact in facts) and (told is None or told > held)


def _facts_by_root(conversation: Conversation, chains: Chains) -> dict[int, list[ThreadFacts]]:
    found: dict[int, list[ThreadFacts]] = defaultdict(list)
    for fact in conversation.facts:
        names = (chains.number.get(chains.index.key(key), NONE) for key in (fact.root, *fact.aliases))
        number = next((n for n in names if n != NONE), NONE)
        if number != NONE:
            found[chains.root[number]].append(fact)
    return found


def _replies(
    conversation: Conversation, chains: Chains, singles: Sequence[int], kept: set[int]
) -> dict[int, list[int]]:
    """For each thread the single posts in which its author answers other people below it."""
    below = dict(chains.below)
    for fact in conversation.facts:
        root = chains.number.get(chains.index.key(fact.root), NONE)
        for key in fact.replies:
            number = chains.number.get(chains.index.key(key), NONE)
            if number not in chains.below and NONE not in (root, number):
                below[number] = min(root, below.get(number, root))
    found: dict[int, list[int]] = defaultdict(list)
    above: dict[int, int] = {}
    for number in singles:
        root = _thread_above(number, below, chains.root, kept, above)
        if root != NONE:
            found[root].append(number)
    return found


def _thread_above(
    number: int, below: dict[int, int], roots: Sequence[int], kept: set[int], above: dict[int, int]
) -> int:
    """The thread that a single answer stands below, maybe by way of other answers; ``above`` remembers the way."""
    way: list[int] = []
    while number not in kept and number not in above:
        above[number] = NONE
        way.append(number)
        number = roots[below[number]] if number in below else number
    found = number if number in kept else above[number]
    above.update(dict.fromkeys(way, found))
    return found


def _thread(chains: Chains, tree: _Tree, network: str) -> Thread:
    line = chains.main_line(tree.root)
    posts = tuple(chains.posts[n] for n in line)
    asides = _asides(chains, line)
    aside_posts = tuple(post for aside in asides for post in aside.posts)
    hints = number_hints(posts, aside_posts, tree.root in chains.missing)
    gaps = gaps_of(posts, _missing_parents(chains, tree.missing, set(line)), hints)
    root = posts[0]
    told = _told(tree.facts)
    stub = _is_stub(tree.facts, len(posts))
    ledger = _ledger(tree, posts, aside_posts, gaps)
    # Where a whole copy was cut by guess, another number only says that the guess was wrong.
    telling = stub or not ledger.boundaries_guessed or told == len(posts)
    known = _posts_known(len(posts), told if telling else None, hints.total, gaps)
    return Thread(
        key=root.key,
        author=chains.people.author(root.author),
        title=title_of(next((post.text for post in posts if post.text.strip()), "")),
        source=network,
        posts=posts,
        aliases=tuple(sorted(set(root.aliases).union(*(fact.aliases for fact in tree.facts)) - {root.key})),
        permalink=root.permalink or max((f.permalink for f in tree.facts if f.permalink), default=None),
        created_at=root.created_at or min((f.created_at for f in tree.facts if f.created_at), default=None),
        stub=stub,
        asides=asides,
        gaps=gaps,
        replies=tuple(chains.posts[n] for n in tree.replies),
        ledger=msgspec.structs.replace(ledger, posts_told=told, posts_known=known),
    )


def _posts_known(held: int, told: int | None, numbered: int | None, gaps: Sequence[Gap]) -> int | None:
    """How many posts the main line has, if a source or the numbers tell, or every gap is counted."""
    counted = held + sum(gap.count or 0 for gap in gaps)
    if told is None and numbered is None and (not gaps or any(gap.count is None for gap in gaps)):
        return None
    return max(told or 0, numbered or 0, counted)


def _ledger(tree: _Tree, posts: tuple[Post, ...], aside_posts: tuple[Post, ...], gaps: Sequence[Gap]) -> Ledger:
    """What is held, cut or guessed. A boundary can only be guessed where posts have no ids of their own."""
    shown = (*posts, *aside_posts)
    notes = {note for fact in tree.facts for note in fact.notes} | ({CYCLE_NOTE} if tree.cut else set())
    return Ledger(
        posts_held=len(posts),
        gaps=len(gaps),
        aside_posts=len(aside_posts),
        truncated=sum(post.truncated for post in shown),
        media_missing=sum(not media.sha256 for post in shown for media in post.media),
        boundaries_guessed=any(f.boundaries_guessed for f in tree.facts) and any(is_page_key(p.key) for p in shown),
        checked=_checks(tree.facts),
        notes=tuple(sorted(notes)),
    )


def _asides(chains: Chains, line: Sequence[int]) -> tuple[Aside, ...]:
    """Every branch off the line and off other branches, in the order in which a reader comes past them."""
    found: list[Aside] = []
    branches = _branches(chains, line)
    while branches:
        stem, start = branches.pop()
        side = chains.main_line(start)
        found.append(Aside(from_=chains.posts[stem].key, posts=tuple(chains.posts[n] for n in side)))
        branches.extend(_branches(chains, side))
    return tuple(found)


def _branches(chains: Chains, line: Sequence[int]) -> list[tuple[int, int]]:
    """(stem, first post) of the branches off a line, the last to be read first."""
    on_line = set(line)
    return [
        (stem, child) for stem in reversed(line) for child in reversed(chains.children[stem]) if child not in on_line
    ]


def _missing_parents(chains: Chains, numbers: Sequence[int], line: set[int]) -> dict[str, str]:
    """Post → missing parent, once for each missing post: before the main line's post rather than before an aside's."""
    chosen: dict[str, int] = {}
    for number in numbers:
        held = chosen.setdefault(chains.missing[number], number)
        if number in line and held not in line:
            chosen[chains.missing[number]] = number
    return {chains.posts[number].key: key for key, number in chosen.items()}


def _checks(facts: Iterable[ThreadFacts]) -> tuple[SourceCheck, ...]:
    """The last check of each source."""
    latest: dict[str, SourceCheck] = {}
    for check in (check for fact in facts for check in fact.checked):
        held = latest.get(check.source)
        if held is None or held.at < check.at:
            latest[check.source] = check
    return tuple(latest[name] for name in sorted(latest))


def summarise(thread: Thread) -> ThreadSummary:
    """What the list shows of a thread; words are those of its main line and asides."""
    shown = (*thread.posts, *(post for aside in thread.asides for post in aside.posts))
    return ThreadSummary(
        key=thread.key,
        author=thread.author.key,
        title=thread.title,
        source=thread.source,
        posts_held=thread.ledger.posts_held,
        aliases=thread.aliases,
        permalink=thread.permalink,
        created_at=thread.created_at,
        last_at=max((post.created_at for post in shown if post.created_at), default=thread.created_at),
        posts_known=thread.ledger.posts_known,
        gaps=thread.ledger.gaps,
        aside_posts=thread.ledger.aside_posts,
        truncated=thread.ledger.truncated,
        words=sum(word_count(post.text) for post in shown),
        stub=thread.stub,
    )


def as_conversation(thread: Thread) -> Conversation:
    """The conversation that unrolls to this thread again: for merging newer posts into what is stored."""
    root, ledger = thread.posts[0], thread.ledger
    facts = ThreadFacts(
        root=thread.key,
        stub=thread.stub,
        posts_known=ledger.posts_told,
        boundaries_guessed=ledger.boundaries_guessed,
        permalink=thread.permalink if root.permalink is None else None,
        created_at=thread.created_at if root.created_at is None else None,
        aliases=tuple(alias for alias in thread.aliases if alias not in root.aliases),
        replies=tuple(post.key for post in thread.replies),
        checked=ledger.checked,
        notes=ledger.notes,
    )
    return Conversation(
        network=thread.source,
        authors=(thread.author,),
        posts=thread.every_post(),
        author=thread.author.key,
        facts=(facts,),
    )
