"""Bringing an edition in: what it changes, what it leaves alone, and that it says so first."""

from datetime import date

import transaction
from tests.capability.classification.samples import plan, stream, topic

from bdk_esdh.classification.actions import put_subject, require_subject
from bdk_esdh.classification.errors import UnknownNumber
from bdk_esdh.classification.importing import apply_edition, apply_row, compare, read_edition

RETIRED = "<Historisk><Flyttet><FlyttetDato>2026-02-01</FlyttetDato><AfloestAf><EmneNr>02.34.30</EmneNr></AfloestAf></Flyttet></Historisk>"


def an_edition():
    return read_edition(
        plan(
            topic("02.34.02", "Byggetilladelser", code="K10"),
            topic("02.34.30", "Nedrivning", code="B"),
            topic(
                "02.34.40",
                "Forsvundet",
                history="<Historisk><UdgaaetDato>1999-01-01</UdgaaetDato></Historisk>",
            ),
        )
    )


def test_the_comparison_names_what_is_new_and_changed_and_changes_nothing(site):
    with site.graph() as (root, _act):
        report = compare(root["emner"], an_edition())
        assert [each.row.number for each in report.new] == ["02.34.30", "02.34.40"]
        (changed,) = report.changed
        assert (changed.row.number, changed.fields, changed.before) == (
            "02.34.02",
            ("title", "retention_code"),
            "Byggetilladelse",
        )
        assert report.unchanged == 2
        assert "02.34.30" not in root["emner"]
        assert root["emner"].edition is None


def test_an_edition_brought_in_twice_changes_nothing_the_second_time(site):
    with site.graph() as (root, act):
        apply_edition(root["emner"], an_edition(), act.registry)
        stamp = root["emner"].stamp
        report = apply_edition(root["emner"], an_edition(), act.registry)
        assert report.counts == {"new": 0, "changed": 0, "retired": 0, "unchanged": 5, "refused": 0}
        assert root["emner"].stamp == stamp
        assert root["emner"].edition == date(2026, 8, 1)


def test_a_subject_that_is_retired_stays_with_its_day_and_successor_and_takes_no_new_cases(site):
    with site.graph() as (root, act):
        edition = read_edition(plan(topic("02.34.02", "Byggetilladelse", history=RETIRED)))
        report = apply_edition(root["emner"], edition, act.registry)
        assert [each.row.number for each in report.retired] == ["02.34.02"]
        subject = root["emner"]["02.34.02"]
        assert (subject.retired, subject.replaced_by) == (date(2026, 2, 1), ("02.34.30",))
        try:
            require_subject(root, "02.34.02")
        except UnknownNumber:
            pass
        else:
            raise AssertionError("a retired subject was taken")


def test_bringing_a_row_in_says_that_it_goes_out_of_use_as_the_comparison_did(site):
    with site.graph() as (root, act):
        edition = read_edition(plan(topic("02.34.02", "Byggetilladelse", history=RETIRED)))
        outcomes = [apply_row(root["emner"], row, act.registry) for row in (*edition.rows, *edition.rows)]
        told = [outcome for outcome in outcomes if outcome != "unchanged"]
        assert told == ["retired"]


def test_a_subject_that_comes_back_into_use_is_no_longer_retired(site):
    with site.graph() as (root, act):
        apply_edition(
            root["emner"],
            read_edition(plan(topic("02.34.02", "Byggetilladelse", history=RETIRED))),
            act.registry,
        )
        apply_edition(root["emner"], read_edition(plan(topic("02.34.02", "Byggetilladelse"))), act.registry)
        assert require_subject(root, "02.34.02").replaced_by == ()


def test_a_table_of_titles_leaves_retention_codes_and_retirement_as_they_are(site):
    with site.graph() as (root, act):
        put_subject(
            root["emner"], "02.34.02", "Gammel titel", retention_code="K5", retired=date(2020, 1, 1),
            replaced_by=("02.34.30",), registry=act.registry,
        )  # fmt: skip
        table = stream("level,number,parent,title\nemne,02.34.02,02.34,Ny titel\n")
        apply_edition(root["emner"], read_edition(table), act.registry)
        subject = root["emner"]["02.34.02"]
        assert (subject.title, subject.retention_code, subject.retired) == (
            "Ny titel",
            "K5",
            date(2020, 1, 1),
        )
        assert subject.replaced_by == ("02.34.30",)


def test_what_an_edition_does_not_mention_stays(site):
    with site.graph() as (root, act):
        apply_edition(root["emner"], read_edition(plan(topic("02.34.30", "Nedrivning"))), act.registry)
        assert root["emner"]["00.22.04"].retired is None


def test_an_older_edition_does_not_become_the_present_one(site):
    with site.graph() as (root, act):
        root["emner"].edition = date(2027, 1, 1)
        apply_edition(root["emner"], an_edition(), act.registry)
        assert root["emner"].edition == date(2027, 1, 1)


def test_a_subject_whose_group_exists_nowhere_is_refused_and_so_is_what_lies_under_it(site):
    with site.graph() as (root, act):
        table = stream(
            "level,number,parent,title\ngruppe,99.01,99,Uden hovedgruppe\nemne,99.01.02,99.01,Uden gruppe\n"
        )
        report = apply_edition(root["emner"], read_edition(table), act.registry)
        assert [(refused.line, refused.reason) for refused in report.refused] == [
            (2, "no parent"),
            (3, "no parent"),
        ]
        assert "99.01.02" not in root["emner"]


def test_the_order_of_lines_in_a_table_does_not_matter(site):
    with site.graph() as (root, act):
        table = stream(
            "level,number,parent,title\nemne,99.01.02,99.01,Emne\ngruppe,99.01,99,Gruppe\nhovedgruppe,99,,Hovedgruppe\n"
        )
        assert apply_edition(root["emner"], read_edition(table), act.registry).counts["new"] == 3


def test_facets_are_brought_in_beside_the_subjects(site):
    with site.graph() as (root, act):
        facets = stream(
            "<KLE-Handlingsfacetter><Handlingsfacet><HandlingsfacetNr>P19</HandlingsfacetNr>"
            "<HandlingsfacetTitel>Tilladelser mv.</HandlingsfacetTitel></Handlingsfacet></KLE-Handlingsfacetter>"
        )
        report = apply_edition(root["emner"], read_edition(facets), act.registry)
        assert report.counts["changed"] == 1
        assert root["emner"].facets["P19"].title == "Tilladelser mv."


def test_a_large_edition_is_committed_in_batches_of_forty(site):
    rows = "".join(f"gruppe,98.{number:02},98,Gruppe {number}\n" for number in range(95))
    table = stream("level,number,parent,title\nhovedgruppe,98,,Prøve\n" + rows)
    commits = []
    with site.graph() as (root, act):

        def commit():
            transaction.commit()
            commits.append(len(root["emner"]))

        before = len(root["emner"])
        apply_edition(root["emner"], read_edition(table), act.registry, after_batch=commit)
    assert [count - before for count in commits] == [40, 80, 96, 96]
