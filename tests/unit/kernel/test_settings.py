"""Settings: each explained, each checked, and none silently ignored."""

import inspect
import re
from dataclasses import fields
from pathlib import Path

import pytest
from plaster import get_loader

from bdk_esdh.kernel import settings as module
from bdk_esdh.kernel.settings import BadSetting, Settings, read_settings

PROJECT = Path(__file__).parents[3]
PRODUCTION = {"esdh.production": "true", "esdh.secure_cookies": "true"}


def test_every_setting_is_explained_in_a_line_above_it():
    lines = inspect.getsource(Settings).splitlines()
    for setting in fields(Settings):
        place = next(n for n, line in enumerate(lines) if re.match(rf"    {setting.name}:", line))
        assert lines[place - 1].startswith("    #: "), setting.name


def test_every_setting_has_a_type_that_can_be_read():
    for setting in fields(Settings):
        assert setting.type in module._CONVERTERS, setting.name


def test_what_is_not_ours_is_left_alone():
    assert read_settings({"pyramid.reload_templates": "x"}) == Settings()


@pytest.mark.parametrize("key", ["esdh.hots", "esdh.Production", "esdh.", "esdh.upload_limit"])
def test_a_misspelt_setting_is_refused_by_its_name(key):
    with pytest.raises(BadSetting, match=re.escape(key)):
        read_settings({key: "1"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("production", "ture"),
        ("production", ""),
        ("demo_logins", "2"),
        ("upload_limit_mb", "50 MB"),
        ("upload_limit_mb", "0"),
        ("upload_limit_mb", "-1"),
        ("session_idle_minutes", "0"),
        ("session_absolute_hours", "-3"),
        ("postlist_delay", "-1"),
        ("postlist_delay", "1.5"),
        ("closed_days", "5-6"),
        ("closed_days", "12-24 13-01"),
        ("data", " "),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_by_the_name_of_its_setting(name, value):
    with pytest.raises(BadSetting, match=rf"esdh\.{name}"):
        read_settings({f"esdh.{name}": value})


def test_texts_become_what_the_table_says():
    read = read_settings(
        {
            "esdh.production": "No",
            "esdh.demo_logins": "ON",
            "esdh.upload_limit_mb": " 7 ",
            "esdh.hosts": "a.dk\nb.dk c.dk",
            "esdh.postlist_delay": "0",
            "esdh.closed_days": "",
            "esdh.data": "var/x",
        }
    )
    assert (read.production, read.demo_logins, read.upload_limit) == (False, True, 7 * module.MEGABYTE)
    assert read.hosts == ("a.dk", "b.dk", "c.dk")
    assert (read.postlist_delay, read.closed_days, read.data) == (0, (), Path("var/x"))


@pytest.mark.parametrize(
    ("name", "value"), [("demo_logins", "true"), ("hosts", ""), ("secure_cookies", "false")]
)
def test_production_refuses_what_is_for_tests_and_demonstrations(name, value):
    with pytest.raises(BadSetting, match=rf"esdh\.{name} .* in production"):
        read_settings({**PRODUCTION, f"esdh.{name}": value})


@pytest.mark.parametrize(("name", "production"), [("development", False), ("production", True)])
def test_the_settings_file_loads(name, production, tmp_path):
    loader = get_loader(str(PROJECT / f"{name}.ini"))
    settings = read_settings(dict(loader.get_wsgi_app_settings(defaults={"data": str(tmp_path)})))
    assert settings.production is production
    assert settings.demo_logins is not production
    assert settings.secure_cookies is production
    assert settings.data == tmp_path
    assert loader.get_settings("server:main", {"data": str(tmp_path)})["listen"].startswith("127.0.0.1:")
