"""What follows the name of a view makes another address, at which nothing is, unless the view reads it."""

import pytest

from bdk_esdh.kernel.faces import API_ROUTE, INTRANET_ROUTE, AtItsEndPredicate

#: views that read what follows their name
READING = {"fil", "pdf", "frigivet", "bilag", "billede", "hjaelp", "sprog"}


def _named(registry):
    found = [item["introspectable"] for item in registry.introspector.get_category("views")]
    for view in found:
        if view["name"] and "__record__" in getattr(view["context"], "__dict__", {}):
            yield view


def test_every_named_view_ends_its_address_unless_it_declares_otherwise(application):
    """Break it: leave the predicate out of ``add_face_view``."""
    registry = application[1]
    reading = set()
    looked_at = 0
    for view in _named(registry):
        if view["route_name"] == API_ROUTE:
            continue
        assert view["route_name"] in (INTRANET_ROUTE, None)
        looked_at += 1
        if getattr(view["callable"], "takes_subpath", False):
            reading.add(view["name"])
        else:
            assert any(isinstance(each, AtItsEndPredicate) for each in view["predicates"]), view["callable"]
    assert reading == READING
    assert looked_at > 60


@pytest.mark.parametrize(
    "address",
    ["/postlister/atom.xml", "/soeg", "/sitemap.xml", "/was", "/robots.txt", "/udvalg/{}/x", "/log-ind"],
)
def test_a_public_address_with_more_behind_it_is_not_found(site, address):
    site.client().get(address.format("oekonomiudvalget") + "/x", status=404)


@pytest.mark.parametrize(
    "address", ["/intranet/sider", "/intranet/ny-side", "/intranet/doede-links", "/intranet/soeg"]
)
def test_an_address_at_work_with_more_behind_it_is_not_found(site, address):
    editor = site.client("redaktoer")
    editor.get(address, status=200)
    editor.get(address + "/x", status=404)
