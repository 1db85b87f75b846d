"""The ground rules for files: what a clone may need, and what may not stand in it."""

import json
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

GENERATED = {".venv", "node_modules", "build", "__pycache__", ".git"}
BINARY = {".png", ".jpg", ".ico", ".pdf", ".docx", ".odt", ".zip", ".mo", ".woff", ".woff2", ".msg", ".fs"}

# Put together from parts, so that this file passes its own test.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("deb", "debian", "org"),
    )
]
LEFT_OPEN = ["TO" + "DO", "FIX" + "ME", "XX" + "X"]

# Templates that may use Chameleon's `structure`, each with the reason why its value is already safe HTML.
STRUCTURE_ALLOWED: dict[str, str] = {
    "src/bdk_esdh/help/templates/public/hjaelp.pt": "guides of ours, cleaned by kernel/clean_html.py",
    "src/bdk_esdh/kernel/templates/pieces.pt": "kernel/pieces.py has escaped it",
    "src/bdk_esdh/kernel/templates/public_frame.pt": "the same; or public_top.pt and its like, which insert nothing",
    "src/bdk_esdh/meetings/templates/public/agenda.pt": "the same",
    "src/bdk_esdh/meetings/templates/public/_agenda_parts.pt": "the same",
    "src/bdk_esdh/pages/templates/intranet/page.pt": "of a type that kernel/clean_html.py alone makes",
    "src/bdk_esdh/pages/templates/intranet/earlier.pt": "of a type that kernel/clean_html.py alone makes",
    "src/bdk_esdh/pages/templates/public/page.pt": "the same",
}


def tracked_files():
    """Return the paths that belong to the project: git's list, or everything not generated where there is no git."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        listed = subprocess.run(
            [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split("\0")
        paths = [ROOT / name for name in listed if name]
    else:
        paths = [
            path
            for path in ROOT.rglob("*")
            if not GENERATED & set(path.relative_to(ROOT).parts)
            and ".egg-info" not in str(path)
            and (path.relative_to(ROOT).parts[0] != "var" or path.name == "README.md")
            and not (
                path.relative_to(ROOT).parts[0].endswith("_cache")
                or path.relative_to(ROOT).parts[0] == ".hypothesis"
            )
        ]
    kept = ROOT / "tests" / "data"  # databases of earlier versions, bytes from end to end
    return [
        path for path in paths if path.is_file() and path.suffix not in BINARY and kept not in path.parents
    ]


def lines_with(pattern, *, besides=()):
    """Return "file:line: text" for each line of a tracked file that the pattern matches."""
    wanted = re.compile(pattern)
    found = []
    for path in tracked_files():
        name = path.relative_to(ROOT).as_posix()
        if name in besides:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if wanted.search(line):
                found.append(f"{name}:{number}: {line.strip()[:120]}")
    return found


def requirements():
    """Return the lock as a list of entries: each a requirement with the lines that belong to it."""
    entries = []
    for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith((" ", "#")):
            entries.append(line)
        elif line.strip() and entries:
            entries[-1] += "\n" + line
    return entries


def test_the_lock_pins_every_python_package_with_a_hash():
    entries = requirements()
    assert len(entries) > 50
    assert [entry for entry in entries if not re.match(r"[A-Za-z0-9._-]+==\S+", entry)] == []
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_lock_names_every_direct_dependency():
    from configparser import ConfigParser

    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    wanted = setup["options"]["install_requires"].split("\n")
    for extra in setup["options.extras_require"].values():
        wanted += extra.split("\n")
    locked = {canonicalize_name(re.split(r"==", entry)[0]) for entry in requirements()}
    names = {canonicalize_name(Requirement(line).name) for line in wanted if line.strip()}
    assert names - locked == set()


def test_the_lock_of_the_node_packages_names_no_host_and_has_a_hash_for_each():
    path = ROOT / "package-lock.json"
    packages = json.loads(path.read_text(encoding="utf-8"))["packages"]
    installed = {name: entry for name, entry in packages.items() if name}
    assert [name for name, entry in installed.items() if "resolved" in entry] == []
    assert [name for name, entry in installed.items() if "integrity" not in entry] == []


def test_no_file_names_the_host_of_a_package_registry():
    assert lines_with("|".join(re.escape(host) for host in REGISTRIES)) == []


def test_no_file_holds_a_path_of_one_machine():
    homes = "|".join(("ho" + "me/[a-z]", "ro" + "ot/", "wo" + "rk/", "Us" + "ers/[a-z]", "tm" + "p/w/"))
    assert lines_with(rf"(?<![\w.$)}}\]<>-])/({homes})") == []
    assert lines_with(r"\.\./" + "shared") == []


def test_no_source_leaves_work_open():
    assert lines_with(r"\b(" + "|".join(LEFT_OPEN) + r")\b") == []


def test_a_browser_test_waits_for_what_it_asserts():
    """Break it: ask a page that is still on its way how many rows it has.

    Playwright's ``expect`` asks again until the page is there; its ``count()`` and its like answer at once.
    """
    at_once = r"(count|input_value|inner_text|all_inner_texts|text_content|is_[a-z]+)\(\)"
    hasty = re.compile(rf"^ *assert .*\.{at_once}")
    wrong = []
    for path in sorted((ROOT / "tests" / "browser").glob("*.py")):
        lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        wrong += [f"{path.name}:{number}: {line.strip()}" for number, line in lines if hasty.search(line)]
    assert wrong == []


def test_every_text_file_ends_with_one_line_feed_and_has_no_carriage_return():
    wrong = []
    for path in tracked_files():
        content = path.read_bytes()
        if b"\r" in content or (content and (not content.endswith(b"\n") or content.endswith(b"\n\n"))):
            wrong.append(path.relative_to(ROOT).as_posix())
    assert wrong == []


class InlineCode(HTMLParser):
    """Collects what a content security policy without 'unsafe-inline' would refuse."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found = []

    def handle_starttag(self, tag, attrs):
        names = {name for name, _ in attrs}
        values = [value or "" for _, value in attrs]
        dynamic = " ".join(value for name, value in attrs if name == "tal:attributes" and value)
        if tag == "style" or (tag == "script" and not {"src", "tal:attributes"} & names):
            self.found.append(f"<{tag}>")
        # hx-on is htmx's own inline script.
        self.found += [name for name in names if name == "style" or re.match(r"on[a-z]+$|hx-on", name)]
        self.found += re.findall(r"(?:^|;)\s*(style|on[a-z]+)\s", dynamic)
        self.found += [value for value in values if value.strip().lower().startswith("javascript:")]


def templates():
    return [path for path in tracked_files() if path.suffix == ".pt"]


def test_no_template_holds_inline_script_or_style():
    wrong = {}
    for path in templates():
        parser = InlineCode()
        parser.feed(path.read_text(encoding="utf-8"))
        if parser.found:
            wrong[path.relative_to(ROOT).as_posix()] = parser.found
    assert wrong == {}


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>",
        "<style>p {}</style>",
        '<p style="color: red">',
        '<a onclick="go()">',
        '<a hx-on:click="go()">',
        '<a href="javascript:go()">',
        '<p tal:attributes="class c; style s">',
    ],
)
def test_the_search_for_inline_code_finds_each_kind(markup):
    parser = InlineCode()
    parser.feed(markup)
    assert parser.found


def test_no_template_inserts_unescaped_markup_without_a_stated_reason():
    users = {
        path.relative_to(ROOT).as_posix()
        for path in templates()
        if re.search(r"""["'{;]\s*structure\b[\s:]""", path.read_text(encoding="utf-8"))
    }
    assert users == set(STRUCTURE_ALLOWED)
    assert all(reason.strip() for reason in STRUCTURE_ALLOWED.values())


def ini(name):
    import plaster

    loader = plaster.get_loader(str(ROOT / name), protocols=["wsgi"])
    return loader.get_wsgi_app_settings(defaults={"data": "/srv/data"}), loader.get_settings(
        "server:main", {"data": ""}
    )


@pytest.mark.parametrize("name", ["development.ini", "production.ini"])
def test_each_setting_of_the_shipped_ini_files_is_known(name):
    from waitress.adjustments import Adjustments

    from bdk_esdh.kernel.settings import read_settings

    settings, server = ini(name)
    assert read_settings(settings).data == Path("/srv/data")
    server = {key: value for key, value in server.items() if key not in {"use", "data", "here", "__file__"}}
    assert [address[1] for *_, address in Adjustments(**server).listen] == [6543]


def test_the_production_ini_has_no_demo_logins_and_secure_cookies():
    from bdk_esdh.kernel.settings import read_settings

    settings = read_settings(ini("production.ini")[0])
    assert settings.production
    assert settings.secure_cookies
    assert not settings.demo_logins


@pytest.mark.parametrize(
    ("require_all", "status", "closing"),
    [("", 0, "1 passed, 3 skipped, 1 xfailed"), ("1", 1, "1 failed, 1 passed, 1 xfailed, 2 errors")],
)
def test_a_skip_names_what_is_absent_and_fails_where_all_is_required(tmp_path, require_all, status, closing):
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = needs\n", encoding="utf-8")
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    (tmp_path / "test_skips.py").write_text(
        "import pytest\n"
        "@pytest.mark.needs('no-such-program')\ndef test_a(): pass\n"
        "def test_b(): pytest.skip('no reason')\n"
        "@pytest.mark.xfail(strict=True)\ndef test_c(): assert False\n"
        "@pytest.mark.needs('sh')\ndef test_d(): pass\n",
        encoding="utf-8",
    )
    (tmp_path / "test_whole.py").write_text(
        "import pytest\npytest.importorskip('no_such_module')\n", encoding="utf-8"
    )
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-rs",
            "--continue-on-collection-errors",
            "-p",
            "no:cacheprovider",
            ".",
        ],
        cwd=tmp_path,
        env={**os.environ, "REQUIRE_ALL": require_all, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stdout
    assert closing in done.stdout
    assert "not on this machine: no-such-program" in done.stdout
