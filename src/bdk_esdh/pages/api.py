"""Pages and news as programs see them: the public ones made of the record that the public pages use."""

from collections.abc import Mapping
from typing import Any

from pyramid.httpexceptions import HTTPGone
from pyramid.request import Request

from ..kernel.graph import get_oid
from ..kernel.json_face.answers import day, moment
from ..kernel.json_face.serializers import (
    json_defaults,
    json_fields,
    json_items,
    json_public,
    json_summary,
    json_transition,
)
from ..kernel.records import Act
from ..search.api import listed
from .actions import publish, unpublish
from .content import Audience, News, NewsItem, Page, Publication
from .public import public_record, withdrawal_text
from .schema import WithdrawSchema


@json_public(News)
def public_news_list(news: News, _request: Request) -> dict[str, Any]:
    """Return the list of news itself."""
    return {"title": news.title}


@json_fields(News)
def news_list_fields(_news: News, _request: Request) -> dict[str, Any]:
    """Return no more."""
    return {}


@json_items(News)
def news_items(_news: News, request: Request) -> dict[str, Any]:
    """List the news one may read that are shown, newest first."""
    return listed(request, {"kind": "NewsItem", "page_standing": "shown"}, "shown_since", reverse=True)


@json_items(Page)
def pages_below(page: Page, request: Request) -> dict[str, Any]:
    """List the pages right below one that one may read, by title."""
    return listed(request, {"kind": "Page", "page_above": get_oid(page)}, "title_order")


@json_public(Page)
@json_public(NewsItem)
def public_page(node: Publication, request: Request) -> dict[str, Any] | None:
    """Return what everyone may read of a page or a piece of news now.

    :raises HTTPGone: when it was public and has been taken back.
    """
    if not node.is_published(request.clock.now()):
        if node.taken_back is not None:
            raise HTTPGone(withdrawal_text(node.taken_back))
        return None
    record = public_record(node, request)
    return {
        "title": record.title,
        "lead": record.lead,
        "body": str(record.text),
        "unit": record.unit,
        "shown_since": record.since.iso if record.since else None,
        "amended": record.amended.iso if record.amended else None,
    }


@json_fields(Page)
@json_fields(NewsItem)
def page_fields(node: Publication, _request: Request) -> dict[str, Any]:
    """Return the facts of a page or a piece of news."""
    return {
        "lead": node.lead,
        "body": str(node.text),
        "audience": node.audience,
        "unit": node.unit,
        "review_state": node.review_state,
        "published_from": day(node.published_from),
        "published_to": day(node.published_to),
        "contact_phone": node.contact_phone,
        "contact_mail": node.contact_mail,
        "changed_at": moment(node.changed_at),
    }


@json_summary(Page)
@json_summary(NewsItem)
def page_line(node: Publication, _request: Request) -> dict[str, Any]:
    """Return what a list shows of a page or a piece of news."""
    return {"review_state": node.review_state}


@json_defaults(Page)
@json_defaults(NewsItem)
def usual_audience() -> dict[str, str]:
    """What the form suggests: it is for everybody, once it is published."""
    return {"audience": Audience.PUBLIC.value}


@json_transition(Page, "publish")
@json_transition(NewsItem, "publish")
def publish_it(node: Publication, _values: Mapping[str, Any], act: Act) -> None:
    """Publish it for the audience it has."""
    publish(node, act)


@json_transition(Page, "unpublish", WithdrawSchema)
@json_transition(NewsItem, "unpublish", WithdrawSchema)
def take_it_back(node: Publication, values: Mapping[str, Any], act: Act) -> None:
    """Take it back, with the reason that its address gives from then on."""
    unpublish(node, values["reason"], act)
