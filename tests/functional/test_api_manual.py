"""The integrator's manual is so: its examples are sent in order, and its tables name what there is."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.serving import at_an_address
from tests.support.site_api import API, api, problem

from bdk_esdh.kernel.json_face import problems
from bdk_esdh.organisation.token_actions import make_token

MANUAL = (Path(__file__).parents[2] / "docs" / "api.md").read_text()
EXAMPLE = re.compile(r"```http\n(?P<asked>.*?)```\n```json\n(?P<status>\d{3})(?P<told>.*?)```", re.DOTALL)
ANYTHING = "…"


def _ask(client, asked, known):
    head, brace, body = asked.partition("{")
    lines = head.strip().splitlines()
    method, path = lines[0].split()
    headers = dict(line.split(": ", 1) for line in lines[1:])
    headers = {
        name: value.replace("<token>", known["token"]).replace("<etag>", known["etag"])
        for name, value in headers.items()
    }
    options = {"params": (brace + body).encode(), "content_type": "application/json"} if brace else {}
    return client._gen_request(method, path, headers=headers, expect_errors=True, **options)


def _fits(told, found, where=""):
    """Check that everything the manual tells is in what was found."""
    if told == ANYTHING:
        return
    if isinstance(told, dict):
        for name, value in told.items():
            assert name in found, f"{where}.{name}"
            _fits(value, found[name], f"{where}.{name}")
    elif isinstance(told, list):
        assert len(told) == len(found), where
        for number, value in enumerate(told):
            _fits(value, found[number], f"{where}[{number}]")
    else:
        assert told == found, where


def test_every_example_of_the_manual_is_answered_as_it_says(site):
    client, known, examples = api(site), {"token": "", "etag": ""}, list(EXAMPLE.finditer(MANUAL))
    assert len(examples) == MANUAL.count("```http")
    assert len(examples) > 6
    for example in examples:
        answer = _ask(client, example["asked"], known)
        assert answer.status_int == int(example["status"]), (example["asked"], answer)
        if example["told"].strip():
            _fits(json.loads(example["told"]), answer.json)
        if answer.content_type == "application/json":
            known["token"] = answer.json.get("token", known["token"])
        known["etag"] = answer.headers.get("ETag", known["etag"])


def test_every_address_of_the_manual_answers(site):
    client = api(site, "administrator")
    told = set(re.findall(r"`/api/v1(/[^`]*)`", MANUAL)) - {"/sager/2026-00155"}
    assert {"/", "/sager", "/dokumenter", "/@types"} <= told
    for path in told:
        client.get(API + path.replace("<nummer>", "02").replace("/<udvalg>/<dato>/<punkt>", ""), status=200)


@pytest.mark.parametrize("status", sorted(problems._KNOWN))
def test_every_status_of_a_problem_is_in_the_manual_with_its_kind(status):
    kind = problems._KNOWN[status][0]
    assert re.search(rf"\b{status}\b", MANUAL)
    told = f"/problems/{kind}" in MANUAL or status in (409, 412)
    assert told, kind


def test_the_manuals_table_of_states_is_that_of_the_workflows(site):
    for name in ("Case", "Document", "Meeting", "AgendaItem", "Page"):
        told = api(site).get(f"{API}/@types/{name}").json
        row = f"| {name} | `{' '.join(told['states'])}` | `{' '.join(told['transitions'])}` |"
        assert row in MANUAL
    problem(api(site).get(f"{API}/@types/x", status=404), "not-found")


def test_the_client_of_the_manual_does_what_it_says_as_it_stands(site, tmp_path):
    """With a personal token of a clerk, over HTTP, in a process of its own; sent again it makes nothing new."""
    (source,) = re.findall(r"```python\n(.*?)```", MANUAL, re.DOTALL)
    assert len([line for line in source.splitlines() if line.strip()]) <= 32
    (tmp_path / "arkiver.py").write_text(source)
    with site.graph(by="sagsbehandler") as (root, act):
        values = {"title": "Arkivering", "scope": "write", "expires": site.clock.today()}
        token = make_token(root["organisation"]["personer"]["sagsbehandler"], values, act)
    (tmp_path / "tegn.txt").write_text(token + "\n")
    (tmp_path / "Ansøgning.txt").write_text("Jeg søger om en carport.")

    def run(address, *arguments):
        command = [sys.executable, "arkiver.py", address, "tegn.txt", *arguments]
        more = {"no_proxy": "127.0.0.1", "PYTHONIOENCODING": "utf-8"}
        return subprocess.run(
            command,
            cwd=tmp_path,
            env={**os.environ, **more},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    with at_an_address(site.app) as address:
        for _time in range(2):
            done = run(address, "Carport på Algade", "Ansøgning.txt")
            assert (done.returncode, done.stdout) == (0, "2026-00001-1 Ansøgning\n"), done.stderr
        refused = run(address, "010190-1234", "Ansøgning.txt")
    assert refused.returncode == 1
    assert "title: " in refused.stderr
