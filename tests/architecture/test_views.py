"""Every registered view: it names its permission, its method and one declared type."""

import pytest
from pyramid.exceptions import ConfigurationError
from pyramid.httpexceptions import default_exceptionresponse_view
from pyramid.security import NO_PERMISSION_REQUIRED

from bdk_esdh import configure
from bdk_esdh.kernel.faces import API_ROUTE, INTRANET_ROUTE, METHODS, Face
from bdk_esdh.kernel.graph import Container
from bdk_esdh.security.permissions import FOR_EVERYONE, Permission

#: views that ask for nothing, with the reason
OPEN_VIEWS = {
    ("intranet_without_slash", ""): "a redirect to /intranet/, which asks",
    ("api_without_slash", ""): "a redirect to /api/v1/, which asks",
}
#: views for programs that everyone may call, with the reason
FOR_EVERY_PROGRAM = {
    "log_in": "how one gets a token",
    "log_out": "asks itself for the token that it ends",
    "openapi": "describes the program, and no record",
    "record_or_public_page": "gives the record only after asking for its own permission, else what is public",
    "search": "asks each query what the caller may read",
    "types": "says nothing of any record",
}
READING = {permission for permission in Permission if permission.endswith(":view")}


@pytest.fixture(scope="module")
def views(application):
    registry = application[1]
    found = [item["introspectable"] for item in registry.introspector.get_category("views")]
    return [view for view in found if not _is_static(view) and not _is_exception_view(view)]


def _is_static(view):
    return "static" in str(view["route_name"] or "")


def _is_exception_view(view):
    context = view["context"]
    return view["callable"] is default_exceptionresponse_view or (
        isinstance(context, type) and issubclass(context, Exception)
    )


def _permission(view, registry):
    related = registry.introspector.related(view)
    names = [each["value"] for each in related if each.category_name == "permissions"]
    return names[0] if names else None


def test_every_view_names_a_permission_of_the_enum(views, application):
    registry = application[1]
    for view in views:
        permission = _permission(view, registry)
        if (view["route_name"], view["name"]) in OPEN_VIEWS:
            assert permission in (None, NO_PERMISSION_REQUIRED)
            continue
        assert permission in set(Permission), f"{view['callable']} names {permission!r}"


def test_an_intranet_view_never_uses_a_permission_that_everyone_holds(views, application):
    for view in views:
        if view["route_name"] == INTRANET_ROUTE:
            assert _permission(view, application[1]) not in FOR_EVERYONE, view["callable"]


def test_a_view_for_programs_uses_a_permission_that_everyone_holds_only_with_a_reason(views, application):
    """Break it: register the page of a case with the permission to see what is published."""
    found = set()
    for view in views:
        if view["route_name"] == API_ROUTE and _permission(view, application[1]) in FOR_EVERYONE:
            found.add(view["callable"].__name__)
    assert found == set(FOR_EVERY_PROGRAM)


def test_no_view_for_programs_asks_for_a_form_token(views):
    """It reads no cookie: a token against forged requests would protect nothing and keep programs out."""
    for view in views:
        if view["route_name"] == API_ROUTE:
            assert not view["require_csrf"], view["callable"]


def test_a_view_that_writes_uses_a_permission_to_write(views, application):
    for view in views:
        writes = {"POST", "PATCH", "DELETE"} & {view["request_methods"]}
        name = getattr(view["callable"], "__name__", "")
        if view["route_name"] in (INTRANET_ROUTE, API_ROUTE) and writes and name not in FOR_EVERY_PROGRAM:
            assert _permission(view, application[1]) not in READING, view["callable"]


def test_every_view_answers_exactly_one_method_of_one_declared_type(views):
    for view in views:
        if (view["route_name"], view["name"]) in OPEN_VIEWS:
            continue
        face = Face.API if view["route_name"] == API_ROUTE else Face.INTRANET
        assert view["request_methods"] in METHODS[face], view["callable"]
        assert "__record__" in view["context"].__dict__, view["callable"]


@pytest.fixture(scope="module")
def fresh():
    """A configuration of its own, which nothing is registered in for good."""
    return configure({"esdh.clock": "system", "zodbconn.uri": "memory://"})


@pytest.mark.parametrize("face", Face)
@pytest.mark.parametrize("context", [Container, object, dict, None])
def test_a_face_refuses_a_view_for_anything_but_a_declared_type(fresh, context, face):
    with pytest.raises(ConfigurationError, match="declared content types"):
        fresh.add_face_view(lambda: None, face, context, permission="x", method="GET")


@pytest.mark.parametrize(
    ("face", "method"),
    [
        *((face, method) for face in Face for method in (None, "PUT", "OPTIONS", ("GET", "POST"))),
        *((face, method) for face in (Face.PUBLIC, Face.INTRANET) for method in ("DELETE", "PATCH")),
    ],
)
def test_a_face_refuses_a_view_without_one_known_method(fresh, face, method):
    from bdk_esdh.cases.content import Case

    with pytest.raises(ConfigurationError, match="answers one of"):
        fresh.add_face_view(lambda: None, face, Case, permission="x", method=method)


@pytest.mark.parametrize("face", Face)
@pytest.mark.parametrize("permission", ["", None, NO_PERMISSION_REQUIRED])
def test_a_face_refuses_a_view_without_a_permission(fresh, face, permission):
    from bdk_esdh.cases.content import Case

    with pytest.raises(ConfigurationError, match="names its permission"):
        fresh.add_face_view(lambda: None, face, Case, permission=permission, method="GET")


def test_every_permission_is_explained_in_one_sentence():
    from inspect import getsource

    lines = getsource(Permission).splitlines()
    for number, line in enumerate(lines):
        if ' = "' in line:
            assert lines[number - 1].strip().startswith("#: "), line
