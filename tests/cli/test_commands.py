"""The commands, run as people and scripts run them."""

import json
from pathlib import Path
from typing import Any

import pytest
from pages import BODY, FURNITURE, copied_page, own_thread
from program import complaint, done, inside
from program import threadtui as as_a_process

FIELDS = {
    "list": "key aliases title author source permalink created_at posts_held posts_known gaps aside_posts stub unread "
    "bookmarked tags",
    "authors": "key handle display_name source threads unread followed",
    "import": "threads_added threads_updated threads_unchanged stubs_added singles_added posts_added skipped failed",
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a library of one copied page: a thread and two stubs."""
    (tmp_path / "page.txt").write_text(copied_page(), encoding="utf-8")
    done(inside(tmp_path, "import", "page.txt"))
    return tmp_path


def rows(home: Path, *options: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(done(inside(home, "list", "--json", *options)))
    return found


def main_thread(home: Path) -> str:
    """The id of the thread that is no stub."""
    [row] = [row for row in rows(home) if not row["stub"]]
    return str(row["key"]).partition(":")[2]


def test_an_imported_page_is_listed_with_its_stubs(home: Path) -> None:
    listed = rows(home)
    assert {(row["created_at"][:10], row["posts_held"], row["posts_known"]) for row in listed if row["stub"]} == {
        ("2020-11-22", 3, 4),
        ("2020-09-29", 3, 5),
    }
    [whole] = [row for row in listed if not row["stub"]]
    assert whole["title"].startswith("Gardens teach patience")
    assert whole["author"] == {"key": "x:@ada_reads", "handle": "ada_reads", "display_name": "Ada Reads"}
    assert (whole["permalink"], whole["created_at"], whole["posts_known"]) == (None, None, None)


def test_json_has_every_promised_field(home: Path) -> None:
    assert list(rows(home)[0]) == FIELDS["list"].split()
    [author] = json.loads(done(inside(home, "authors", "--json")))
    assert list(author) == FIELDS["authors"].split()
    assert (author["threads"], author["unread"], author["followed"]) == (3, 3, False)
    report = json.loads(done(inside(home, "import", "--json", "page.txt")))
    assert list(report) == FIELDS["import"].split()


def test_importing_again_adds_nothing(home: Path) -> None:
    report = json.loads(done(inside(home, "import", "--json", "page.txt")))
    assert report.pop("threads_unchanged") == 3
    assert report == {name: [] if name in ("skipped", "failed") else 0 for name in report}


def test_show_prints_the_thread_whole_and_nothing_of_the_page(home: Path) -> None:
    shown = done(inside(home, "show", main_thread(home)))
    assert all(text in shown for text in BODY)
    assert not any(word in shown for word in FURNITURE)


def test_what_show_prints_as_json_can_be_imported_elsewhere(home: Path, tmp_path: Path) -> None:
    name = main_thread(home)
    printed = done(inside(home, "show", name, "--json"))
    assert printed == done(inside(home, "show", name, "--format", "json"))
    done(inside(home, "--library", "other", "import", "-", stdin=printed.encode()))
    assert done(inside(home, "--library", "other", "show", name, "--json")) == printed


def test_the_library_is_named_before_or_after_the_command_or_by_environment(home: Path) -> None:
    done(inside(home, "import", "page.txt", "--library", "other"))
    for said in (["--library", "other", "list", "--json"], ["list", "--json", "--library", "other"]):
        assert len(json.loads(done(inside(home, *said)))) == 3
    environment = {"THREADTUI_LIBRARY": str(home / "empty")}
    assert json.loads(done(inside(home, "list", "--json", env=environment))) == []


def test_unroll_takes_standard_input_and_prints_the_thread(tmp_path: Path) -> None:
    printed = done(inside(tmp_path, "unroll", "-", stdin=copied_page().encode()))
    assert all(text in printed for text in BODY)
    assert len(rows(tmp_path)) == 3


def test_unroll_of_an_address_says_what_to_do(tmp_path: Path) -> None:
    message, hint = complaint(inside(tmp_path, "unroll", "https://x.com/ada_reads/status/10"))
    assert "https://x.com/ada_reads/status/10" in message
    assert "threadtui unroll FILE" in hint


def test_lists_can_be_narrowed_and_sorted(home: Path) -> None:
    (home / "more.json").write_text(own_thread(10, ["One.", "Two."], "ben_reads", "x:88"), encoding="utf-8")
    (home / "single.json").write_text(own_thread(90, ["Alone."], "ben_reads", "x:88"), encoding="utf-8")
    done(inside(home, "import", "more.json", "single.json"))
    assert len(rows(home)) == 4
    assert len(rows(home, "--min-posts", "1")) == 5
    for name in ("@ben_reads", "BEN_READS", "x:88"):
        assert [row["key"] for row in rows(home, "--author", name)] == ["x:10"]
    assert len(rows(home, "--incomplete")) == 2
    assert len(rows(home, "--limit", "3")) == 3
    titles = [row["title"].casefold() for row in rows(home, "--sort", "title")]
    assert titles == sorted(titles)
    message, hint = complaint(inside(home, "list", "--author", "ben_reeds"))
    assert (message, hint) == ("no author is called ben_reeds", "did you mean @ben_reads?")


def test_marks_are_set_and_taken_off(home: Path) -> None:
    name = main_thread(home)
    done(inside(home, "mark", name, "--read", "--bookmark", "--tag", "soil", "--tag", "slow"))
    [row] = rows(home, "--bookmarked", "--tag", "soil")
    assert (row["unread"], row["bookmarked"], row["tags"]) == (False, True, ["slow", "soil"])
    assert len(rows(home, "--unread")) == 2
    done(inside(home, "mark", name, "--unread", "--no-bookmark", "--untag", "soil"))
    assert rows(home, "--bookmarked") == []
    assert rows(home, "--tag", "slow")[0]["unread"] is True


def test_what_is_deleted_can_be_restored(home: Path) -> None:
    name = main_thread(home)
    done(inside(home, "mark", name, "--read"))
    done(inside(home, "delete", name))
    assert len(rows(home)) == 2
    assert complaint(inside(home, "show", name))[0] == f"no thread is called {name}"
    done(inside(home, "restore", name[:8]))
    assert len(rows(home)) == 3
    assert len(rows(home, "--unread")) == 2


def test_nothing_is_deleted_if_one_of_the_names_is_wrong(home: Path) -> None:
    complaint(inside(home, "delete", main_thread(home), "nobody"))
    assert len(rows(home)) == 3


def test_an_ambiguous_name_lists_candidates(home: Path) -> None:
    for first in (10, 17):
        (home / f"{first}.json").write_text(own_thread(first, ["One.", "Two."]), encoding="utf-8")
    done(inside(home, "import", "10.json", "17.json"))
    message, hint = complaint(inside(home, "show", "x:1"))
    assert message == "more than one thread is called x:1"
    assert "10 One." in hint
    assert "17 One." in hint
    assert "One." in done(inside(home, "show", "https://x.com/whoever/status/17?s=20"))
    assert "One." in done(inside(home, "show", "18"))


def test_paths_config_sources_and_completion_say_what_is_here(tmp_path: Path) -> None:
    environment = {"XDG_CONFIG_HOME": str(tmp_path / "etc")}
    named = json.loads(done(inside(tmp_path, "paths", "--json", env=environment)))
    assert named["settings"] == str(tmp_path / "etc" / "threadtui" / "config.toml")
    assert all(path in done(inside(tmp_path, "paths", env=environment)) for path in named.values())
    names = {source["name"] for source in json.loads(done(inside(tmp_path, "sources", "--json")))}
    assert {"threadreader", "threadreader-text", "json"} <= names
    for shell in ("bash", "zsh", "fish"):
        assert "_THREADTUI_COMPLETE" in done(inside(tmp_path, "completion", shell))


def test_config_prints_a_settings_file_that_means_the_same(tmp_path: Path) -> None:
    file = tmp_path / ".config" / "threadtui" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('[reader]\nwidth = 60\n[keys]\nquit = ["q", "ctrl+q"]\n', encoding="utf-8")
    printed = done(inside(tmp_path, "config"))
    assert "width = 60" in printed
    file.write_text(printed, encoding="utf-8")
    assert done(inside(tmp_path, "config")) == printed
    shown = json.loads(done(inside(tmp_path, "config", "--json")))
    assert (shown["reader"]["width"]["value"], shown["reader"]["width"]["default"]) == (60, 70)
    assert shown["keys"] == {"quit": ["q", "ctrl+q"]}


def test_config_prints_every_action_that_keys_may_name(tmp_path: Path) -> None:
    file = tmp_path / ".config" / "threadtui" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('[keys]\nmove.down = "x"\n', encoding="utf-8")
    printed = done(inside(tmp_path, "config"))
    assert '"move.down" = ["x"]' in printed
    assert '# "move.up" = ["k","up"]' in printed


def test_config_prints_the_defaults_where_the_file_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / ".config" / "threadtui" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('[keys]\nquti = "x"\n', encoding="utf-8")
    result = inside(tmp_path, "config")
    assert b"width = 70" in result.stdout
    assert complaint(result)[0].endswith("keys.quti is no setting")


@pytest.mark.parametrize("tag", ["", " ", "#"])
def test_a_tag_has_a_name(tmp_path: Path, tag: str) -> None:
    complaint(inside(tmp_path, "mark", "10", "--tag", tag), code=2)


def test_a_mistaken_setting_is_told_by_file_and_key(tmp_path: Path) -> None:
    file = tmp_path / ".config" / "threadtui" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("[reader]\nwide = 60\n", encoding="utf-8")
    message, hint = complaint(inside(tmp_path, "config"))
    assert message == f"{file}: reader.wide is no setting"
    assert "reader.width" in hint
    done(inside(tmp_path, "list"))


@pytest.mark.parametrize(
    "arguments",
    [["list", "--nonsense"], ["show"], ["list", "--limit", "0"], ["mark", "abc"], ["import"], ["completion", "tcsh"]],
    ids=" ".join,
)
def test_wrong_usage_is_two_lines_and_2(tmp_path: Path, arguments: list[str]) -> None:
    complaint(inside(tmp_path, *arguments), code=2)


@pytest.mark.parametrize("arguments", [["-h"], ["--help"], ["list", "-h"], ["import", "--help"], ["--version"]])
def test_help_goes_to_standard_output(tmp_path: Path, arguments: list[str]) -> None:
    result = inside(tmp_path, *arguments)
    assert done(result)
    assert result.stderr == b""


def test_a_process_does_the_same(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(copied_page(), encoding="utf-8")
    assert done(as_a_process(tmp_path, "--version")) == done(inside(tmp_path, "--version"))
    imported = as_a_process(tmp_path, "import", "page.txt")
    assert done(imported).startswith("added 1 thread, 2 stubs; ")
    assert done(as_a_process(tmp_path, "list", "--json")) == done(inside(tmp_path, "list", "--json"))
    complaint(as_a_process(tmp_path, "show"), code=2)
