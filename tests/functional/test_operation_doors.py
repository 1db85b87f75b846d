"""Health, readiness and figures, as the machines that watch over the platform ask for them."""

import json
import os
import time

import pytest
from pyramid.events import ContextFound
from pyramid_retry import IBeforeRetry
from tests.support.builders import a_case
from tests.support.site import form_with
from ZODB.POSException import ConflictError

from bdk_esdh.jobs.pulse import NAME, Pulse
from bdk_esdh.kernel.maintenance import maintenance_of
from bdk_esdh.kernel.settings import Settings


@pytest.fixture
def pulse(site):
    """A worker that was heard of just now."""
    path = site.registry.esdh_settings.data / NAME
    Pulse(path.parent).beat()
    yield path
    path.unlink(missing_ok=True)


def _ready(site, **more):
    answer = site.client().get("/readyz", expect_errors=True, **more)
    return answer.status_int, json.loads(answer.text)


def test_the_process_is_up_whatever_the_name_it_is_asked_by_and_without_the_database(site):
    databases, site.registry._zodb_databases = site.registry._zodb_databases, {}
    try:
        answer = site.client().get("/healthz", headers={"Host": "10.0.0.7:6543"})
    finally:
        site.registry._zodb_databases = databases
    assert answer.text == "ok\n"
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


def test_with_a_store_a_worker_and_room_on_the_disk_it_is_ready(site, pulse):
    status, said = _ready(site, headers={"Host": "10.0.0.7"})
    assert (status, said["ready"], said["reasons"]) == (200, True, [])
    assert said["free_mb"] > 0
    assert said["maintenance"] is False


def test_a_worker_that_is_not_heard_of_is_told(site, pulse):
    long_ago = time.time() - 60
    os.utime(pulse, (long_ago, long_ago))
    assert _ready(site)[1]["reasons"] == ["the worker has not been heard of"]
    pulse.unlink()
    assert _ready(site)[0] == 503


def test_a_disk_that_is_nearly_full_is_told_with_what_is_left(site, pulse, monkeypatch):
    full = Settings(data=site.registry.esdh_settings.data, low_disk_mb=10**9)
    monkeypatch.setattr(site.registry, "esdh_settings", full)
    status, said = _ready(site)
    assert status == 503
    assert "less than 1000000000" in said["reasons"][0]


def test_a_store_that_is_closed_or_empty_is_told(site, pulse):
    from ZODB import DB
    from ZODB.MappingStorage import MappingStorage

    empty = DB(MappingStorage())
    site.registry._zodb_databases[""] = empty
    assert _ready(site)[1]["reasons"] == ["the data folder holds no graph"]
    empty.close()
    site.registry._zodb_databases[""] = site.db
    with site.graph() as (root, _act):
        catalog, root.catalog = root.catalog, None
    assert _ready(site)[1]["reasons"] == ["the catalog cannot be read"]
    with site.graph() as (root, _act):
        root.catalog = catalog


def test_maintenance_is_told_and_sends_nobody_away(site, pulse):
    mode = maintenance_of(site.registry)
    mode.turn_on("")
    try:
        assert _ready(site)[0] == 200
        assert _ready(site)[1]["maintenance"] is True
    finally:
        mode.turn_off()


# ------------------------------------------------------------------ figures

LOCAL = {"Host": "127.0.0.1:6543"}


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_nobody_writes_there(site, path):
    assert site.client().post(path, expect_errors=True).status_int in (400, 404)


def test_figures_are_given_on_this_machine_and_count_by_face_view_and_status(site):
    client = site.client("sagsbehandler")
    with site.graph() as (root, act):
        a_case(root, act, title="Carport på Ærøgade")
    client.get("/intranet/sager/2026-00001")
    client.get("/intranet/sager/Ida-Attrap", status=404)
    text = client.get("/metrics", headers=LOCAL).text
    assert 'esdh_requests_total{face="intranet",method="GET",status="200",view="Case"}' in text
    assert 'status="404",view="-"' in text
    for name in ("esdh_jobs_waiting", "esdh_jobs_parked", "esdh_journal_waiting", "esdh_cache_objects",
                 "esdh_store_bytes", "esdh_request_seconds_bucket", "process_resident_memory_bytes"):  # fmt: skip
        assert f"\n{name}" in text, name
    for personal in ("Ida-Attrap", "Carport", "sagsbehandler", "2026-00001"):
        assert personal not in text


@pytest.mark.parametrize(
    ("headers", "address"),
    [
        ({"Host": "testserver"}, "127.0.0.1"),
        (LOCAL, "10.0.0.7"),
        (LOCAL, "ukendt"),
        (LOCAL | {"X-Forwarded-For": "10.0.0.7"}, "127.0.0.1"),
        (LOCAL | {"Forwarded": "for=10.0.0.7"}, "127.0.0.1"),
        (LOCAL | {"Authorization": "Bearer "}, "10.0.0.7"),
    ],
)
def test_from_elsewhere_or_through_a_proxy_there_are_none(site, headers, address):
    answer = site.client().get(
        "/metrics", headers=headers, extra_environ={"REMOTE_ADDR": address}, expect_errors=True
    )
    assert answer.status_int == 404
    assert "esdh_requests" not in answer.text


def test_where_a_token_is_set_it_is_asked_for_everywhere(site, monkeypatch):
    token = "et-langt-ord-som-kun-overvågningen-kender"
    settings = Settings(data=site.registry.esdh_settings.data, metrics_token=token)
    monkeypatch.setattr(site.registry, "esdh_settings", settings)
    client = site.client()
    for given in ({}, {"Authorization": "Bearer forkert"}, {"Authorization": ""}):
        client.get("/metrics", headers=LOCAL | given, status=404)
    sent = f"Bearer {token}".encode().decode("latin-1")
    elsewhere = {"REMOTE_ADDR": "10.0.0.7", "HTTP_AUTHORIZATION": sent}
    assert "esdh_requests" in client.get("/metrics", extra_environ=elsewhere).text


def test_a_form_that_met_another_is_tried_again_after_a_pause_and_counted(site):
    client = site.client("sagsbehandler")
    form = form_with(client.get("/intranet/sager/ny-sag"), "title")
    form["title"], form["kle_subject"], form["kle_facet"] = "Carport", "02.34.02", "P19"
    tries, before = [], retries_counted(client)

    def meet(event):
        tries.append(time.perf_counter())
        if len(tries) < 4:
            raise ConflictError

    site.registry.registerHandler(meet, (ContextFound,))
    try:
        form.submit(status=303)
    finally:
        site.registry.unregisterHandler(meet, (ContextFound,))
    assert len(tries) == 4
    assert retries_counted(client) - before == 3


def retries_counted(client):
    """Return how many conflicts have been counted: the counter is the process's, and other tests add to it."""
    lines = client.get("/metrics", headers=LOCAL).text.splitlines()
    counted = [line for line in lines if line.startswith('esdh_retries_total{error="ConflictError"}')]
    return float(counted[0].split()[1]) if counted else 0


def test_a_form_that_meets_another_each_time_is_told_to_come_back_and_nothing_is_saved(site, no_pauses):
    client = site.client("sagsbehandler")
    form = form_with(client.get("/intranet/sager/ny-sag"), "title")
    form["title"], form["kle_subject"], form["kle_facet"] = "Carport", "02.34.02", "P19"
    tries = []

    def meet(event):
        tries.append(event)
        raise ConflictError

    site.registry.registerHandler(meet, (ContextFound,))
    try:
        answer = form.submit(status=503)
    finally:
        site.registry.unregisterHandler(meet, (ContextFound,))
    assert len(tries) == int(site.registry.settings["retry.attempts"])
    assert answer.headers["Retry-After"] == "5"
    assert "ikke gemt" in answer.text
    with site.graph() as (root, _act):
        assert list(root["sager"]) == []


def test_before_another_try_there_is_a_pause(site):
    handlers = [
        each.handler.__module__
        for each in site.registry.registeredHandlers()
        if IBeforeRetry in each.required
    ]
    assert "bdk_esdh.kernel.retries" in handlers


def test_the_age_of_the_last_backup_is_told_once_there_is_one(site):
    from bdk_esdh.monitoring.backup_note import NAME as NOTE
    from bdk_esdh.monitoring.backup_note import note_backup

    data = site.registry.esdh_settings.data
    client = site.client()
    assert "esdh_backup_age_seconds" not in client.get("/metrics", headers=LOCAL).text
    note_backup(data)
    try:
        os.utime(data / NOTE, (time.time() - 3600, time.time() - 3600))
        text = client.get("/metrics", headers=LOCAL).text
    finally:
        (data / NOTE).unlink()
    age = next(line for line in text.splitlines() if line.startswith("esdh_backup_age_seconds"))
    assert 3599 < float(age.split()[1]) < 3700
