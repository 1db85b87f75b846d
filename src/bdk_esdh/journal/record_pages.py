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
from ..lists.page import list_page
from ..organisation.content import Person
from ..security.permissions import Permission
from .filtering import entries_of
from .journal import JOURNAL_READ, JOURNAL_SEARCHED
from .rows import Eyes

NAME = "journal"
ABOUT = "journal-om"
TEMPLATE = "bdk_esdh:journal/templates/intranet/entries.pt"
_FILTERS = ("person", "art", "dage", "ord")
_OF_A_PERSON = ("sag", "art", "handling", "dage", "ord")


@intranet_view(Case, name=NAME, permission=Permission.JOURNAL_VIEW, template=TEMPLATE)
def case_journal(context: Case, request: Request) -> Any:
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
def document_journal(context: Document, request: Request) -> Any:
    """Show what was done to a document, and who has read it."""
    enter_read(request, context, JOURNAL_READ)
    heading = _("Journal for ${number}", mapping={"number": context.document_number})
    head = document_head(context, request, NAME)
    question = Question(record=get_oid(context))
    return _page(request, context, question, head, request.localizer.translate(heading))


def _page(request: Request, node: Any, question: Question, head: Any, title: str) -> Any:
    declared = entries_of(question, _FILTERS, lambda each: Eyes(each, here=get_oid(node)))
    crumbs = [*lineage_crumbs(request, node), Crumb(request.localizer.translate(_("Journal")), None)]
    return list_page(node, request, declared, title=title, head=head, crumbs=crumbs)


@intranet_view(Person, name=NAME, permission=Permission.JOURNAL_CONTROL, template=TEMPLATE)
def person_journal(context: Person, request: Request) -> Any:
    """Show to whoever controls what a person has done."""
    enter_read(request, context, JOURNAL_SEARCHED)
    question = Question(by=str(context.__name__))
    declared = entries_of(question, _OF_A_PERSON, lambda each: Eyes(each, control=True))
    return list_page(context, request, declared, **_person_page(request, context, NAME))


@intranet_view(Person, name=ABOUT, permission=Permission.JOURNAL_CONTROL, template=TEMPLATE)
def journal_about_person(context: Person, request: Request) -> Any:
    """Show to whoever controls what was done to a person's record: roles, passwords, logging in."""
    enter_read(request, context, JOURNAL_SEARCHED)
    here = get_oid(context)
    declared = entries_of(Question(record=here), (), lambda each: Eyes(each, control=True, here=here))
    return list_page(context, request, declared, **_person_page(request, context, ABOUT))


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
