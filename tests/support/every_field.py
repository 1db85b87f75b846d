"""A form with one of each kind of field, for tests of forms."""

import datetime as dt
import io
from types import SimpleNamespace

import colander
import pytest

from bdk_esdh.kernel.date_fields import DateField, TimeField
from bdk_esdh.kernel.fields import (
    Check,
    Choice,
    Choices,
    Concealed,
    Group,
    Line,
    LongText,
    Number,
    Rows,
    Secret,
    Title,
)
from bdk_esdh.kernel.file_fields import FileField, Upload
from bdk_esdh.kernel.forms import Action, Form, FormInvalid

TODAY = dt.date(2026, 11, 22)


class Party(Group):
    title = "Part"
    name = Line(title="Navn")
    role = Choice((("applicant", "Ansøger"), ("neighbour", "Nabo")), title="Rolle", missing=None)


class EverySchema(colander.MappingSchema):
    """One of each kind of field."""

    title = Title(hint="Kort og uden navne")
    letter_date = DateField(title="Brevdato", missing=None)
    start = TimeField(title="Klokkeslæt", missing=None)
    copies = Number(title="Antal", missing=None, high=5000)
    description = LongText(title="Beskrivelse", missing="")
    unit = Choice("units", title="Enhed", missing=None)
    direction = Choice(
        (("in", "Indgående"), ("out", "Udgående")), title="Retning", as_radios=True, missing=None
    )
    subjects = Choices((("a", "Byg"), ("b", "Vej")), title="Emner")
    public = Check(title="På postlisten")
    password = Secret(missing="")
    back = Concealed()
    parties = Rows(Party(name="party"), title="Parter")
    file = FileField(missing=None, extensions=("pdf", "docx"), max_bytes=1_000_000)


class Drafts:
    """Keeps uploads in memory, as the store of files does on disk."""

    def __init__(self):
        self.kept = {}

    def keep(self, upload):
        token = f"token{len(self.kept)}"
        self.kept[token] = Upload(upload.filename, upload.size, upload.stream, token)
        return self.kept[token]

    def get(self, token):
        return self.kept.get(token)


def a_form(schema=None, **more):
    return Form(
        schema or EverySchema(),
        action="/sager/ny",
        submit_label="Opret sag",
        secondary=[Action("Sæt endelig", name="finalise"), Action("Fortryd", url="/sager")],
        csrf_token="csrf",
        today=TODAY,
        bindings={"units": (("byg", "Byg"), ("vej", "Vej & Park"))},
        **more,
    )


def a_file(name="tegning.pdf", data=b"%PDF-1.7"):
    return SimpleNamespace(filename=name, file=io.BytesIO(data))


def refused(items, **more):
    form = a_form(**more)
    with pytest.raises(FormInvalid) as caught:
        form.validate(items)
    assert caught.value.form is form
    return form


def messages(form):
    return [line.text for line in form.error_lines]
