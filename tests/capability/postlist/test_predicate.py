"""What comes on the postlist, from which day, and why something is held back."""

from datetime import date, datetime, timedelta

import pytest
from tests.support.builders import a_case, a_document

from bdk_esdh.classification.actions import put_subject
from bdk_esdh.documents.actions import move_document
from bdk_esdh.kernel.clock import COPENHAGEN
from bdk_esdh.kernel.graph import catalog_of, get_oid, tell_changed
from bdk_esdh.postlist.predicate import RULES, rules_of
from bdk_esdh.sharing.actions import break_inheritance, restore_inheritance, set_access_list


def decision(document, act, at=None):
    moment = act.at if at is None else datetime.combine(at, datetime.min.time(), COPENHAGEN)
    return rules_of(act.registry).decide(document, moment)


def reasons(document, act):
    return [reason.code for reason in decision(document, act).reasons]


def registered_on(site, day, **facts):
    site.clock.set(datetime.combine(day, datetime.min.time()) + timedelta(hours=10))
    with site.graph() as (root, act):
        document = a_document(a_case(root, act), act, **facts)
        return decision(document, act)


def test_an_incoming_letter_from_an_organisation_is_held_back_by_nothing_but_time(site):
    with site.graph() as (root, act):
        document = a_document(a_case(root, act), act)
        assert reasons(document, act) == []
        assert not decision(document, act).shown


@pytest.mark.parametrize(
    ("journalised", "visible"),
    [
        (date(2026, 11, 23), date(2026, 11, 25)),  # Monday to Wednesday
        (date(2026, 11, 26), date(2026, 11, 30)),  # Thursday over the weekend to Monday
        (date(2026, 11, 27), date(2026, 12, 1)),  # Friday over the weekend to Tuesday
        (date(2026, 11, 28), date(2026, 12, 1)),  # a Saturday counts from the weekend
        (date(2026, 12, 22), date(2026, 12, 28)),  # over the 24th (closed), Christmas and the weekend
        (date(2026, 12, 23), date(2026, 12, 29)),
        (date(2026, 12, 30), date(2027, 1, 5)),  # the 31st is closed, 1 January a Friday
        (date(2027, 3, 24), date(2027, 3, 31)),  # over Easter
    ],
)
def test_a_letter_is_seen_two_working_days_after_its_journal_date_to_the_day(site, journalised, visible):
    site.clock.set(datetime.combine(journalised, datetime.min.time()) + timedelta(hours=10))
    with site.graph() as (root, act):
        document = a_document(a_case(root, act), act)
        assert decision(document, act).visible_from == visible
        assert not decision(document, act, visible - timedelta(days=1)).shown
        assert decision(document, act, visible).shown


def test_a_letter_filed_just_before_midnight_stands_under_that_day_in_copenhagen(site):
    site.clock.set(datetime(2026, 7, 1, 23, 59, tzinfo=COPENHAGEN))
    with site.graph() as (root, act):
        document = a_document(a_case(root, act), act)
        assert decision(document, act).journal_day == date(2026, 7, 1)
        assert act.at.date() == date(2026, 7, 1)
    site.clock.set(datetime(2026, 7, 2, 0, 30, tzinfo=COPENHAGEN))
    with site.graph() as (root, act):
        document = a_document(a_case(root, act), act)
        assert act.at.date() == date(2026, 7, 1)
        assert decision(document, act).journal_day == date(2026, 7, 2)


def test_what_we_send_is_never_seen_before_the_day_after_its_letter_date(site):
    with site.graph() as (root, act):
        document = a_document(
            a_case(root, act),
            act,
            direction="outgoing",
            document_type="letter_outgoing",
            letter_date=date(2026, 12, 4),
        )
        move_document(document, "finalise", act)
        assert decision(document, act).visible_from == date(2026, 12, 5)
        assert not decision(document, act, date(2026, 12, 4)).shown
        assert decision(document, act, date(2026, 12, 5)).shown


def test_a_letter_dated_the_last_day_there_is_harms_nobody(site):
    with site.graph() as (root, act):
        document = a_document(a_case(root, act), act, direction="outgoing", document_type="plan")
        document.letter_date = date.max  # as one may have been registered before such dates were refused
        assert decision(document, act).visible_from == date.max


def test_what_comes_in_is_listed_in_any_state_and_what_we_send_only_when_it_is_final(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        incoming = a_document(case, act)
        outgoing = a_document(case, act, direction="outgoing", document_type="letter_outgoing")
        assert incoming.review_state == "received"
        assert reasons(incoming, act) == []
        assert reasons(outgoing, act) == ["not_final"]
        move_document(outgoing, "publish", act)
        assert reasons(outgoing, act) == ["not_final"]
        move_document(outgoing, "finalise", act)
        assert reasons(outgoing, act) == []


@pytest.mark.parametrize(
    ("case_facts", "facts", "code"),
    [
        ({}, {"on_postlist": False}, "not_flagged"),
        ({}, {"direction": "internal", "document_type": "note_internal"}, "internal"),
        ({}, {"sensitivity": "confidential"}, "confidential"),
        ({}, {"sensitivity": "vip"}, "confidential"),
        ({"sensitivity": "confidential"}, {}, "confidential"),
        ({"sensitivity": "vip"}, {}, "confidential"),
        ({}, {"exemption_basis": "Offentlighedsloven § 23"}, "exempt"),
        ({"exemption_basis": "§ 30, nr. 1", "confidential_title": "Den rigtige"}, {}, "exempt"),
        ({"kle_subject": "27.60.08"}, {}, "kle_group"),
        ({"kle_subject": "29.00.00"}, {}, "kle_group"),
        ({"kle_subject": "32.24.04"}, {}, "kle_group"),
        ({"kle_subject": "34.00.00"}, {}, "kle_group"),
        ({"kle_subject": "81.28.00"}, {}, "kle_group"),
        ({}, {"title": " "}, "no_title"),
        ({}, {"correspondent": "", "sender_may_be_missing": True}, "no_correspondent"),
        ({}, {"title": "Brev om 610190-0000"}, "cpr"),
        ({}, {"title": "Brev om 6101900000"}, "cpr"),
        ({}, {"correspondent": "Firma 610190-0000"}, "cpr"),
        (
            {},
            {"title": "Klage fra Bent Prøve", "correspondent": "Bent Prøve", "character": "Klager"},
            "person_in_title",
        ),
        (
            {},
            {"title": "PRØVE klager", "correspondent": "Bent Prøve, Algade 1", "character": "Klager"},
            "person_in_title",
        ),
    ],
)
def test_each_reason_holds_a_letter_back_by_itself(site, case_facts, facts, code):
    with site.graph() as (root, act):
        for number in ("27.60.08", "29.00.00", "32.24.04", "34.00.00", "81.28.00"):
            put_subject(root["emner"], number, "Emne", registry=act.registry)
        document = a_document(a_case(root, act, **case_facts), act, **facts)
        assert code in reasons(document, act)
        assert not decision(document, act, date(2027, 6, 1)).shown


@pytest.mark.parametrize("keep", ["list", "case", "document"])
def test_what_is_kept_to_some_is_held_back_and_comes_back_when_it_is_open_again(site, keep):
    with site.graph() as (root, act):
        case = a_case(root, act)
        document = a_document(case, act, on_postlist=False)
        if keep == "list":
            set_access_list(case, ["unit:byg"], act)
        else:
            break_inheritance(case if keep == "case" else document, act)
        document.on_postlist = True
        assert reasons(document, act) == ["kept"]
        tell_changed(document, act.registry)
        assert indexed(root, document) == [False] * 3
        if keep == "list":
            set_access_list(case, [], act)
        else:
            restore_inheritance(case if keep == "case" else document, act)
        assert reasons(document, act) == []
        assert indexed(root, document) == [True] * 3


def test_every_reason_has_a_case_above_and_a_source_in_its_rule():
    codes = {reason.code for _rule, reason in RULES}
    tried = {
        mark.args[1][i][2]
        for mark in test_each_reason_holds_a_letter_back_by_itself.pytestmark
        for i in range(len(mark.args[1]))
    }
    assert codes == tried | {"not_final", "kept", "private_party"}  # those have tests of their own
    assert all("§" in (rule.__doc__ or "") for rule, _reason in RULES)


def test_an_address_after_the_name_is_no_name(site):
    with site.graph() as (root, act):
        document = a_document(
            a_case(root, act),
            act,
            title="Carport, Algade",
            correspondent="Bent Prøve, Algade 1",
            character="Ansøger",
        )
        assert reasons(document, act) == []


def test_several_reasons_are_all_named(site):
    with site.graph() as (root, act):
        document = a_document(
            a_case(root, act), act, on_postlist=False, sensitivity="sensitive", title="610190-0000"
        )
        assert reasons(document, act) == ["not_flagged", "confidential", "cpr"]


def indexed(root, document):
    catalog = catalog_of(root)
    found = []
    for name in ("postlist", "postlist_order", "public_date"):
        catalog[name].flush()
        found.append(get_oid(document) in catalog[name]._rev_index)
    return found


def test_what_is_held_back_has_no_entry_in_any_public_index(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        listed, held = a_document(case, act), a_document(case, act, sensitivity="confidential")
        assert indexed(root, listed) == [True] * 3
        assert indexed(root, held) == [False] * 3


@pytest.mark.parametrize(
    "change",
    [
        {"sensitivity": "confidential"},
        {"exemption_basis": "§ 30, nr. 1", "confidential_title": "Den rigtige"},
        {"kle_subject": "27.60.08"},
    ],
)
def test_a_case_that_is_closed_to_the_public_takes_its_documents_off_the_list_and_puts_them_back(
    site, change
):
    from bdk_esdh.cases.actions import case_values, change_case

    with site.graph() as (root, act):
        put_subject(root["emner"], "27.60.08", "Mobilitetshjælpemidler", registry=act.registry)
        case = a_case(root, act)
        document = a_document(case, act)
        before = case_values(case)
        change_case(case, {**before, **change}, act)
        assert indexed(root, document) == [False] * 3
        change_case(case, before, act)
        assert indexed(root, document) == [True] * 3


def test_the_indexed_day_and_the_predicate_agree_for_every_mix_of_facts(site):
    import itertools

    with site.graph() as (root, act):
        cases = [a_case(root, act), a_case(root, act, sensitivity="confidential")]
        catalog = catalog_of(root)
        mixes = itertools.product(
            cases,
            ("incoming", "outgoing", "internal"),
            (True, False),
            ("not_confidential", "sensitive"),
            ("", "Ansøger"),
            (False, True),
        )
        for case, direction, flag, level, character, final in mixes:
            document = a_document(
                case, act, document_type="other", direction=direction, on_postlist=flag, sensitivity=level, character=character,
                correspondent="Bent Prøve" if character else "Nordbyg ApS",
            )  # fmt: skip
            if final:
                move_document(document, "finalise", act)
            told = decision(document, act)
            catalog["postlist"].flush()
            stored = catalog["postlist"]._rev_index.get(get_oid(document))
            assert stored == (None if told.held_back else told.visible_from.toordinal())
