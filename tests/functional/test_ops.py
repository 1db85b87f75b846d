"""The esdh command, as somebody in operations meets it."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
import transaction
from click.testing import CliRunner

from bdk_esdh.audit.entries import unpack
from bdk_esdh.kernel.graph import catalog_of
from bdk_esdh.ops.cli import main
from bdk_esdh.ops.opening import opened

PROJECT = Path(__file__).parents[2]
DEVELOPMENT, PRODUCTION = str(PROJECT / "development.ini"), str(PROJECT / "production.ini")
ESDH = Path(sys.executable).with_name("esdh")
COMMANDS = ("init", "demo", "serve", "user", "reindex", "check", "trace", "evolve")


def _esdh(data, *arguments, config=DEVELOPMENT, **environment):
    runner = CliRunner(env={"ESDH_PASSWORD": "langt kodeord", **environment})
    return runner.invoke(main, ["--config", config, "--data", str(data), *arguments], catch_exceptions=False)


@pytest.fixture(scope="module")
def _fresh(tmp_path_factory):
    folder = tmp_path_factory.mktemp("operations") / "data"
    assert _esdh(folder, "init").exit_code == 0
    return folder


@pytest.fixture
def data(_fresh, tmp_path):
    """A data folder with an empty graph."""
    return Path(shutil.copytree(_fresh, tmp_path / "data"))


def _change(data, do):
    with opened(DEVELOPMENT, str(data)) as app, app.graph() as root:
        return do(root)


# ------------------------------------------------------------------ how it is called


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_even_where_there_are_no_settings(command, tmp_path):
    answer = CliRunner().invoke(main, ["--config", str(tmp_path / "none.ini"), command, "--help"])
    assert answer.exit_code == 0
    assert "Usage:" in answer.output


@pytest.mark.parametrize(
    "arguments",
    [["dance"], ["init", "--fast"], ["serve", "--port", "x"], ["serve", "--port", "70000"], ["user"], ["trace"],
     ["user", "karla", "--role", "king"], ["trace", "/", "--method", "PUT"], ["kle", "/findes-ikke.csv"]],
)  # fmt: skip
def test_a_wrong_call_ends_with_status_2_and_makes_no_folder(arguments, tmp_path):
    answer = _esdh(tmp_path / "data", *arguments)
    assert answer.exit_code == 2
    assert not (tmp_path / "data").exists()


def test_settings_that_are_not_there_end_with_status_2(tmp_path):
    answer = _esdh(tmp_path / "data", "check", config=str(tmp_path / "none.ini"))
    assert answer.exit_code == 2
    assert "none.ini not found" in answer.output


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("[app:main]\nuse = egg:bdk-esdh#main\nesdh.hots = x\n", "esdh.hots"),
        ("[app:main]\nuse = egg:bdk-esdh#main\nesdh.production = ture\n", "esdh.production"),
        ("[app:main]\nuse = egg:bdk-esdh#main\nesdh.clock = i morgen\n", "esdh.clock"),
        ("nonsense", "File contains no section headers"),
        ("[server:main]\n", "main"),
    ],
)
def test_settings_that_are_wrong_are_told_in_a_line_and_end_with_status_1(tmp_path, settings, told):
    path = tmp_path / "wrong.ini"
    path.write_text(settings)
    answer = _esdh(tmp_path / "data", "check", config=str(path))
    assert answer.exit_code == 1
    assert answer.output.startswith("Error: ")
    assert told in answer.output


@pytest.mark.parametrize(
    "arguments", [["check"], ["evolve"], ["reindex"], ["trace", "/"], ["user", "karla"], ["serve"]]
)
def test_a_folder_without_a_graph_is_told_as_such(tmp_path, arguments):
    answer = _esdh(tmp_path / "data", *arguments)
    assert answer.exit_code == 1
    assert "esdh init" in answer.output


def test_a_database_that_a_server_has_open_is_told_as_such(data):
    with opened(DEVELOPMENT, str(data)):
        answer = _esdh(data, "reindex")
    assert answer.exit_code == 1
    assert "stop it first" in answer.output


# ------------------------------------------------------------------ init and user


def test_init_makes_a_graph_that_is_sound_and_up_to_date(data):
    assert _esdh(data, "check").exit_code == 0
    assert "up to date" in _esdh(data, "evolve").output


def test_a_second_init_is_refused_and_changes_nothing(data):
    before = (data / "Data.fs").read_bytes()
    answer = _esdh(data, "init")
    assert answer.exit_code == 1
    assert (data / "Data.fs").read_bytes() == before


def test_a_user_can_log_in_however_the_login_was_written(data):
    assert _esdh(data, "user", "Karla", "--name", "Karla Skabelon", "--role", "caseworker").exit_code == 0

    def look(root):
        person = root["organisation"]["personer"]["karla"]
        return person.title, person.roles, bool(person.password_hash)

    assert _change(data, look) == ("Karla Skabelon", ("caseworker",), True)


def _verbs_entered(root):
    return [unpack(packed).verb for packed, _shard, _key in root.journal.waiting()]


def test_a_second_call_gives_a_new_password_and_nothing_else(data):
    _esdh(data, "user", "karla", "--role", "caseworker")
    before = _change(data, lambda root: root["organisation"]["personer"]["karla"].password_hash)
    assert "new password" in _esdh(data, "user", "karla").output
    assert _change(data, lambda root: root["organisation"]["personer"]["karla"].password_hash) != before
    assert "person.password_changed" in _change(data, _verbs_entered)


def test_a_role_for_somebody_who_exists_is_refused_and_not_passed_over(data):
    _esdh(data, "user", "karla", "--role", "employee")
    answer = _esdh(data, "user", "karla", "--role", "administrator")
    assert answer.exit_code == 1
    assert _change(data, lambda root: root["organisation"]["personer"]["karla"].roles) == ("employee",)


@pytest.mark.parametrize("login", ["", " ", "a/b", "@@x"])
def test_a_login_that_cannot_be_an_address_is_refused(data, login):
    answer = _esdh(data, "user", login)
    assert answer.exit_code == 1
    assert answer.output.startswith("Error: ")


# ------------------------------------------------------------------ check, reindex, evolve


def test_check_answers_programs_in_json(tmp_path):
    answer = _esdh(tmp_path / "data", "check", "--system", "--json")
    assert answer.exit_code == 0
    found = json.loads(answer.stdout)
    assert found["faults"] == []
    for program in found["programs"]:
        assert set(program) == {"name", "present", "purpose", "package"}


def test_check_finds_a_node_that_the_catalog_lost_and_reindex_brings_it_back(data):
    _change(data, lambda root: catalog_of(root).unindex_resource(root["sager"].__oid__))
    answer = _esdh(data, "check", "--json")
    assert answer.exit_code == 1
    assert [(each["path"], each["part"]) for each in json.loads(answer.stdout)["faults"]] == [
        ("/sager", "catalog")
    ]
    assert _esdh(data, "reindex").exit_code == 0
    assert _esdh(data, "check").exit_code == 0


def test_check_finds_an_entry_of_a_node_that_is_gone_and_reindex_drops_it(data):
    _esdh(data, "user", "karla", "--role", "employee")

    def leave_behind(root):
        del root["organisation"]["personer"].data["karla"]

    _change(data, leave_behind)
    assert _esdh(data, "check").exit_code == 1
    assert "dropped" in _esdh(data, "reindex").output
    assert "is in the object map and not in the graph" in _esdh(data, "check").output
    assert _esdh(data, "check", "--repair").exit_code == 0
    assert _esdh(data, "check").exit_code == 0


def test_check_finds_lists_that_show_a_thing_to_others_than_may_read_it(data):
    def forget_to_reindex(root):
        catalog_of(root)["readers"].index_doc(root["sager"].__oid__, ["public"])

    _change(data, forget_to_reindex)
    answer = _esdh(data, "check", "--json")
    assert "shown by lists to others" in json.loads(answer.stdout)["faults"][0]["fault"]
    _esdh(data, "reindex")
    assert _esdh(data, "check").exit_code == 0


def test_check_finds_a_file_whose_bytes_have_changed_and_one_that_is_missing(data):
    from tests.support.builders import a_case, a_document
    from tests.support.site import seed

    with opened(DEVELOPMENT, str(data)) as app, app.graph() as root:
        seed(root, app.act())
        case = a_case(root, app.act())
        documents = [a_document(case, app.act()) for _ in range(2)]
        transaction.commit()
        paths = [Path(document.versions[0].file.blob.committed()) for document in documents]
    paths[0].chmod(0o600)
    paths[0].write_bytes(b"%PDF-1.7 andre bytes")
    paths[1].unlink()
    faults = json.loads(_esdh(data, "check", "--json").stdout)["faults"]
    assert [each["path"].rpartition("/")[2] for each in faults] == ["1", "2"]
    assert "bytes where" in faults[0]["fault"]
    assert "missing" in faults[1]["fault"]


def _as_older(root):
    catalog_of(root).remove("due")
    root.remove("postlister")


def test_an_older_database_is_brought_up_to_date_and_not_served_before(data):
    _change(data, _as_older)
    refused = _esdh(data, "serve")
    assert refused.exit_code == 1
    assert "esdh evolve" in refused.output
    before = (data / "Data.fs").read_bytes()
    dry = _esdh(data, "evolve", "--dry-run")
    assert (data / "Data.fs").read_bytes() == before
    answer = _esdh(data, "evolve")
    assert "index due" in dry.output
    assert "index due" in answer.output
    assert "place /postlister" in answer.output
    assert "up to date" in _esdh(data, "evolve").output
    assert "postlister" in _change(data, list)


# ------------------------------------------------------------------ trace


def test_trace_prints_the_five_hops(data):
    answer = _esdh(data, "trace", "http://127.0.0.1:6543/intranet/sager/ny-sag?x=1", "--method", "POST")
    assert answer.exit_code == 0
    hops = dict(line.split(None, 1) for line in answer.output.splitlines())
    assert list(hops) == ["face", "object", "package", "view", "action"]
    assert hops["face"] == "intranet"
    assert hops["object"] == "CaseArchive at /sager"
    assert "open_case" in hops["action"]


def test_trace_of_the_front_page_is_public(data):
    answer = _esdh(data, "trace", "/log-ind")
    assert "public" in answer.output
    assert "log_in_page" in answer.output


@pytest.mark.parametrize(
    "url", ["/findes/ikke", "/intranetsager", "/%ff", "/intranet/findes-ikke", "/sager/ny-sag"]
)
def test_trace_of_what_leads_nowhere_ends_with_status_1(data, url):
    answer = _esdh(data, "trace", url)
    assert answer.exit_code == 1
    assert "leads to nothing" in answer.output


# ------------------------------------------------------------------ serve


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _start(data, port):
    return subprocess.Popen(
        [ESDH, "--config", DEVELOPMENT, "--data", data, "serve", "--port", str(port)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, "COLUMNS": "200"},
    )  # fmt: skip


def _wait_for(port, server):
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/log-ind", timeout=10) as answer:
                return answer.read().decode()
        except OSError:
            if server.poll() is not None:
                pytest.fail(server.communicate()[0])
            time.sleep(0.1)
    server.kill()
    return pytest.fail(server.communicate()[0])


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_the_server_answers_prints_its_addresses_and_stops_cleanly(data, how):
    port = _free_port()
    server = _start(data, port)
    assert "Adgangskode" in _wait_for(port, server)
    server.send_signal(how)
    output = server.communicate(timeout=60)[0]
    assert server.returncode == 0, output
    assert f"http://127.0.0.1:{port}/\n" in output
    assert f"http://127.0.0.1:{port}/intranet/" in output
    assert "Traceback" not in output
    assert "Stopping" in output
    assert _esdh(data, "check").exit_code == 0


def test_an_address_in_use_is_told_in_a_line(data):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        server = _start(data, taken.getsockname()[1])
        output = server.communicate(timeout=60)[0]
    assert server.returncode == 1
    assert "cannot listen on 127.0.0.1" in output
    assert "Traceback" not in output


def test_production_refuses_to_serve_with_a_demo_password(data):
    for login, password in (("karla", "demo"), ("mogens", "langt kodeord")):
        assert _esdh(data, "user", login, ESDH_PASSWORD=password).exit_code == 0
    answer = _esdh(data, "serve", config=PRODUCTION)
    assert answer.exit_code == 1
    assert "karla" in answer.output
    assert "mogens" not in answer.output


def test_production_refuses_the_setting_of_demo_logins(data, tmp_path):
    path = tmp_path / "production.ini"
    text = Path(PRODUCTION).read_text().replace("esdh.demo_logins = false", "esdh.demo_logins = true")
    path.write_text(text)
    answer = _esdh(data, "serve", config=str(path))
    assert answer.exit_code == 1
    assert "esdh.demo_logins must be false in production" in answer.output


def test_an_edition_without_its_columns_is_told_which_they_are(data, tmp_path):
    file = tmp_path / "edition.csv"
    file.write_text("number,title\n98.01,Prøve\n", encoding="utf-8")
    answer = _esdh(data, "kle", str(file))
    assert answer.exit_code == 1
    assert "level,number,parent,title" in answer.output


def test_each_row_of_an_edition_that_is_refused_is_named_with_the_reason(data, tmp_path):
    file = tmp_path / "edition.csv"
    file.write_text("level,number,parent,title\ngruppe,98.01,98,Prøve\n", encoding="utf-8")
    answer = _esdh(data, "kle", str(file), "--dry-run")
    assert "1 refused" in answer.output
    assert "line 2: 98.01 Prøve: Gruppen, det hører under, findes hverken her eller i filen" in answer.output
