"""The examples in etc/ are read by the programs they are for, and agree with what they are put in front of."""

import re
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from bdk_esdh.kernel.settings import Settings, read_settings
from bdk_esdh.ops.cli import main
from bdk_esdh.ops.opening import settings_of

PROJECT = Path(__file__).parents[2]
ETC = PROJECT / "etc"
INIS = ("development.ini", "production.ini", "zeo.ini")


@pytest.mark.needs("systemd-analyze")
def test_systemd_reads_the_service(tmp_path):
    # As installed, but with a program and folders that are on this machine.
    text = (ETC / "systemd" / "esdh.service").read_text()
    text = re.sub(r"^(User|Group)=.*$", r"\1=root", text, flags=re.MULTILINE)
    text = text.replace("/opt/esdh/.venv/bin/esdh", "/bin/true").replace("/opt/esdh", "/")
    unit = tmp_path / "esdh.service"
    unit.write_text(text)
    answer = subprocess.run(
        ["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False, timeout=60
    )
    ours = [line for line in (answer.stdout + answer.stderr).splitlines() if "esdh.service" in line]
    assert ours == []


def test_the_service_calls_a_command_that_exists():
    text = (ETC / "systemd" / "esdh.service").read_text()
    command = re.search(r"^ExecStart=\S+/esdh (\S+)$", text, re.MULTILINE)[1]
    assert CliRunner().invoke(main, [command, "--help"]).exit_code == 0


@pytest.mark.needs("nginx", "openssl")
def test_nginx_reads_the_site(tmp_path):
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out", str(certificate),
         "-days", "1", "-subj", "/CN=www.example.dk"], check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    site = (ETC / "nginx" / "esdh.conf").read_text()
    site = site.replace("/etc/ssl/esdh/fullchain.pem", str(certificate))
    site = site.replace("/etc/ssl/esdh/privkey.pem", str(key))
    whole = tmp_path / "nginx.conf"
    whole.write_text(
        f"pid {tmp_path}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\naccess_log off;\n{site}\n}}\n"
    )
    answer = subprocess.run(
        ["nginx", "-t", "-c", str(whole)], capture_output=True, text=True, check=False, timeout=60
    )
    assert answer.returncode == 0, answer.stderr


def test_the_site_keeps_figures_to_itself_logs_no_address_and_takes_what_the_server_takes():
    site = (ETC / "nginx" / "esdh.conf").read_text()
    assert "location = /metrics { return 404; }" in site
    assert "access_log off" in site
    assert "proxy_set_header Host $host" in site
    limit = int(re.search(r"client_max_body_size (\d+)m", site)[1]) * 1_000_000
    for name in INIS:
        server = ConfigParser(interpolation=None)
        server.read(PROJECT / name)
        assert server.getint("server:main", "max_request_body_size") == limit, name
        # A file over the limit must reach its form, or what was typed is lost.
        assert limit >= 4 * Settings().upload_limit


@pytest.mark.parametrize("name", INIS)
def test_every_file_of_settings_is_read_and_logs_by_our_own_lines(name, tmp_path):
    settings = settings_of(str(PROJECT / name), str(tmp_path))
    assert read_settings(settings.app()).data == tmp_path
    text = (PROJECT / name).read_text()
    assert re.search(r"^class = bdk_esdh\.kernel\.log_lines\.(Plain|Json)Formatter$", text, re.MULTILINE)


def test_the_two_ways_to_serve_differ_in_the_store_and_who_works_alone(tmp_path):
    one = settings_of(str(PROJECT / "development.ini"), str(tmp_path)).app()
    several = settings_of(str(PROJECT / "zeo.ini"), str(tmp_path)).app()
    differing = {key for key in one.keys() | several.keys() if one.get(key) != several.get(key)}
    assert differing == {"zodbconn.uri", "esdh.embedded_worker"}


def test_a_folder_with_a_long_name_has_its_socket_elsewhere_in_a_folder_of_its_own(tmp_path):
    from bdk_esdh.ops.opening import socket_folder

    long = tmp_path / ("m" * 100)
    folder = socket_folder(long)
    assert len(str(folder / "zeo.sock")) < 108
    assert folder.stat().st_mode & 0o777 == 0o700
    assert socket_folder(long) == folder
    assert socket_folder(tmp_path / "m") == tmp_path / "m" or len(str(tmp_path)) > 85
    folder.chmod(0o755)
    with pytest.raises(PermissionError):
        socket_folder(long)
    folder.rmdir()
