"""Addresses of pages."""

import pytest

from bdk_esdh.kernel.faces import RESERVED_NAMES
from bdk_esdh.pages.actions import add_news, add_page
from bdk_esdh.pages.errors import NameTaken


def test_the_address_is_made_of_the_title_and_a_second_one_gets_a_number(site):
    with site.graph("redaktoer") as (root, act):
        names = [add_page(root, {"title": "Ærø & Ålborg 🏠"}, act).__name__ for _ in range(3)]
        assert names == ["aeroe-aalborg", "aeroe-aalborg-2", "aeroe-aalborg-3"]
        assert add_page(root, {"title": "🏠"}, act).__name__ == "side"


def test_a_title_never_takes_a_name_that_belongs_to_something_else(site):
    with site.graph("redaktoer") as (root, act):
        places = {declared.place for declared in act.registry.records.places() if "/" not in declared.place}
        assert {"sager", "nyheder"} <= places
        for name in RESERVED_NAMES | places | {"udvalg", "sider", "ny-side"}:
            assert add_page(root, {"title": name.replace("-", " ").title()}, act).__name__ == f"{name}-2"


@pytest.mark.parametrize(
    "name", ["intranet", "sager", "log-ind", "sider", "udvalg", "Store Bogstaver", "a/b", "../x", "@@x"]
)
def test_a_wished_name_that_is_taken_or_no_address_is_refused(site, name):
    with site.graph("redaktoer") as (root, act):
        before = set(root)
        with pytest.raises(NameTaken):
            add_page(root, {"title": "Side", "name": name}, act)
        assert set(root) == before


def test_the_fixed_pages_get_the_addresses_that_are_wished_for(site):
    with site.graph("redaktoer") as (root, act):
        for name in ("aktindsigt", "selvbetjening", "debat", "mine-sager"):
            assert add_page(root, {"title": "Sådan gør du", "name": name}, act).__name__ == name


def test_below_a_page_only_its_own_views_are_taken(site):
    with site.graph("redaktoer") as (root, act):
        above = add_page(root, {"title": "Borger"}, act)
        assert add_page(above, {"title": "Sager"}, act).__name__ == "sager"
        assert add_page(above, {"title": "Ret"}, act).__name__ == "ret-2"
        assert add_news(root["nyheder"], {"title": "Ny nyhed"}, act).__name__ == "ny-nyhed-2"
