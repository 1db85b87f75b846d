"""Groups of colleagues, and what being in one means."""

import pytest
from tests.support.builders import a_case
from tests.support.site import form_with

from bdk_esdh.kernel.graph import tell_changed
from bdk_esdh.organisation.actions import people_of
from bdk_esdh.organisation.errors import UnknownMember
from bdk_esdh.organisation.group_actions import add_group, change_group
from bdk_esdh.security.readers import group_token


def _group(root, act, *members):
    return add_group(root["organisation"]["grupper"], {"title": "Klimagruppen", "members": members}, act)


def test_members_and_the_groups_of_people_stay_in_step(site):
    with site.graph("administrator") as (root, act):
        group = _group(root, act, "sagsbehandler", "leder", "sagsbehandler")
        assert group.members == ("sagsbehandler", "leder")
        change_group(group, {"title": "Klima", "members": ["leder"]}, act)
        assert people_of(root)["sagsbehandler"].groups == ()
        assert people_of(root)["leder"].groups == ("klimagruppen",)


@pytest.mark.parametrize("login", ["borger1", "politiker", "findes-ikke"])
def test_only_those_who_work_here_can_be_in_a_group(site, login):
    with site.graph("administrator") as (root, act), pytest.raises(UnknownMember):
        _group(root, act, login)


def test_a_case_kept_to_a_group_opens_for_its_members_in_the_next_request(site):
    client = site.client("sagsbehandler2")
    with site.graph("administrator") as (root, act):
        case = a_case(root, act, title="Klimaplan", sensitivity="vip")
        case.access_list = (group_token("klimagruppen"),)
        tell_changed(case, act.registry)
    client.get("/intranet/sager/2026-00001", status=404)
    with site.graph("administrator") as (root, act):
        key = _group(root, act, "sagsbehandler2").__name__
    assert "Klimaplan" in client.get("/intranet/sager/2026-00001").text
    with site.graph("administrator") as (root, act):
        change_group(root["organisation"]["grupper"][key], {"title": "Klima", "members": []}, act)
    client.get("/intranet/sager/2026-00001", status=404)


def test_an_administrator_makes_a_group_by_form_and_others_only_see_it(site):
    admin = site.client("administrator")
    form = form_with(admin.get("/intranet/organisation/grupper/ny-gruppe"), "title")
    form["title"] = "Arkivgruppen 📁"
    page = form.submit("members:add")
    form = form_with(page, "title")
    form["members.0"] = "sagsbehandler"
    answer = form.submit()
    assert answer.status_int == 303, answer.text
    group = admin.get(answer.location)
    assert "Karla Skabelon" in group.text
    clerk = site.client("sagsbehandler")
    assert "Arkivgruppen" in clerk.get("/intranet/organisation/grupper").text
    assert clerk.get("/intranet/organisation/grupper/ny-gruppe", status=403)


def test_a_group_without_a_name_is_refused_and_what_was_chosen_stays(site):
    admin = site.client("administrator")
    form = form_with(admin.get("/intranet/organisation/grupper/ny-gruppe"), "title")
    form["purpose"] = "Rydder op"
    page = form.submit(status=422)
    assert "Skriv gruppens navn" in page.text
    assert form_with(page, "title")["purpose"].value == "Rydder op"
