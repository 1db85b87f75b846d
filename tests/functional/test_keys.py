"""The page of the keys, and switching them off."""

import re
from pathlib import Path

from tests.support.site import form_with

from bdk_esdh.portal.keys import KEYS

SCRIPTS = Path(__file__).parents[2] / "src" / "bdk_esdh" / "static" / "js"


def is_off(page):
    return page.html.body.get("data-keys") == "off"


def test_the_single_keys_are_switched_off_and_on_for_oneself_alone(site):
    client, other = site.client("sagsbehandler"), site.client("leder")
    page = client.get("/intranet/")
    assert not is_off(page)
    page = page.click("Taster")
    form_with(page, "enkelttaster").submit("enkelttaster", status=303)
    assert is_off(client.get("/intranet/sager"))
    assert is_off(site.client("sagsbehandler").get("/intranet/"))
    assert not is_off(other.get("/intranet/"))
    page = client.get("/intranet/taster")
    assert "Du har slået enkelttaster fra" in page
    form_with(page, "enkelttaster").submit("enkelttaster", status=303)
    assert not is_off(client.get("/intranet/sager"))


def test_each_key_that_the_script_knows_stands_on_the_page():
    script = (SCRIPTS / "keys.js").read_text()
    tables = re.findall(r"const (?:PRESSES|ACTS) = \{(.*?)\n\};", script, re.DOTALL)
    known = set(re.findall(r'^  "?([a-z?](?: [a-z])?)"?(?=[:,])', "\n".join(tables), re.MULTILINE))
    known |= {"u", "x", "t"} if "up" in tables[1] else set()
    told = {
        part
        for _title, rows in KEYS
        for keys, *_ in rows
        for part in ([keys] if keys[:2] in {"g ", "n "} else keys.split())
    }
    assert len(known) > 10
    assert known - told == set()
