"""What the forms of sharing offer."""

from typing import Any

from pyramid.request import Request

from ..kernel.fields import Pairs
from ..kernel.i18n import _
from ..organisation.actions import units_of
from ..organisation.directory import politician_pairs, staff_with_unit, unit_pairs
from ..security.grants import LEVEL_PERMISSIONS, Level
from ..security.readers import group_token, unit_token, user_token
from .names import LEVEL_TITLES


def nameable(request: Request) -> Pairs:
    """Everybody who can be named: units and groups first, then people, politicians last.

    A person's name stands first, so that typing it finds it; then the unit, which tells two of a name apart.
    """
    root, registry, say = request.root, request.registry, request.localizer.translate
    people = [(user_token(login), name) for login, name in staff_with_unit(root, registry)]
    units, groups, politicians = (
        [(token(key), say(_(words, mapping={"name": title}))) for key, title in pairs]
        for words, token, pairs in (
            (_("Enhed: ${name}"), unit_token, unit_pairs(units_of(root), registry)),
            (_("Gruppe: ${name}"), group_token, _group_pairs(root)),
            (_("${name}, politiker"), user_token, politician_pairs(root, registry)),
        )
    )
    return [*units, *groups, *people, *politicians]


def _group_pairs(root: Any) -> Pairs:
    groups = root["organisation"]["grupper"]
    return sorted(((key, group.title) for key, group in groups.items()), key=lambda pair: pair[1].casefold())


def levels(request: Request) -> Pairs:
    """The levels that give something on the thing the page is about."""
    say = request.localizer.translate
    return [(level.value, say(LEVEL_TITLES[level])) for level in levels_for(request.context, request)]


def levels_for(node: Any, request: Request) -> list[Level]:
    """Return the levels that make a difference on ``node``: editing only where a level can give it."""
    records = request.registry.records
    declared = records.of(node)
    wanted = {declared.edit_permission, declared.add_permission if not declared.place else None}
    wanted |= {each.add_permission for each in records.types.values() if declared.name in each.parents}
    beyond_reading = LEVEL_PERMISSIONS[Level.EDIT] - LEVEL_PERMISSIONS[Level.READ]
    return [Level.READ, *([Level.EDIT] if wanted & beyond_reading else []), Level.MANAGE]
