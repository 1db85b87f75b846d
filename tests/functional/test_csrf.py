"""A form that did not come from a page of ours, shown to this very person, does nothing."""

import pytest
from pyramid.exceptions import BadCSRFOrigin, BadCSRFToken
from pyramid.interfaces import IRouteRequest
from pyramid.request import Request, apply_request_extensions
from pyramid.threadlocal import RequestContext  # noqa: TID251 (what the router does before it calls a view)
from pyramid.view import render_view_to_response
from tests.support.site import form_with
from zope.interface import alsoProvides

from bdk_esdh.kernel.faces import API_ROUTE

NEW_CASE = "/intranet/sager/ny-sag"


#: views that take a post without a token, with the reason
WITHOUT_TOKEN = {"csp-rapport": "a browser sends it by itself, and nothing is done in anybody's name"}


def _views(registry):
    found = [item["introspectable"] for item in registry.introspector.get_category("views")]
    # The JSON face honours no cookie, so that there is nothing to forge; its own tests show that.
    found = [view for view in found if view["name"] not in WITHOUT_TOKEN and view["route_name"] != API_ROUTE]
    return [view for view in found if view["request_methods"] and "POST" in view["request_methods"]]


def _call(site, root, view, **how):
    request = Request.blank("/", POST=how.pop("post", {}), **how)
    request.registry, request.root = site.registry, root
    apply_request_extensions(request)
    if view["route_name"]:
        alsoProvides(request, site.registry.queryUtility(IRouteRequest, name=view["route_name"]))
    context = view["context"].__new__(view["context"])
    with RequestContext(request):
        return render_view_to_response(context, request, name=view["name"], secure=False)


def test_every_view_that_takes_a_form_refuses_one_without_a_token_or_with_a_forged_one(site):
    """Break it: register one view with ``require_csrf=False``."""
    views = _views(site.registry)
    assert len(views) > 10
    with site.graph() as (root, _act):
        for view in views:
            for post in ({}, {"csrf_token": ""}, {"csrf_token": "x" * 40}):
                assert _is_refused(site, root, view, post), f"{view['callable']} took {post}"


def _is_refused(site, root, view, post):
    try:
        _call(site, root, view, post=post)
    except BadCSRFToken:
        return True
    return False


def test_a_token_in_the_address_counts_for_nothing(site):
    client = site.client("sagsbehandler")
    token = form_with(client.get(NEW_CASE), "title")["csrf_token"].value
    client.post(f"{NEW_CASE}?csrf_token={token}", {"title": "Sag"}, status=400)


@pytest.mark.parametrize("path", ["/log-ind", "/log-af", NEW_CASE, "/intranet/baggrundsarbejde/genstart"])
@pytest.mark.parametrize("token", [None, "", "forged", "ø\0"])
def test_the_answer_is_a_danish_page_that_says_what_to_do(site, path, token):
    client = site.client("administrator" if "baggrund" in path else "sagsbehandler")
    answer = client.post(path, {} if token is None else {"csrf_token": token}, status=400)
    assert "Formularen er udløbet" in answer.text
    assert "Gå tilbage" in answer.text
    assert 'lang="da"' in answer.text


def test_another_persons_token_is_a_forged_one(site):
    mine, other = site.client("sagsbehandler"), site.client("leder")
    token = form_with(other.get(NEW_CASE), "title")["csrf_token"].value
    mine.post(NEW_CASE, {"title": "Sag", "csrf_token": token}, status=400)
    with site.graph() as (root, _act):
        assert list(root["sager"]) == []


def test_a_token_from_before_logging_in_is_worth_nothing_after(site):
    client = site.client()
    form = form_with(client.get("/log-ind"), "password")
    form["login"], form["password"] = "sagsbehandler", "demo"
    form.submit(status=303)
    client.post(NEW_CASE, {"title": "Sag", "csrf_token": form["csrf_token"].value}, status=400)


def test_a_form_from_another_site_is_refused_over_https_even_with_the_token(site):
    with site.graph() as (root, _act):
        (view,) = [each for each in _views(site.registry) if each["name"] == "log-af"]
        with pytest.raises(BadCSRFOrigin):
            _call(site, root, view, base_url="https://testserver", headers={"Origin": "https://ond.example"})


def test_whoever_may_not_do_a_thing_learns_no_more_by_leaving_the_token_out(site):
    client = site.client("borger1")
    assert (
        client.post(NEW_CASE, {}, status="*").status_int
        == client.post("/intranet/x", {}, status="*").status_int
        == 404
    )
