"""A production installation behind TLS: cookies and headers that a browser then insists on."""

import pytest
from tests.support.site import ASSETS, make_base
from webtest import TestApp
from ZODB import DB

from bdk_esdh import configure

HOST = "www.example.dk"


@pytest.fixture
def client(tmp_path):
    config = configure(
        {
            "esdh.data": str(tmp_path),
            "esdh.assets": str(ASSETS),
            "esdh.embedded_worker": "false",
            "esdh.production": "true",
            "esdh.secure_cookies": "true",
            "esdh.hosts": HOST,
            "zodbconn.uri": "memory://",
        }
    )
    storage = make_base(config.registry, tmp_path)
    db = DB(storage)
    config.registry._zodb_databases[""] = db
    yield TestApp(config.make_wsgi_app(), extra_environ={"HTTP_HOST": HOST, "wsgi.url_scheme": "https"})
    db.close()


def test_the_cookie_has_every_attribute_that_its_prefix_demands(client):
    """Break it: leave the prefix or an attribute out."""
    header = client.get("/log-ind").headers["Set-Cookie"]
    name, _equals, rest = header.partition("=")
    attributes = {each.strip().lower() for each in rest.split(";")[1:]}
    assert name == "__Host-esdh"
    assert {"secure", "httponly", "samesite=lax", "path=/"} <= attributes
    assert not [each for each in attributes if each.startswith("domain")]


def test_every_answer_asks_for_https_alone(client):
    """Break it: leave the header out."""
    for path in ("/", "/findes-ikke", "/static/esdh/esdh.css", "/%ff"):
        assert client.get(path, status="*").headers["Strict-Transport-Security"] == "max-age=31536000"


def test_without_https_no_browser_is_bound_to_it(site):
    assert "Strict-Transport-Security" not in site.client().get("/").headers
