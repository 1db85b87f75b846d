"""A seeded municipality for tests: made once a run, and a throw-away layer over it for each test.

The base is a real FileStorage with real blobs. Each test works on a DemoStorage over it, so nothing a test
does is seen by the next, and setting up costs some hundredths of a second.
"""

import re
import shutil
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import transaction
from argon2 import PasswordHasher
from pyramid.threadlocal import RequestContext  # noqa: TID251 -- a test stands in for the web here
from webtest import TestApp
from ZODB import DB
from ZODB.DemoStorage import DemoStorage
from ZODB.FileStorage import FileStorage

from bdk_esdh import configure
from bdk_esdh.classification.actions import put_facet, put_subject
from bdk_esdh.jobs.worker import Work, run_all
from bdk_esdh.kernel.clock import COPENHAGEN
from bdk_esdh.kernel.page_cache import cached
from bdk_esdh.kernel.records import Act
from bdk_esdh.organisation.actions import add_person, add_unit, people_of, units_of
from bdk_esdh.root import ROOT_KEY, bare_request, create_root
from bdk_esdh.search.indexing import Indexer
from bdk_esdh.search.running import index_folder
from bdk_esdh.search.whoosh_engine.writer import WhooshWriter

#: Monday morning in Copenhagen; a week without public holidays
MOMENT = datetime(2026, 11, 23, 9, 0, tzinfo=COPENHAGEN)
ASSETS = Path(__file__).parents[2] / "node_modules"

UNITS = (
    ("teknik-miljoe", "Teknik & Miljø", None),
    ("byg", "Byg", "teknik-miljoe"),
    ("vej-park", "Vej & Park", "teknik-miljoe"),
    ("sundhed-velfaerd", "Sundhed & Velfærd", None),
    ("visitation", "Visitation", "sundhed-velfaerd"),
    ("staben", "Staben", None),
    ("politisk-sekretariat", "Politisk sekretariat", "staben"),
    ("kommunikation", "Kommunikation", "staben"),
    ("borgerservice", "Borgerservice", "staben"),
)
PEOPLE = (
    ("administrator", "Adam Administrator", ("administrator",), "staben"),
    ("sagsbehandler", "Karla Skabelon", ("caseworker",), "byg"),
    ("sagsbehandler2", "Mogens Eksempel", ("caseworker",), "visitation"),
    ("postmedarbejder", "Villy Fiktiv", ("mail_room",), "borgerservice"),
    ("sekretaer", "Sanne Mønster", ("committee_secretary",), "politisk-sekretariat"),
    ("politiker", "Rigmor Opdigt", ("politician",), None),
    ("leder", "Lis Låntnavn", ("manager",), "teknik-miljoe"),
    ("redaktoer", "Tove Demo", ("editor",), "kommunikation"),
    ("medarbejder", "Poul Pseudonym", ("employee",), "borgerservice"),
    ("borger1", "Ida Attrap", ("citizen",), None),
    ("borger2", "Bent Prøve", ("citizen",), None),
)
SUBJECTS = (
    ("02", "Byggeri"),
    ("02.34", "Byggesager"),
    ("02.34.02", "Byggetilladelse"),
    ("00.22.04", "Udvalg, bestyrelser mv."),
)
FACETS = (("G01", "Generelle sager"), ("P19", "Tilladelser"), ("P35", "Møder"))


class Site:
    """One test's municipality.

    :param registry: of the application, shared by all tests.
    :param db: this test's own layer.
    """

    def __init__(self, app, registry, db):
        self.app = app
        self.registry = registry
        self.db = db
        self.clock = registry.clock

    @contextmanager
    def graph(self, by="sagsbehandler"):
        """Open the graph as an action sees it: ``root, act``; commits at the end."""
        transaction.begin()
        connection = self.db.open()
        try:
            with RequestContext(bare_request(self.registry)):
                root = connection.root()[ROOT_KEY]
                yield root, self.act(root, by)
                transaction.commit()
        finally:
            transaction.abort()
            connection.close()

    def act(self, root, by):
        """Make an act of the person with login ``by``, now."""
        person = people_of(root).get(by)
        return Act(by, person.title if person is not None else "System", self.clock.now(), self.registry)

    def run_jobs(self):
        """Do all background work that is due, and let what it changed be found."""
        done = run_all(Work(self.db, self.registry))
        self.index()
        return done

    def index(self):
        """Let everything that was changed be found by the text search, as the indexer does it."""
        with indexing(Work(self.db, self.registry)) as indexer:
            while indexer.drain():
                pass

    def client(self, login=None, password="demo"):  # noqa: S107 -- the demonstration's
        """Return a browser-like client, logged in as ``login`` through the real form."""
        client = Browser(self, extra_environ={"HTTP_HOST": "testserver", "REMOTE_ADDR": "127.0.0.1"})
        if login:
            # Found by their pattern: taking the page apart takes as long as logging in, and every test does it.
            hidden = _HIDDEN.findall(client.get("/log-ind").text)
            answer = client.post("/log-ind", [*hidden, ("login", login), ("password", password)])
            assert answer.status_int == 303, f"{login} could not log in"
        return client


_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
#: addresses that answer by the text index
_ASKING_THE_INDEX = ("/soeg", "/soegeforslag", "/@search")


class Browser(TestApp):
    """Looks at a municipality; what was changed has been indexed by the time somebody searches.

    A test of the moment before that asks ``finding`` itself.
    """

    def __init__(self, site, **options):
        super().__init__(site.app, parser_features="lxml", **options)
        self.site = site

    def do_request(self, req, *args, **options):
        """Let the indexer come first when a search is asked for, and else send the request as it is."""
        if (
            req.environ.get("PATH_INFO", "").endswith(_ASKING_THE_INDEX)
            and not self.site.registry.maintenance.is_on
        ):
            self.site.index()
        return super().do_request(req, *args, **options)


def said_of(answer):
    """Return what a page that says no says, without the words of its own address in the search field."""
    return re.sub(r'(id="fejl-q"[^>]*?) value="[^"]*"', r"\1", answer.text)


@contextmanager
def indexing(store):
    """Open the index of a municipality for writing, here and not in a child process; build it when it is not there."""
    writer = WhooshWriter(index_folder(store.registry))
    try:
        indexer = Indexer(store, writer)
        if indexer.needs_building():
            indexer.build()
        yield indexer
    finally:
        writer.close()


def form_with(page, field):
    """Return the form of ``page`` that has ``field``."""
    for form in page.forms.values():
        if field in form.fields:
            return form
    message = f"no form with {field} on {page.request.path}"
    raise AssertionError(message)


def make_app(data):
    """Make the application and the base storage under ``data``; returns both."""
    config = configure(
        {
            "esdh.data": str(data),
            "esdh.clock": MOMENT.isoformat(),
            "esdh.assets": str(ASSETS),
            "esdh.embedded_worker": "false",
            "zodbconn.uri": "memory://",
            "debug_errors": True,
        }
    )
    return cached(config), config.registry


def make_base(registry, data):
    """Make the seeded base storage: units, people, subjects."""
    storage = FileStorage(str(data / "Data.fs"), blob_dir=str(data / "blobs"))
    db = DB(storage)
    connection = db.open()
    with RequestContext(bare_request(registry)):
        root = create_root(connection.root(), registry)
        seed(root, Act("system", "System", registry.clock.now(), registry))
        transaction.commit()
    connection.close()
    return storage


def seed(root, act):
    """Fill an empty graph with the people and subjects that tests rely on."""
    for key, title, parent in UNITS:
        add_unit(units_of(root), {"key": key, "title": title, "parent_key": parent}, act)
    for login, name, roles, unit in PEOPLE:
        values = {"login": login, "title": name, "roles": roles, "unit_key": unit}
        add_person(people_of(root), values, act)
    people = people_of(root)
    # Argon2 is slow on purpose, and the tests log in thousands of times: a hash of their own that is fast to verify.
    password_hash = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("demo")
    for person in people.values():
        person.password_hash = password_hash
    for number, title in SUBJECTS:
        put_subject(root["emner"], number, title, registry=act.registry)
    for code, title in FACETS:
        put_facet(root["emner"], code, title)


def forget_files(registry):
    """Take away what other tests have written beside their database: it is of another municipality."""
    for name in ("journal", "search"):
        shutil.rmtree(registry.esdh_settings.data / name, ignore_errors=True)


def layer(app, registry, base):
    """Put a throw-away layer over the base and return the site on it."""
    forget_files(registry)
    db = DB(DemoStorage(base=base, close_base_on_close=False))
    registry._zodb_databases[""] = db
    # Two layers over one base may come to the same generation: in one process there is never more than one.
    registry.kept_pages.clear()
    registry.clock.set(MOMENT)
    return Site(app, registry, db)
