"""What holds for any posts: none is lost, order, independence of order, the way back."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from unit_posts import ADA, any_posts, talk

from threadtui.models import Conversation, Post, ThreadFacts
from threadtui.unroll import as_conversation, unroll

facts = st.lists(
    st.builds(
        ThreadFacts,
        root=st.integers(1, 20).map("x:{}".format),
        stub=st.booleans(),
        posts_known=st.none() | st.integers(1, 9),
        aliases=st.sampled_from([(), ("page:aa",)]),
    ),
    max_size=3,
).map(tuple)


@settings(deadline=None, max_examples=200)
@given(any_posts(), facts)
def test_no_post_is_lost_and_none_stands_twice(posts: list[Post], told: tuple[ThreadFacts, ...]) -> None:
    result = unroll(talk(*posts, facts=told))
    found = Counter(post.key for thread in result.threads for post in thread.every_post())
    found.update(post.key for post in result.singles)
    assert found == Counter(post.key for post in posts if post.author == ADA.key)


@settings(deadline=None, max_examples=200)
@given(any_posts())
def test_a_post_stands_behind_the_one_it_answers(posts: list[Post]) -> None:
    by_key = {post.key: post for post in posts}
    for thread in unroll(talk(*posts)).threads:
        place = {post.key: at for at, post in enumerate(thread.posts)}
        seen = set(place)
        for aside in thread.asides:
            assert aside.from_ in seen
            seen.update(post.key for post in aside.posts)
        cut = 0
        for before, post in zip(thread.posts, thread.posts[1:], strict=False):
            assert post.in_reply_to == before.key or post.in_reply_to not in by_key
        for post in thread.posts:
            if post.in_reply_to in place and place[post.in_reply_to] >= place[post.key]:
                cut += 1
        assert cut == 0 or thread.ledger.notes


@settings(deadline=None, max_examples=200)
@given(st.data(), any_posts(), facts)
def test_any_order_of_the_posts_gives_the_same(
    data: st.DataObject, posts: list[Post], told: tuple[ThreadFacts, ...]
) -> None:
    shuffled = data.draw(st.permutations(posts))
    other_facts = tuple(data.draw(st.permutations(told)))
    assert unroll(talk(*shuffled, facts=other_facts)) == unroll(talk(*posts, facts=told))


@settings(deadline=None, max_examples=200)
@given(any_posts(), facts)
def test_a_thread_unrolls_to_itself(posts: list[Post], told: tuple[ThreadFacts, ...]) -> None:
    for thread in unroll(talk(*posts, facts=told)).threads:
        again = unroll(as_conversation(thread))
        assert again.threads == (thread,)
        assert again.singles == ()


@settings(deadline=None, max_examples=200)
@given(any_posts())
def test_every_author_may_be_meant_at_once(posts: list[Post]) -> None:
    conversation = talk(*posts)
    everybody = Conversation(network="x", authors=conversation.authors, posts=conversation.posts)
    result = unroll(everybody)
    own = [thread for thread in result.threads if thread.author == ADA]
    assert tuple(own) == unroll(conversation).threads
    stored = [post.key for thread in result.threads for post in thread.every_post()]
    assert sorted([*stored, *(post.key for post in result.singles)]) == sorted(post.key for post in posts)
