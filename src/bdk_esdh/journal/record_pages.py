"""The journal of one record: of a case with all that lies in it, of a document, of a person."""

from typing import Any

from pyramid.request import Request

from ..audit.entering import enter_read
from ..audit.lookup import Question
from ..cases.content import Case
from ..documents.content import Document
from ..documents.intranet.heads import document_head
from ..kernel.faces import face_path, intranet_view
from ..kernel.graph import get_oid
from ..kernel.i18n import _
from ..kernel.page_frame import Crumb, lineage_crumbs
from ..organisation.content import Person
from ..security.permissions import Permission
from .filtering import entries_for, filters_for, question_of
from .journal import JOURNAL_READ, JOURNAL_SEARCHED
from .rows import Eyes

NAME = "journal"
ABOUT = "journal-om"
TEMPLATE = "bdk_esdh:journal/templates/intranet/entries.pt"
_FILTERS = ("person", "art", "fra", "til", "ord")
_OF_A_PERSON = ("sag", "art", "handling", "fra", "til", "ord")


@intranet_view(Case, name=NAME, permission=Permission.JOURNAL_VIEW, template=TEMPLATE)
def case_journal(context: Case, request: Request) -> dict[str, Any]:
    """Show everything that was done to a case and in it, and who has read it."""
    enter_read(request, context, JOURNAL_READ)
    say = request.localizer.translate
    heading = say(_("Journal for sag ${number}", mapping={"number": context.case_number}))
    head = {
        "number": context.case_number,
        "title": heading,
        "facts": [context.internal_title],
        "tabs": [
            {"title": say(_("Sagen")), "url": face_path(request, context), "current": False},
            {"title": say(_("Journal")), "url": face_path(request, context, NAME), "current": True},
        ],
    }
    return _page(request, context, Question(case_number=context.case_number), head, heading)


@intranet_view(Document, name=NAME, permission=Permission.JOURNAL_VIEW, template=TEMPLATE)
def document_journal(context: Document, request: Request) -> dict[str, Any]:
    """Show what was done to a document, and who has read it."""
    enter_read(request, context, JOURNAL_READ)
    heading = _("Journal for ${number}", mapping={"number": context.document_number})
    head = document_head(context, request, NAME)
    question = Question(record=get_oid(context))
    return _page(request, context, question, head, request.localizer.translate(heading))


def _page(request: Request, node: Any, question: Question, head: Any, title: str) -> dict[str, Any]:
    filters = filters_for(request, face_path(request, node, NAME), _FILTERS)
    asked = question_of(request, filters, _FILTERS, question)
    eyes = Eyes(request, here=get_oid(node))
    crumb = Crumb(request.localizer.translate(_("Journal")), None)
    return {
        "title": title,
        "head": head,
        "filters": filters,
        "entries": entries_for(request, asked, eyes, filters, words=filters["ord"]),
        "crumbs": [*lineage_crumbs(request, node), crumb],
    }


@intranet_view(Person, name=NAME, permission=Permission.JOURNAL_CONTROL, template=TEMPLATE)
def person_journal(context: Person, request: Request) -> dict[str, Any]:
    """Show to whoever controls what a person has done."""
    enter_read(request, context, JOURNAL_SEARCHED)
    filters = filters_for(request, face_path(request, context, NAME), _OF_A_PERSON)
    asked = question_of(request, filters, _OF_A_PERSON, Question(by=str(context.__name__)))
    eyes = Eyes(request, control=True)
    entries = entries_for(request, asked, eyes, filters, words=filters["ord"])
    return {**_person_page(request, context, NAME), "filters": filters, "entries": entries}


@intranet_view(Person, name=ABOUT, permission=Permission.JOURNAL_CONTROL, template=TEMPLATE)
def journal_about_person(context: Person, request: Request) -> dict[str, Any]:
    """Show to whoever controls what was done to a person's record: roles, passwords, logging in."""
    enter_read(request, context, JOURNAL_SEARCHED)
    filters = filters_for(request, face_path(request, context, ABOUT), ())
    eyes = Eyes(request, control=True, here=get_oid(context))
    entries = entries_for(request, Question(record=get_oid(context)), eyes, filters, words="")
    return {**_person_page(request, context, ABOUT), "filters": None, "entries": entries}


def _person_page(request: Request, person: Person, here: str) -> dict[str, Any]:
    say = request.localizer.translate
    title = say(_("Journal for ${name}", mapping={"name": person.title}))
    tabs = (
        ("", _("Personen")),
        (NAME, _("Hvad personen har gjort")),
        (ABOUT, _("Hvad der er gjort ved personen")),
    )
    return {
        "title": title,
        "head": {
            "number": person.__name__,
            "title": title,
            "tabs": [
                {
                    "title": say(text),
                    "url": face_path(request, person, *filter(None, [name])),
                    "current": name == here,
                }
                for name, text in tabs
            ],
        },
        "crumbs": [*lineage_crumbs(request, person), Crumb(say(_("Journal")), None)],
    }
