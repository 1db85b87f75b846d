"""What is done to pages and news. Every way in (form, program, demo) goes through here."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import partial
from typing import Any

from ..audit.differences import change_of, changes_between
from ..audit.entering import enter
from ..audit.verbs import Verb
from ..jobs.queue import queue_of
from ..kernel.clean_html import words_of
from ..kernel.clock import COPENHAGEN, local
from ..kernel.errors import DomainError, SeveralErrors
from ..kernel.graph import get_oid, tell_changed
from ..kernel.i18n import _
from ..kernel.records import Act, changes, creates, form_values
from ..kernel.simple_text import html_of
from ..kernel.working_days import ONE_DAY
from ..organisation.names import unit_name
from ..security.cpr import contains_cpr
from ..security.readers import is_cut_off
from .content import Audience, EarlierText, News, NewsItem, Page, Publication, Withdrawal
from .errors import AudienceFixed, DatesReversed, KeptToSome, LooksLikeCpr, PhoneUnreadable, ReasonMissing
from .journal import PAGE_ADDED, PAGE_CHANGED, PAGE_PUBLISHED, PAGE_WITHDRAWN
from .naming import checked_name, free_name
from .schema import NewsSchema
from .workflow import PAGE_WORKFLOW

_FACTS = ("lead", "body", "contact_phone", "contact_mail")
#: earlier texts that are kept of a page, the latest
MOST_EARLIER = 50
_FORM = ("title", *_FACTS, "audience", "unit", "published_from", "published_to")
_TEXTS = ("title", "lead", "body")
_PHONE = re.compile(r"(?:\+[0-9]{1,3} ?)?[0-9]{2}(?: ?[0-9]{2}){3,4}")
_CPR = _(
    "Teksten ligner et CPR-nummer. Slet det. Er det et andet nummer, så del det anderledes, "
    "for eksempel 12 3456 7890"
)


@creates("Page")
def add_page(parent: Any, values: Mapping[str, Any], act: Act) -> Page:
    """Make a page, a draft at first, in the root or below another page.

    :param values: as ``PageSchema`` has them; ``name`` only when the address is to be
        another than the title gives.
    :raises NameTaken: when ``name`` belongs to something else.
    :raises SeveralErrors: when dates are reversed or a text looks like a CPR number.
    """
    return _add(parent, Page(values["title"], act), values, act)


@creates("NewsItem")
def add_news(news: News, values: Mapping[str, Any], act: Act) -> NewsItem:
    """Make a piece of news, a draft at first.

    :param values: as ``NewsSchema`` has them, and perhaps ``name``.
    :raises NameTaken: when ``name`` belongs to something else.
    :raises SeveralErrors: when dates are reversed or a text looks like a CPR number.
    """
    return _add(news, NewsItem(values["title"], act), values, act)


@changes("Page")
@changes("NewsItem")
def change_publication(node: Publication, values: Mapping[str, Any], act: Act) -> None:
    """Change a page or a piece of news; one that is published is seen changed at once.

    :raises AudienceFixed: when other people are to read what is published already.
    :raises SeveralErrors: when dates are reversed or a text looks like a CPR number.
    """
    if node.review_state == "published" and values["audience"] != node.audience:
        raise AudienceFixed(
            _("Den er offentliggjort. Træk den tilbage, før du bestemmer, at andre skal læse den"),
            field="audience",
        )
    values = _with_clean_body(values)
    _check(values)
    if publication_values(node) == {**publication_values(node), **values}:
        return  # nothing to tell readers of
    before = publication_values(node)
    _keep_earlier(node, before)
    _apply(node, values)
    if node.review_state == "published":
        node.amended_at = act.at
    _note_change(node, act)
    # The form of news has all fields of a page's, and the unit.
    units = partial(unit_name, node)
    changes = changes_between(NewsSchema, before, publication_values(node), {"units": units})
    enter(node, act, PAGE_CHANGED, changes=changes)


def checked_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a form with a clean text.

    :raises SeveralErrors: when dates are reversed or a text looks like a CPR number.
    """
    values = _with_clean_body(values)
    _check(values)
    return values


@form_values("Page")
@form_values("NewsItem")
def publication_values(node: Publication) -> dict[str, Any]:
    """Return what the form starts from."""
    return {name: getattr(node, name) for name in _FORM} | {"body": str(node.text)}


def publish(node: Publication, act: Act) -> None:
    """Publish for the audience it has, from now or from its first day.

    :raises Refused: when it is published already.
    :raises SeveralErrors: when its dates are reversed or it looks like it holds a CPR number.
    :raises KeptToSome: when it is for everyone, and access to it is kept to those named.
    """
    check_publishing(node)
    came_from = node.review_state
    PAGE_WORKFLOW.move(node, "publish")
    node.plan = None
    node.published_at = act.at
    node.amended_at = None
    node.withdrawal = None
    _note_change(node, act)
    _enter_state(node, came_from, PAGE_PUBLISHED, act)


def check_publishing(node: Publication) -> None:
    """Refuse what :func:`publish` refuses; also when the moment is set beforehand."""
    PAGE_WORKFLOW.check(node, "publish")
    if node.audience == Audience.PUBLIC and is_cut_off(node):
        raise KeptToSome(_("Adgangen til siden er begrænset. Genopret arven, før den kan blive offentlig"))
    _check(publication_values(node))


def unpublish(node: Publication, reason: str, act: Act) -> None:
    """Take back what is published; its public address answers 410 with the reason from now.

    :raises Refused: when it is not published.
    :raises ReasonMissing: without a reason.
    :raises LooksLikeCpr: when the reason, which is public, looks like it holds a CPR number.
    """
    PAGE_WORKFLOW.check(node, "unpublish")
    reason = checked_reason(reason)
    settle(node, act.at)  # whether it was public until this moment
    came_from = node.review_state
    PAGE_WORKFLOW.move(node, "unpublish")
    node.plan = None
    node.withdrawal = Withdrawal(act.at, act.by, act.by_name, reason)
    _note_change(node, act)
    _enter_state(node, came_from, PAGE_WITHDRAWN, act, reason)


def checked_reason(reason: str) -> str:
    """Return the reason for taking something back, as everyone will read it.

    :raises ReasonMissing: without one.
    :raises LooksLikeCpr: when it looks like it holds a CPR number.
    """
    reason = reason.strip()
    if not reason:
        raise ReasonMissing(_("Skriv, hvorfor den trækkes tilbage"), field="reason")
    if contains_cpr(reason):
        raise LooksLikeCpr(_CPR, field="reason")
    return reason


def settle(node: Publication, now: datetime) -> None:
    """Work out anew who may read it at the moment ``now``; the caller tells the indexes."""
    node.settled_at = now
    if node.is_published(now):
        node.been_public = True


def _add(parent: Any, node: Any, values: Mapping[str, Any], act: Act) -> Any:
    values = _with_clean_body(values)
    _check(values)
    _apply(node, values)
    wanted = values.get("name")
    name = (
        checked_name(parent, wanted, act.registry) if wanted else free_name(parent, node.title, act.registry)
    )
    parent.add(name, node, registry=act.registry)
    enter(node, act, PAGE_ADDED)
    return node


def _with_clean_body(values: Mapping[str, Any]) -> dict[str, Any]:
    """Clean the text, whichever way it came in."""
    return {**values, "body": str(html_of(values.get("body") or ""))}


def _enter_state(node: Publication, came_from: str, verb: Verb, act: Act, note: str = "") -> None:
    titles = [PAGE_WORKFLOW.state(code).title for code in (came_from, node.review_state)]
    enter(node, act, verb, changes=change_of(_("Tilstand"), *titles), note=note)


def _check(values: Mapping[str, Any]) -> None:
    errors: list[DomainError] = [
        LooksLikeCpr(_CPR, field=name)
        for name in _TEXTS
        if contains_cpr(
            words_of(values.get(name) or "") if name == "body" else values.get(name) or "", over_lines=True
        )
    ]
    first, last = values.get("published_from"), values.get("published_to")
    if first and last and last < first:
        errors.append(DatesReversed(_("Slutdatoen skal ligge efter startdatoen"), field="published_to"))
    phone = values.get("contact_phone") or ""
    if phone and not _PHONE.fullmatch(phone):
        errors.append(PhoneUnreadable(_("Skriv telefonnummeret med otte cifre"), field="contact_phone"))
    if errors:
        raise SeveralErrors(errors)


def _apply(node: Publication, values: Mapping[str, Any]) -> None:
    node.title = values["title"]
    for name in _FACTS:
        setattr(node, name, values.get(name) or "")
    node.body_format = "html"
    node.audience = Audience(values.get("audience") or Audience.PUBLIC).value
    node.unit = values.get("unit") or None
    node.published_from = values.get("published_from")
    node.published_to = values.get("published_to")


def _keep_earlier(node: Publication, values: Mapping[str, Any]) -> None:
    number = node.earlier[-1].number + 1 if node.earlier else 1
    kept = EarlierText(number, values, node.changed_at, node.changed_by_name)
    node.earlier = (*node.earlier, kept)[-MOST_EARLIER:]


def _note_change(node: Publication, act: Act) -> None:
    node.changed_at = act.at
    node.changed_by = act.by
    node.changed_by_name = act.by_name
    settle(node, act.at)
    tell_changed(node, act.registry)
    if node.review_state == "published":
        _settle_when_dates_come(node, act.at)


def _settle_when_dates_come(node: Publication, now: datetime) -> None:
    """Queue a new look for the midnights at which time alone shows or hides it."""
    today = local(now).date()
    turns = (node.published_from, node.published_to and node.published_to + ONE_DAY)
    for day in turns:
        if day and day > today:
            queue_of(node).put(
                "settle_publication", get_oid(node), at=now, run_after=_midnight(day), about=get_oid(node)
            )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), COPENHAGEN).astimezone(UTC)
