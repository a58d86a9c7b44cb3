"""Several conversations into one: posts, authors and facts; and any split of an import gives the same threads."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit_posts import ADA, BOB, any_posts, numbers, only, post, talk

from threadtui.merge import merge
from threadtui.models import Author, Conversation, Post, ThreadFacts
from threadtui.unroll import as_conversation, unroll

BY_HANDLE = Author(key="x:@ada_reads", handle="Ada_Reads", display_name="Ada L.", source="x")

facts = st.lists(
    st.builds(ThreadFacts, root=st.integers(1, 20).map("x:{}".format), posts_known=st.none() | st.integers(1, 9)),
    max_size=2,
).map(tuple)
talks = st.builds(lambda posts, told: talk(*posts, facts=told), any_posts(8), facts)


@settings(deadline=None, max_examples=100)
@given(talks, talks, talks)
def test_merging_is_commutative_associative_and_idempotent(a: Conversation, b: Conversation, c: Conversation) -> None:
    assert merge([a, b]) == merge([b, a])
    assert merge([merge([a, b]), c]) == merge([a, merge([b, c])]) == merge([c, a, b])
    assert merge([merge([a, b]), a]) == merge([a, b])


@settings(deadline=None, max_examples=100)
@given(st.data(), any_posts())
def test_several_imports_in_any_order_give_the_threads_of_one(data: st.DataObject, posts: list[Post]) -> None:
    """What is stored between imports is threads and single posts, as the library does it; others' posts come along."""
    own = [each for each in posts if each.author == ADA.key]
    others = [each for each in posts if each.author != ADA.key]
    parts: list[list[Post]] = [[], [], []]
    for each in data.draw(st.permutations(own)):
        parts[data.draw(st.integers(0, 2))].append(each)
    stored: list[Conversation] = []
    for part in parts:
        result = unroll(merge([*stored, talk(*part, *others)]))
        stored = [as_conversation(thread) for thread in result.threads]
        stored += [talk(*result.singles)]
    assert unroll(merge(stored)) == unroll(merge([talk(*posts)]))


def test_versions_of_an_edited_post_become_one_and_replies_follow() -> None:
    versions = (post(2, 1, "Worng.", aliases=("x:3",)), post(3, 1, "Right.", aliases=("x:2",)))
    merged = merge([talk(post(1), versions[0]), talk(versions[1], post(4, 2))])
    (thread,) = unroll(merged).threads
    assert numbers(thread.posts) == [1, 3, 4]
    assert thread.posts[1].text == "Right."


def test_a_handle_becomes_the_id_everywhere() -> None:
    page = Conversation(
        network="x",
        authors=(BY_HANDLE,),
        author=BY_HANDLE.key,
        posts=(post(2, 1, author=BY_HANDLE.key, reply_author=BY_HANDLE.key),),
    )
    merged = merge([talk(post(1)), page])
    assert merged.author == ADA.key
    author = next(author for author in merged.authors if author.key == ADA.key)
    assert (author.aliases, author.handle, author.display_name) == (("x:@ada_reads",), "Ada_Reads", "Ada L.")
    assert {each.author for each in merged.posts} == {ADA.key}
    assert merged.posts[1].reply_author == ADA.key


def test_a_handle_that_two_ids_have_does_not_make_them_one() -> None:
    other = Author(key="x:7", handle="ada_reads", display_name="Another", source="x")
    merged = merge([talk(post(1)), talk(post(7, author="x:7"), authors=(other,)), talk(authors=(BY_HANDLE,))])
    assert [author.key for author in merged.authors if author.handle.lower() == "ada_reads"] == ["x:1", "x:7"]
    assert [each.author for each in merged.posts] == ["x:1", "x:7"]


def test_nobody_can_claim_somebody_elses_post_by_an_alias() -> None:
    merged = merge([talk(post(1)), talk(post(9, author=BOB.key, aliases=("x:1",)))])
    assert [each.key for each in merged.posts] == ["x:1", "x:9"]


def test_a_post_in_two_sources_is_one() -> None:
    (both,) = merge([talk(post(1, sources=("a",))), talk(post(1, sources=("b",)))]).posts
    assert both.sources == ("a", "b")


def test_facts_name_posts_as_they_are_called_now() -> None:
    told = ThreadFacts(root="x:2", posts_known=3, replies=("x:2",))
    merged = merge([talk(facts=(told,)), talk(post(3, aliases=("x:2",)), facts=(told,))])
    assert [(fact.root, fact.replies) for fact in merged.facts] == [("x:3", ("x:3",))]


def test_only_conversations_about_one_author_stay_about_one() -> None:
    everybody = Conversation(network="x", authors=(ADA, BOB), posts=(post(2),))
    assert merge([talk(post(1)), talk(post(2))]).author == ADA.key
    assert merge([talk(post(1)), everybody]).author is None


def test_networks_do_not_mix() -> None:
    with pytest.raises(ValueError, match="one network"):
        merge([talk(), Conversation(network="mastodon", authors=(), posts=())])
    with pytest.raises(ValueError, match="one network"):
        merge([])


def test_merging_what_is_stored_with_itself_changes_nothing() -> None:
    thread = only(post(1), post(2, 1), post(3, 1))
    stored = merge([as_conversation(thread)])
    (again,) = unroll(merge([stored, stored])).threads
    assert again == unroll(stored).threads[0]
