"""Reading editions: each format, and everything that may be wrong with a file."""

import io
from datetime import date

import pytest
from tests.capability.classification.samples import CLOSING, OPENING, plan, stream, topic

from bdk_esdh.classification.errors import UnreadableEdition
from bdk_esdh.classification.importing import read_edition

HEADER = "level,number,parent,title\n"


def numbers(edition):
    return [row.number for row in edition.rows]


def reasons(edition):
    return {refused.line: refused.reason for refused in edition.refused}


def test_a_table_of_numbers_and_titles_gives_a_row_for_each_line():
    edition = read_edition(
        stream(
            HEADER
            + 'hovedgruppe,02,,Byggeri\ngruppe,02.34,02,"Byggesager, alle"\nemne,02.34.02,02.34,Byggetilladelse\n'
        )
    )
    assert [(row.number, row.title) for row in edition.rows] == [
        ("02", "Byggeri"),
        ("02.34", "Byggesager, alle"),
        ("02.34.02", "Byggetilladelse"),
    ]
    assert edition.refused == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "iso-8859-1"])
def test_a_table_is_read_in_the_encodings_that_spreadsheets_write(encoding):
    edition = read_edition(stream(HEADER + "hovedgruppe,01,,Fysisk planlægning og ærø\n", encoding))
    assert edition.rows[0].title == "Fysisk planlægning og ærø"


def test_a_table_with_semicolons_and_windows_line_ends_is_read_too():
    edition = read_edition(stream("level;number;parent;title\r\nhovedgruppe;02;;Byggeri, bolig\r\n"))
    assert [(row.number, row.title) for row in edition.rows] == [("02", "Byggeri, bolig")]


def test_a_stray_bracket_at_the_end_of_a_title_is_dropped_and_a_pair_is_kept():
    edition = read_edition(stream(HEADER + "hovedgruppe,02,,Byggeri [\nhovedgruppe,03,,Boliger [udgår]\n"))
    assert [row.title for row in edition.rows] == ["Byggeri", "Boliger [udgår]"]


def test_a_title_is_composed_and_loses_control_and_reversing_characters():
    edition = read_edition(stream(HEADER + "hovedgruppe,05,,Ka\u030art\x00 og \u202eveje\t \n"))
    assert edition.rows[0].title == "Kårt og veje"


def test_a_table_says_nothing_of_retention_or_of_what_is_retired():
    row = read_edition(stream(HEADER + "hovedgruppe,02,,Byggeri\n")).rows[0]
    assert (row.retention_code, row.says_whether_retired) == (None, False)


def test_each_wrong_line_of_a_table_is_refused_with_its_reason_and_spoils_no_other():
    edition = read_edition(
        stream(
            HEADER
            + "hovedgruppe,02,,Byggeri\n"
            + "hovedgruppe,2,,Kort nummer\n"
            + "gruppe,02.34.02,02.34,Forkert niveau\n"
            + "emne,02.34.02,02.35,Forkert gruppe\n"
            + "hovedgruppe,03,,\n"
            + "hovedgruppe,02,,Igen\n"
            + f"hovedgruppe,04,,{'x' * 501}\n"
            + "hovedgruppe\n"
            + "hovedgruppe,05,,Veje\n"
        )
    )
    assert numbers(edition) == ["02", "05"]
    assert reasons(edition) == {
        3: "number",
        4: "level",
        5: "parent",
        6: "no title",
        7: "twice",
        8: "long title",
        9: "number",
    }


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   \n\n",
        b"\x00\x00\x00",
        b"%PDF-1.7\n",
        b"Nummer;Behandling\n01;x\n",
        b"<html><body/></html>",
        b"<KLE-Emneplan>",
        b"<KLE-Emneplan><Hovedgruppe></KLE-Emneplan>",
        b"<?xml version='1.0' encoding='nonsense'?><KLE-Emneplan/>",
        b"<?xml version='1.0' encoding='utf-8'?><KLE-Emneplan>\xe6</KLE-Emneplan>",
        b"<KLE-Emneplan>" + b"<a>" * 500 + b"</a>" * 500 + b"</KLE-Emneplan>",
        b'"' + b"x" * 300_000,
    ],
)
def test_a_file_that_is_no_edition_is_refused_with_a_message_at_the_file(content):
    with pytest.raises(UnreadableEdition) as refused:
        read_edition(io.BytesIO(content))
    assert refused.value.field == "file"


def test_the_official_plan_gives_titles_codes_and_its_day():
    edition = read_edition(
        plan(topic("02.34.02", "Byggetilladelse", code="K10"), topic("02.34.30", "Nedrivning", code="tom"))
    )
    assert edition.published == date(2026, 8, 1)
    assert numbers(edition) == ["02", "02.34", "02.34.02", "02.34.30"]
    assert [row.retention_code for row in edition.rows] == [None, None, "K10", ""]


def test_the_shape_of_the_rest_interface_is_read_with_its_keywords_and_ids_passed_over():
    more = (
        "<SletningJaevnfoerPersondataloven>P1825D</SletningJaevnfoerPersondataloven>"
        "<EmneStikord><Orden>1</Orden><Tekst>carport</Tekst></EmneStikord>"
        "<EmneOgHandlingsfacetStikord><Orden>1</Orden><Tekst>klage</Tekst><HandlingsfacetNr>K02</HandlingsfacetNr>"
        "</EmneOgHandlingsfacetStikord><UUID>15b97b4f-08c6-42fc-9a37-3ec048d8d01b</UUID>"
    )
    edition = read_edition(plan(topic("02.34.02", "Byggetilladelse", more=more)))
    assert numbers(edition) == ["02", "02.34", "02.34.02"]
    assert edition.rows[-1].deletion_period == "P1825D"
    assert edition.refused == []


def test_guidance_with_markup_is_passed_over():
    more = "<EmneVejledning><VejledningTekst><p>Se <b>også</b> <i>andet</i></p></VejledningTekst></EmneVejledning>"
    assert (
        read_edition(plan(topic("02.34.02", "Byggetilladelse", more=more))).rows[-1].title
        == "Byggetilladelse"
    )


def test_what_went_out_of_use_has_its_day_and_what_moved_has_its_successors():
    gone = topic("02.34.04", "Udgået", history="<Historisk><UdgaaetDato>2020-05-01</UdgaaetDato></Historisk>")
    moved = topic(
        "02.34.05",
        "Flyttet",
        history="<Historisk><Flyttet><FlyttetDato>2021-02-01+01:00</FlyttetDato>"
        "<AfloestAf><EmneNr>02.34.02</EmneNr></AfloestAf><AfloestAf><GruppeNr>02.60</GruppeNr></AfloestAf>"
        "</Flyttet></Historisk>",
    )
    rows = {row.number: row for row in read_edition(plan(gone, moved)).rows}
    assert rows["02.34.04"].retired == date(2020, 5, 1)
    assert rows["02.34.05"].retired == date(2021, 2, 1)
    assert rows["02.34.05"].replaced_by == ("02.34.02", "02.60")
    assert rows["02.34"].retired is None


def test_the_official_facets_are_read_and_their_categories_are_not_taken_for_facets():
    edition = read_edition(
        stream(
            "<KLE-Handlingsfacetter><UdgivelsesDato>2015-05-01</UdgivelsesDato><HandlingsfacetKategori>"
            "<HandlingsfacetKategoriNr>Ø</HandlingsfacetKategoriNr><HandlingsfacetKategoriTitel>Økonomi"
            "</HandlingsfacetKategoriTitel><HandlingsfacetKategoriAdministrativInfo><Historisk>"
            "<UdgaaetDato>2020-01-01</UdgaaetDato></Historisk></HandlingsfacetKategoriAdministrativInfo>"
            "<Handlingsfacet><HandlingsfacetNr>Ø34</HandlingsfacetNr><HandlingsfacetTitel>Tilskud"
            "</HandlingsfacetTitel><BevaringJaevnfoerArkivloven>B</BevaringJaevnfoerArkivloven></Handlingsfacet>"
            "</HandlingsfacetKategori></KLE-Handlingsfacetter>"
        )
    )
    (facet,) = edition.rows
    assert (facet.number, facet.title, facet.retention_code, facet.retired) == ("Ø34", "Tilskud", "B", None)
    assert facet.is_facet


def test_each_wrong_subject_is_refused_with_its_reason_and_line():
    edition = read_edition(
        plan(
            topic("02.34.02", "God"),
            topic("2.34.3", "Nummer"),
            topic("02.34.04", ""),
            topic("02.34.05", "Kode", code="K7"),
            topic("02.34.06", "Dato", history="<Historisk><UdgaaetDato>2020-02-30</UdgaaetDato></Historisk>"),
            topic(
                "02.34.07",
                "Frist",
                more="<SletningJaevnfoerPersondataloven>5 år</SletningJaevnfoerPersondataloven>",
            ),
        )
    )
    assert numbers(edition) == ["02", "02.34", "02.34.02"]
    assert [refused.reason for refused in edition.refused] == [
        "number",
        "no title",
        "retention code",
        "date",
        "deletion period",
    ]
    assert edition.refused[0].line == 16
    assert edition.refused[0].text == "2.34.3 Nummer"


@pytest.mark.parametrize("sign", ["&#xC;", "&#12;", "&#x0000C;", "\x0c", "&#0;", "\x00", "&#x1F;"])
def test_characters_that_xml_does_not_allow_are_passed_over(sign):
    edition = read_edition(plan(topic("02.34.02", f"Bygge{sign}tilladelse")))
    assert edition.rows[-1].title == "Bygge tilladelse"


def test_references_that_xml_does_allow_are_kept():
    edition = read_edition(plan(topic("02.34.02", "Vej &amp; park&#xE6;&#10;&#9;x")))
    assert edition.rows[-1].title == "Vej & parkæ x"


def test_an_illegal_reference_is_found_wherever_the_file_is_cut_for_reading():
    for length in range(65_500, 65_560):
        filling = "<!--" + "x" * (length - len(OPENING.encode()) - 7) + "-->"
        data = (
            OPENING
            + filling
            + "<Emne><EmneNr>02.34.02</EmneNr><EmneTitel>&#x00C;A</EmneTitel></Emne>"
            + CLOSING
        )
        assert read_edition(stream(data)).rows[-1].title == "A"


def test_a_plan_in_two_byte_characters_is_read():
    text = (
        "<?xml version='1.0' encoding='UTF-16'?>"
        + OPENING.partition("?>")[2]
        + topic("02.34.02", "Ærøgade")
        + CLOSING
    )
    assert read_edition(stream(text, "utf-16")).rows[-1].title == "Ærøgade"


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE a [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>',
        '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE a SYSTEM "http://example.invalid/x.dtd">',
    ],
)
def test_a_file_with_a_document_type_is_refused_before_any_entity_is_read(doctype):
    data = f"<?xml version='1.0'?>{doctype}<KLE-Emneplan><UdgivelsesDato>&c;</UdgivelsesDato></KLE-Emneplan>"
    with pytest.raises(UnreadableEdition, match="DOCTYPE"):
        read_edition(stream(data))
