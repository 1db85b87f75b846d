"""A list on a page: what the view of every list calls."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request

from ..kernel.clock import local
from ..kernel.danish import short_date
from ..kernel.faces import face_path
from ..kernel.i18n import _
from ..kernel.page_frame import tell
from ..search.lists import Batch
from .asked import ALL_OF_PAGE, CHOSEN, FORMAT, SIZE, SORT, Asked
from .columns import NAME, offered, shown
from .declared import SIZES, Column, ListOf
from .finding import chosen_ids, page_of, tabs_of
from .table import table_of

#: the template of a page that is a list and nothing else: ``title``, ``lead``, ``actions`` and ``list``
TEMPLATE = "bdk_esdh:lists/templates/intranet/list.pt"
CSV = "csv"


def list_page(context: Any, request: Request, declared: ListOf, **values: Any) -> Any:
    """Return what the page of a list shows, or the list as a table when that is asked for.

    :param values: of the page beside the list: ``title``, and what its template takes.
    """
    asked = Asked(request, declared, face_path(request, context, *filter(None, [request.view_name])))
    if request.GET.get(FORMAT) == CSV:
        if CHOSEN in request.GET and not chosen_ids(request):
            tell(request, "warning", _("Sæt kryds ved mindst én række"))
            return HTTPSeeOther(asked.url())
        return table_of(context, request, asked)
    title = request.localizer.translate(declared.title)
    return {"title": title, "lead": "", "actions": (), **values, "list": list_part(context, request, asked)}


def list_part(context: Any, request: Request, asked: Asked) -> dict[str, Any]:
    """Return what ``_list.pt`` shows."""
    say, declared = request.localizer.translate, asked.declared
    batch = page_of(context, request, asked)
    columns = shown(request, declared)
    acts = [*declared.acts(context, request)] if batch.items else []
    all_ticked = request.GET.get(CHOSEN) == ALL_OF_PAGE
    tabs = tabs_of(context, request, asked)
    return {
        "asked": asked,
        "batch": batch,
        "heading": _heading(request, declared, batch),
        "tabs": tabs,
        "table": {
            **table_values(request, columns, batch.items, declared.title),
            "columns": [_head(asked, each, say) for each in columns],
            "picks": CHOSEN if acts else None,
        },
        "acts": acts,
        "choose_all": _choose_all(request, asked, batch, all_ticked=all_ticked) if acts else None,
        "empty": _empty(asked, say),
        "sizes": _sizes(asked, batch),
        "table_url": asked.url(**{FORMAT: CSV}),
        "form": _columns_form(request, declared, columns),
    }


def _heading(request: Request, declared: ListOf, batch: Any) -> str:
    total, says = batch.total, declared.says
    if total is None:
        return str(request.localizer.translate(says.many))
    many = _with_count(says.many, total)
    return str(request.localizer.translate({0: says.none, 1: says.one}.get(total, many)))


def _with_count(text: Any, total: int) -> Any:
    return type(text)(text, domain=text.domain, mapping={"count": f"{total:,}".replace(",", ".")})


def _head(asked: Asked, column: Column, say: Any) -> dict[str, Any]:
    title = say(column.title)
    if not column.index:
        return {"title": title, "sort": None, "sort_url": None}
    now = {column.key: "ascending", f"-{column.key}": "descending"}.get(asked.sort)
    wanted = f"-{column.key}" if now == "ascending" else column.key
    # The usual order needs no word in the address.
    code = "" if wanted == asked.declared.sort else wanted
    return {"title": title, "sort": now, "sort_url": asked.url(**{SORT: code})}


def table_values(
    request: Request, columns: Iterable[Column], items: Iterable[Any], title: Any
) -> dict[str, Any]:
    """Return what ``pieces['table']`` draws of some columns, also on a page about something else."""
    say, columns = request.localizer.translate, [*columns]
    ticked, all_ticked = chosen_ids(request), request.GET.get(CHOSEN) == ALL_OF_PAGE
    rows = []
    for item in items:
        cells = [{"number": each.number, **_cell(request, each, item)} for each in columns]
        oid = getattr(item, "__oid__", 0)
        label = say(_("Vælg ${name}", mapping={"name": cells[0]["text"]}))
        picked = all_ticked or oid in ticked
        rows.append({"cells": cells, "pick": str(oid), "pick_label": label, "picked": picked})
    return {
        "caption": say(title),
        "compact": False,
        "columns": [{"title": say(each.title)} for each in columns],
        "rows": rows,
    }


def _cell(request: Request, column: Column, item: Any) -> Mapping[str, Any]:
    if column.cell is not None:
        return column.cell(request, item)
    value = column.value(request, item)
    if isinstance(value, datetime):
        value = local(value).date()
    if isinstance(value, date):
        value = short_date(value, request.clock.today())
    return {"text": "" if value is None else str(value)}


def _choose_all(request: Request, asked: Asked, batch: Batch, *, all_ticked: bool) -> dict[str, str]:
    start = str(batch.start) if batch.start else ""
    if all_ticked:
        return {"text": request.localizer.translate(_("Fravælg alle")), "url": asked.url(start=start)}
    count = len(batch.items)
    text = _("Vælg den ene") if count == 1 else _("Vælg alle ${count} på siden", mapping={"count": count})
    url = asked.url(start=start, **{CHOSEN: ALL_OF_PAGE})
    return {"text": request.localizer.translate(text), "url": url}


def _empty(asked: Asked, say: Any) -> dict[str, Any]:
    says = asked.declared.says
    drop = [
        {"text": say(_("Fjern “${filter}”", mapping={"filter": chip["text"]})), "url": chip["url"]}
        for chip in asked.chips
        # What already shows all there is leaves nothing more to be seen when it is taken off.
        if asked.values.get(chip["name"]) != says.all_of.get(chip["name"], "")
    ]
    if asked.is_narrowed or says.all_of:
        everything = {name: says.all_of.get(name, "") for name in (*asked.values, *says.all_of)}
        drop.append({"text": say(says.show_all), "url": asked.url(**everything)})
    if not asked.is_narrowed:
        return {"title": say(says.empty[0]), "text": say(says.empty[1]), "drop": drop}
    return {
        # That none fits is in the heading of the list.
        "title": say(_("Fjern et af filtrene, så kommer der flere.")),
        "text": "",
        "drop": drop,
    }


def _sizes(asked: Asked, batch: Any) -> list[dict[str, Any]]:
    """Return the numbers of rows that make a difference."""
    more = batch.total is None or batch.total > SIZES[0]
    return [
        {
            "size": size,
            "url": asked.url(**{SIZE: "" if size == SIZES[1] else str(size)}),
            "current": size == asked.size,
        }
        for size in SIZES
        if more
    ]


def _columns_form(request: Request, declared: ListOf, columns: list[Column]) -> dict[str, Any]:
    say, keys = request.localizer.translate, {each.key for each in columns}
    return {
        "url": face_path(request, request.root, NAME),
        "name": declared.name,
        "back": request.path_qs,
        "columns": [
            {"key": each.key, "title": say(each.title), "shown": each.key in keys}
            for each in offered(request, declared)[1:]
        ],
    }
