"""What browsers report against the policy of our own pages (CSP level 3, section 5).

A report says that a page of ours has something its policy forbids: a fault of ours, or
something injected. Anybody can send one, so little is believed and little kept: which rule,
what kind of thing, on which part of the site. Never a whole address, which may name a person
or a case, and nothing of who sent it. One kind of report is one entry however often it comes.
"""

import json
import re
import threading
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from pyramid.config import Configurator
from pyramid.request import Request
from pyramid.response import Response

from ..root import Root
from .permissions import Permission

#: a browser's report is below 2 kB, and it sends several at once
LONGEST_BODY = 16_384
_REPORTS_READ = 20
_KINDS_KEPT = 200
_KEPT_FOR = timedelta(days=30)
#: the same report is written again after so long
_WRITTEN_EACH = timedelta(minutes=1)
#: how many posts a process reads in a minute, from everybody together
_POSTS_A_MINUTE = 120
_DIRECTIVE = re.compile(r"[a-z][a-z-]{1,40}")
_KEYWORDS = frozenset({"inline", "eval", "wasm-eval", "self", "data", "blob", "about", "filesystem"})
_HOST = re.compile(r"[A-Za-z0-9.:\[\]-]{1,100}")
_PLACE_STEPS = 2


@dataclass(frozen=True, order=True)
class Violation:
    """One kind of breach.

    :param directive: the rule that was broken (``script-src-elem``).
    :param blocked: what kind of thing it was: ``inline``, ``data``, or the host it lies on.
    :param place: the beginning of the page's path.
    """

    directive: str
    blocked: str
    place: str


@dataclass(frozen=True)
class Seen:
    """When a kind of breach was reported, and in how many different minutes."""

    first: datetime
    last: datetime
    minutes: int


class CspReports(Persistent):
    """All kinds of breach of late."""

    def __init__(self) -> None:
        """Start empty."""
        self._kinds = OOBTree()

    def note(self, violation: Violation, now: datetime) -> None:
        """Keep a report, unless the same was kept just now or there are too many kinds."""
        key = (violation.directive, violation.blocked, violation.place)
        seen = self._kinds.get(key)
        if seen is not None and abs(now - seen.last) < _WRITTEN_EACH:
            return
        if seen is None:
            self.forget_old(now)
            if len(self._kinds) >= _KINDS_KEPT:
                return
        self._kinds[key] = Seen(seen.first, now, seen.minutes + 1) if seen else Seen(now, now, 1)

    def forget_old(self, now: datetime) -> None:
        """Drop what has not been reported for a month."""
        for key, seen in list(self._kinds.items()):
            if now - seen.last > _KEPT_FOR:
                del self._kinds[key]

    def items(self) -> list[tuple[Violation, Seen]]:
        """List what was reported, the latest first."""
        found = [(Violation(*key), seen) for key, seen in self._kinds.items()]
        return sorted(found, key=lambda each: each[1].last, reverse=True)

    def clear(self) -> None:
        """Forget all."""
        self._kinds.clear()


def csp_reports_of(root: Any) -> CspReports:
    """Return what was reported, made on first use."""
    reports = getattr(root, "csp_reports", None)
    if reports is None:
        reports = root.csp_reports = CspReports()
    return reports


class Allowance:
    """How many posts a process still reads in this minute."""

    def __init__(self, each_minute: int = _POSTS_A_MINUTE) -> None:
        """Start with a full one."""
        self._each_minute = each_minute
        self._minute = 0
        self._used = 0
        self._lock = threading.Lock()

    def take(self) -> bool:
        """Take one, if there is one left."""
        minute = int(time.monotonic() // 60)
        with self._lock:
            if minute != self._minute:
                self._minute, self._used = minute, 0
            self._used += 1
            return self._used <= self._each_minute


def violations_in(body: bytes) -> list[Violation]:
    """Read a posted report of either form; what is none is left out.

    :param body: of ``application/csp-report`` (one) or ``application/reports+json`` (several).
    """
    try:
        posted = json.loads(body)
    except (ValueError, RecursionError):
        return []
    reports = posted if isinstance(posted, list) else [posted]
    found = [_violation(each) for each in reports[:_REPORTS_READ] if isinstance(each, dict)]
    return [each for each in found if each is not None]


def _violation(report: dict[str, Any]) -> Violation | None:
    facts = report.get("csp-report") or report.get("body")
    if not isinstance(facts, dict):
        return None
    directive = _first(facts, "effective-directive", "effectiveDirective", "violated-directive").split(" ")[0]
    if not _DIRECTIVE.fullmatch(directive):
        return None
    blocked = _first(facts, "blocked-uri", "blockedURL")
    return Violation(directive, _kind_of(blocked), _place_of(_first(facts, "document-uri", "documentURL")))


def _first(facts: dict[str, Any], *names: str) -> str:
    return next((facts[name] for name in names if isinstance(facts.get(name), str)), "")


def _kind_of(blocked: str) -> str:
    if blocked in _KEYWORDS:
        return blocked
    host = _parts(blocked).netloc.rpartition("@")[2]
    return host if _HOST.fullmatch(host) else ""


def _place_of(address: str) -> str:
    """Return the beginning of a path: what comes after names a person, a case or a search."""
    steps = [step for step in _parts(address).path.split("/") if step]
    shown = [step[:40] if step.isascii() and step.isprintable() else "…" for step in steps[:_PLACE_STEPS]]
    return "/" + "/".join(shown) + ("/…" if len(steps) > _PLACE_STEPS else "")


def _parts(address: str) -> Any:
    try:
        return urlsplit(address[:2000])
    except ValueError:
        return urlsplit("")


def take_report(_context: Root, request: Request) -> Response:
    """Take what a browser reports; the answer is the same whether it was kept or not."""
    allowance: Allowance = request.registry.csp_allowance
    if allowance.take() and (request.content_length or 0) <= LONGEST_BODY:
        now = request.clock.now()
        violations = violations_in(request.body_file.read(LONGEST_BODY))
        for violation in violations:
            csp_reports_of(request.root).note(violation, now)
    return Response(status=204)


def includeme(config: Configurator) -> None:
    """Take reports at the path that the gate's policy names."""
    config.registry.csp_allowance = Allowance()
    config.add_view(
        take_report,
        context=Root,
        name="csp-rapport",
        request_method="POST",
        permission=Permission.PUBLIC_VIEW,
        exact_record="Root",
        at_its_end=True,
        # A browser sends a report by itself and has no token to send along. Nothing is done in
        # anybody's name: whoever forges one has told us something we do not believe.
        require_csrf=False,
    )
