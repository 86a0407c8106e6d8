"""`guidegen list catalog`: its rows, and those to be checked again."""

from __future__ import annotations

from tests.hosts import WITH_HOSTS
from tests.projects import TODAY, MakeProject, guidegen


def test_the_rows_and_those_to_be_checked_again(make_project: MakeProject) -> None:
    root = make_project(WITH_HOSTS)
    every = guidegen("list", "catalog", "hosts", "--json", "--as-of", TODAY, "-C", root).json["catalog"]
    assert {row["row"] for row in every} == {"north", "south", "west", "old"}
    stale = guidegen("list", "catalog", "hosts", "--stale", "--json", "--as-of", TODAY, "-C", root).json["catalog"]
    assert [(row["row"], row["checked"]) for row in stale] == [("old", "unknown")]
    later = guidegen("list", "catalog", "hosts", "--stale", "--json", "--as-of", "2027-11-03", "-C", root).json[
        "catalog"
    ]
    assert {row["row"] for row in later} == {"north", "old"}, "north's twelve months are over"


def test_what_is_wrong_is_said(make_project: MakeProject) -> None:
    root = make_project(WITH_HOSTS)
    ran = guidegen("list", "catalog", "host", "-C", root, "--as-of", TODAY)
    assert (ran.code, "did you mean 'hosts'?" in ran.err) == (2, True)
    assert "catalogs: hosts" in guidegen("list", "catalog", "-C", root, "--as-of", TODAY).err
    assert guidegen("list", "facts", "--stale", "-C", root, "--as-of", TODAY).code == 2
