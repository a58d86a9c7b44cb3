"""Any sequence of what the program does with a library, by two writers in turn, reopened, equals a model in memory."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from msgspec.structs import replace
from store_fixtures import ADA, NOON, both, post, thread
from store_recount import recounted

from threadtui.models import Post, ReadingState, Thread
from threadtui.store import Store, open_store

KEYS = ("x:1", "x:@ada_reads")
ROOTS = st.sampled_from([100, 200, 300])
STATES = st.builds(
    ReadingState,
    read_at=st.sampled_from([None, NOON]),
    bookmarked_at=st.sampled_from([None, NOON]),
    tags=st.sampled_from([(), ("a",), ("a", "b")]),
)
UNTOUCHED = ReadingState()


class AnyLibrary(RuleBasedStateMachine):
    """One author, first known by handle; threads, single posts, states, the trash, undo; two open stores."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.stores = [self.opened(), self.opened()]
        self.author = replace(ADA, key="x:@ada_reads")
        self.threads: dict[str, Thread] = {}
        self.singles: dict[str, Post] = {}
        self.states: dict[str, ReadingState] = {}
        self.trash: dict[str, tuple[Thread, ReadingState]] = {}
        self.undoable: list[tuple[str, Any]] = []
        self.turn = 0
        self.written = False

    def opened(self) -> Store:
        return open_store(self.root / "library", lock_folder=self.root / "locks")

    @property
    def store(self) -> Store:
        self.turn += 1
        return self.stores[self.turn % 2]

    def teardown(self) -> None:
        for store in self.stores:
            store.close()
        shutil.rmtree(self.root)

    @rule(root=ROOTS, length=st.integers(2, 4), durable=st.booleans())
    def write(self, root: int, length: int, durable: bool) -> None:
        chain = thread(range(root, root + length), author=self.author)
        held = [key for key in self.singles if key in {one.key for one in chain.posts}]
        store = self.store
        with store.transaction(durable="batch" if durable else "each"):
            store.threads.write(self.author, threads=both(chain), gone=held)
            self.written = True
        self.threads[chain.key] = chain
        for key in held:
            del self.singles[key]

    @rule(number=st.integers(100, 104))
    def write_single(self, number: int) -> None:
        if all(f"x:{number}" not in {one.key for one in held.posts} for held in self.threads.values()):
            single = post(number, author=self.author.key, text=f"single {number}")
            self.store.threads.write(self.author, singles=[single])
            self.written = True
            self.singles[single.key] = single

    @rule(root=ROOTS, state=STATES, labelled=st.booleans())
    def change_state(self, root: int, state: ReadingState, labelled: bool) -> None:
        key = f"x:{root}"
        if key not in self.threads:
            return
        before = self.states.get(key, UNTOUCHED)
        self.store.reader.change(self.author.key, {key: state}, label="mark" if labelled else None)
        if labelled and before != state:
            changed = {name: getattr(before, name) for name in state.__struct_fields__}
            changed = {name: value for name, value in changed.items() if value != getattr(state, name)}
            self.undoable.append(("states", (key, changed)))
        self.put_state(key, state)

    def put_state(self, key: str, state: ReadingState) -> None:
        self.states.pop(key, None)
        if state != UNTOUCHED:
            self.states[key] = state

    @rule(root=ROOTS)
    def delete(self, root: int) -> None:
        key = f"x:{root}"
        if key in self.threads and key not in self.trash:
            self.store.threads.trash(self.author.key, key)
            self.trash[key] = (self.threads.pop(key), self.states.pop(key, UNTOUCHED))
            self.undoable.append(("trash", key))

    @rule()
    def undo(self) -> None:
        undone = self.store.undo.undo()
        if not self.undoable:
            assert undone is None
            return
        what, which = self.undoable.pop()
        assert undone is not None
        if what == "states":
            key, fields = which
            self.put_state(key, replace(self.states.get(key, UNTOUCHED), **fields))
        else:
            self.restored(which)

    @precondition(lambda self: self.trash)
    @rule()
    def restore(self) -> None:
        key = next(iter(self.trash))
        self.store.threads.restore(key)
        self.restored(key)

    def restored(self, key: str) -> None:
        """Undoing a delete that was already taken back changes nothing."""
        if key not in self.trash:
            return
        chain, state = self.trash.pop(key)
        if key in self.threads:
            held = {one.key for one in self.threads[key].posts}
            self.singles |= {one.key: one for one in chain.posts if one.key not in held}
        else:
            self.threads[key] = chain
        if key not in self.states:
            self.put_state(key, state)

    @rule()
    def learn_the_real_key(self) -> None:
        self.author = replace(ADA, aliases=("x:@ada_reads",))
        self.store.threads.write(self.author)
        self.written = True

    @rule(which=st.integers(0, 1), lose_index=st.booleans())
    def reopen(self, which: int, lose_index: bool) -> None:
        self.stores[which].close()
        if lose_index:
            (self.root / "library" / "index.sqlite").unlink(missing_ok=True)
        self.stores[which] = self.opened()

    @invariant()
    def equals_the_model(self) -> None:
        store = self.store
        fresh = self.opened()
        for key in KEYS if self.author.aliases else (self.author.key,):
            assert fresh.threads.author(key) == (self.author if self.written else None)
            assert {row.key for row in fresh.threads.summaries(key)} == set(self.threads)
            for root, chain in self.threads.items():
                found = fresh.threads.thread(key, root)
                assert found is not None
                assert [(one.key, one.text) for one in found.posts] == [(one.key, one.text) for one in chain.posts]
            assert {one.key for one in fresh.threads.singles(key)} == set(self.singles)
            assert fresh.reader.states(key) == self.states
        store.index.catch_up()
        recounted(store)
        assert store.notices() == []
        fresh.close()


TestAnyLibrary = AnyLibrary.TestCase
TestAnyLibrary.settings = settings(deadline=None, max_examples=30, stateful_step_count=15)
