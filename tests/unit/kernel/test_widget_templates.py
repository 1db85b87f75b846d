"""Every widget is drawn, with and without an error, and what it draws is checked."""

import datetime as dt
import io
import re
from pathlib import Path
from types import SimpleNamespace

import colander
import pytest
from lxml import html
from tests.support.every_field import a_form as a_whole_form

from bdk_esdh.kernel import fields, file_fields, forms
from bdk_esdh.kernel.concurrent_edits import Clash, LastEdit
from bdk_esdh.kernel.conflict_panel import conflict_panel
from bdk_esdh.kernel.date_fields import DateField, TimeField
from bdk_esdh.kernel.rich_text_fields import RichText

TEMPLATES = Path(forms.__file__).parent / "templates" / "widgets"
PAIRS = (("a", "Første"), ("b", "Anden"))


class Party(fields.Group):
    title = "Part"
    name = fields.Line(title="Navn")


# One node of each kind, and what to post so that it is refused (or None, where nothing can be).
NODES = {
    "text": (fields.Title(hint="Kort"), ""),
    "date": (DateField(title="Dag"), "31.11"),
    "time": (TimeField(title="Tid"), "25"),
    "number": (fields.Number(title="Antal"), "x"),
    "textarea": (fields.LongText(title="Tekst", hint="Langt"), ""),
    "richtext": (RichText(title="Tekst", hint="Langt"), ""),
    "password": (fields.Secret(), ""),
    "select": (fields.Choice(PAIRS, title="Type", hint="Vælg"), "zz"),
    "radios": (fields.Choice(PAIRS, title="Retning", as_radios=True, hint="Vælg"), ""),
    "checkboxes": (fields.Choices(PAIRS, title="Emner", hint="Vælg"), "zz"),
    "checkbox": (fields.Check(title="Ja", hint="Tænk"), "zz"),
    "file": (file_fields.FileField(extensions=("pdf",), hint="Brevet"), ""),
    "hidden": (fields.Concealed(), "\ufffd"),
}


class Drafts:
    def keep(self, upload):
        return file_fields.Upload(upload.filename, upload.size, upload.stream, "token")

    def get(self, token):
        return None


def a_form(node):
    schema = colander.MappingSchema()
    schema.add(node.clone())
    schema.children[0].name = "thing"
    schema.add(fields.Rows(Party(name="party"), name="parties", title="Parter", missing=()))
    return forms.Form(
        schema, action="/x", submit_label="Gem", csrf_token="c", today=dt.date(2026, 11, 22), sprite="/s.svg",
        drafts=Drafts(), secondary=[forms.Action("Fortryd", url="/")],
    )  # fmt: skip


def drawn(kind, *, wrong):
    node, bad = NODES[kind]
    form = a_form(node)
    if wrong:
        with pytest.raises(forms.FormInvalid):
            form.validate([("thing", bad), ("parties.rows", "0"), ("parties.0.name", "Ida")])
        assert form.has_errors
    return html.fragment_fromstring(form.__html__())


def described(form, element):
    return [
        form.get_element_by_id(each).text_content()
        for each in (element.get("aria-describedby") or "").split()
    ]


def test_every_widget_template_is_drawn_by_some_test_here():
    drawn_here = {NODES[kind][0].widget.template for kind in NODES} | {
        "form",
        "fields",
        "rows",
        "group",
        "wrapper",
        "fieldset",
        "conflict",
    }
    assert {path.stem for path in TEMPLATES.glob("*.pt")} == drawn_here


def test_a_conflict_shows_the_three_states_side_by_side_with_signs_and_keeps_the_form():
    form = a_whole_form()
    values = {"title": "Carport", "description": "En linje\nEn til"}
    clashes = (
        Clash("title", "Carport", "Garage <b>", "Udhus"),
        Clash("description", "En linje\nEn til", "En linje", "En linje\nEn mere"),
    )
    latest = LastEdit("sanne", "Sanne Mønster", dt.datetime(2026, 11, 22, 9, 4, tzinfo=dt.UTC))
    form.bind_record(values)
    now = dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC)
    form.conflict = conflict_panel(form.root.children, clashes, latest, now, form.translate)
    drawn = form.__html__()
    assert "Sanne Mønster gemte kl. 10.04, mens du skrev" in drawn
    assert "Garage &lt;b&gt;" in drawn
    assert drawn.count('type="radio"') >= 4
    assert 'name="valg.title" value="mit" checked' in drawn
    assert "Fjernet linje:" in drawn
    assert "Ny linje:" in drawn
    assert "Gem mine valg" in drawn
    assert "Opret sag" not in drawn
    assert 'name="shown"' in drawn


def test_no_widget_holds_script_style_event_attributes_or_unescaped_values():
    for path in TEMPLATES.rglob("*.pt"):
        source = path.read_text("utf-8")
        assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=|javascript:|structure[ :]", source), (
            path.name
        )


@pytest.mark.parametrize("wrong", [False, True])
@pytest.mark.parametrize("kind", NODES)
def test_ids_are_unique_and_every_reference_leads_somewhere(kind, wrong):
    form = drawn(kind, wrong=wrong)
    ids = [element.get("id") for element in form.xpath("//*[@id]")]
    assert len(ids) == len(set(ids))
    referred = [
        word
        for value in form.xpath("//@aria-describedby | //@aria-labelledby | //@for")
        for word in value.split()
    ]
    referred += [href[1:] for href in form.xpath("//a/@href[starts-with(., '#')]")]
    assert set(referred) <= set(ids)
    assert form.xpath("//@style | //script | //@*[starts-with(name(), 'on')]") == []


@pytest.mark.parametrize("wrong", [False, True])
@pytest.mark.parametrize("kind", [kind for kind in NODES if kind != "hidden"])
def test_every_visible_control_has_a_label(kind, wrong):
    form = drawn(kind, wrong=wrong)
    labelled = set(form.xpath("//label/@for"))
    controls = form.xpath("//input[not(@type='hidden')] | //select | //textarea")
    assert controls
    assert {control.get("id") for control in controls} <= labelled


@pytest.mark.parametrize("kind", [kind for kind in NODES if kind != "hidden"])
def test_a_wrong_answer_is_marked_and_its_message_belongs_to_the_control(kind):
    form = drawn(kind, wrong=True)
    marked = form.xpath("//*[@aria-invalid='true']")
    assert marked
    message = form.xpath("//div[@data-error-summary]//a")[0].text_content()
    owner = marked[0] if kind != "checkboxes" else form.get_element_by_id("form-thing")
    assert any(message in text for text in described(form, owner))
    assert form.xpath("//*[contains(@class, 'form-error')]")


@pytest.mark.parametrize("kind", [kind for kind in NODES if kind != "hidden"])
def test_a_right_answer_is_not_marked(kind):
    form = drawn(kind, wrong=False)
    assert not form.xpath("//@aria-invalid")
    assert not form.xpath("//*[contains(@class, 'form-error')]")
    assert not form.xpath("//*[@role='alert']")


@pytest.mark.parametrize("kind", ["text", "date", "textarea", "select"])
def test_the_order_is_label_hint_error_control(kind):
    group = drawn(kind, wrong=True).xpath("//*[@id='form-thing']/..")[0]
    order = [child.get("class", "").split()[0] for child in group]
    assert order[:2] == ["form-label", "form-hint"]
    assert order[2] == "form-error-message"
    assert order[3].startswith("form-")


def test_the_first_link_of_the_summary_leads_to_something_that_can_take_focus():
    for kind in NODES.keys() - {"hidden"}:
        form = drawn(kind, wrong=True)
        target = form.get_element_by_id(form.xpath("//div[@data-error-summary]//a/@href")[0][1:])
        assert target.tag in {"input", "select", "textarea", "button"}, kind


def test_what_may_be_left_out_says_so_and_the_rest_does_not():
    optional = html.fragment_fromstring(a_form(fields.Line(title="Note", missing="")).__html__())
    assert optional.xpath("//label[@for='form-thing']")[0].text_content() == "Note (kan udelades)"
    assert "(kan udelades)" not in drawn("text", wrong=False).text_content()


def test_a_hidden_field_tells_its_error_at_the_top():
    form = drawn("hidden", wrong=True)
    assert form.xpath("//div[@data-error-summary]//li")[0].text_content().startswith("Teksten har et tegn")
    assert not form.xpath("//div[@data-error-summary]//a")


def test_the_error_summary_can_take_focus_and_is_announced():
    summary = drawn("text", wrong=True).xpath("//*[@data-error-summary]")[0]
    assert (summary.get("role"), summary.get("tabindex")) == ("alert", "-1")


def test_a_file_field_states_its_limit_in_words_and_for_the_script():
    form = drawn("file", wrong=False)
    control = form.get_element_by_id("form-thing")
    assert control.get("data-max-size") == "50000000"
    assert control.get("accept") == ".pdf"
    assert described(form, control) == ["Brevet. PDF, højst 50 MB"]
    assert form.get("enctype") == "multipart/form-data"


def test_a_kept_file_shows_name_and_size_and_can_be_removed():
    form = a_form(file_fields.FileField(extensions=("pdf",)))
    with pytest.raises(forms.FormInvalid):
        form.validate(
            [
                ("thing", SimpleNamespace(filename="plan.pdf", file=io.BytesIO(b"x" * 2000))),
                ("parties.rows", "0"),
            ]
        )
    kept = html.fragment_fromstring(form.__html__()).xpath("//ul[contains(@class, 'e-files')]/li")[0]
    assert kept.text_content().split() == ["plan.pdf", "(2", "kB,", "gemt)", "Fjern", "plan.pdf"]
    assert kept.xpath(".//button/@name") == ["thing:remove"]


def test_rows_have_buttons_that_the_server_answers():
    form = drawn("text", wrong=True)
    assert form.xpath("//button[@name='parties.0:remove']/@type") == ["submit"]
    assert form.xpath("//button[@name='parties.0:remove']")[0].text_content() == "Fjern Part 1"
    assert form.xpath("//button[@name='parties:add']/@type") == ["submit"]


def test_a_choice_that_is_made_is_shown_as_made():
    for kind, path in (
        ("select", "//option[@selected]"),
        ("radios", "//input[@checked]"),
        ("checkboxes", "//input[@checked]"),
    ):
        form = a_form(NODES[kind][0]).bind_values({"thing": ["b"] if kind == "checkboxes" else "b"})
        assert html.fragment_fromstring(form.__html__()).xpath(f"{path}/@value") == ["b"], kind


def test_texts_are_shown_in_the_language_of_the_reader():
    schema = colander.MappingSchema(children=[])
    schema.add(fields.Title(name="title"))
    english = {"Titel": "Title", "Skriv en titel": "Write a title", "(kan udelades)": "(optional)"}
    form = forms.Form(
        schema, action="/", submit_label="Gem", csrf_token="c", today=dt.date(2026, 11, 22),
        translate=lambda text: english.get(str(text), forms.untranslated(text)),
    )  # fmt: skip
    with pytest.raises(forms.FormInvalid):
        form.validate([])
    page = form.__html__()
    assert ">Title<" in page
    assert page.count("Write a title") == 2


def test_sizes_and_kinds_of_files_are_written_in_words():
    assert file_fields.kinds_text(("pdf", "docx", "jpg")) == "PDF, DOCX eller JPG"
    assert file_fields.kinds_text(("pdf",)) == "PDF"
