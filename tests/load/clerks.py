"""Clerks that file by JSON without a pause, and remember what they were told was filed.

A clerk who gets no answer sends the very same again under the same key until there is one.
"""

import hashlib
import random
import threading
import time
import uuid
from dataclasses import dataclass, field

import requests

from tests.support.api_client import ApiClient, ApiError
from tests.support.builders import a_pdf

#: how long a clerk tries to file one thing
PATIENCE = 120


@dataclass(frozen=True)
class Filed:
    """What a clerk was told: 201, and under which number."""

    number: str
    title: str
    sha256: str
    download: str


@dataclass
class Ledger:
    """What all clerks were told."""

    documents: list = field(default_factory=list)
    cases: dict = field(default_factory=dict)
    #: seconds that each request took that was answered at the first try
    seconds: list = field(default_factory=list)
    #: answers that nobody should get: (status, text)
    refused: list = field(default_factory=list)
    #: how often something was sent again because no answer came
    sent_again: int = 0


class Clerk(threading.Thread):
    """Files one document after the other.

    :param addresses: of the web processes; another is turned to when one does not answer.
    :param cases: paths of the cases to file on.
    :param opens_cases: now and then opens a case too.
    """

    def __init__(self, number, addresses, cases, ledger, *, opens_cases=True, pause=0.0, limit=None):
        super().__init__(name=f"clerk-{number}", daemon=True)
        self.chance = random.Random(number)
        self.addresses = addresses
        self.cases = cases
        self.ledger = ledger
        self.opens_cases = opens_cases
        self.pause = pause
        self.limit = limit
        self.stopped = threading.Event()
        self.filed = 0
        first = addresses[number % len(addresses)]
        self.api = ApiClient(first, "sagsbehandler", timeout=30)

    def run(self):
        while not self.stopped.is_set() and (self.limit is None or self.filed < self.limit):
            if self.opens_cases and self.chance.random() < 0.05:
                self._open_case()
            else:
                self._file()
            self.stopped.wait(self.pause)

    def stop(self):
        """Finish what is under way and stop."""
        self.stopped.set()

    def _open_case(self):
        key = a_key()
        made = self._until_answered(lambda: self.api.create_case(title=f"Sag {key}", key=key))
        if made is not None:
            self.ledger.cases[made["case_number"]] = f"Sag {key}"

    def _file(self):
        key = a_key()
        title = f"Brev {key}"
        content = a_pdf(title) + b"%" + self.chance.randbytes(self.chance.choice((0, 1_000, 30_000, 300_000)))
        case = self.chance.choice(self.cases)
        made = self._until_answered(
            lambda: self.api.file_document(case, f"{key}.pdf", content, key=key, title=title)
        )
        if made is not None:
            digest = hashlib.sha256(content).hexdigest()
            filed = Filed(made["document_number"], title, digest, made["file"]["download"])
            self.ledger.documents.append(filed)
            self.filed += 1

    def _until_answered(self, send):
        """Send until something is answered; ``None`` when it was refused, which nobody should be."""
        deadline, tries = time.monotonic() + PATIENCE, 0
        while time.monotonic() < deadline:
            started = time.monotonic()
            try:
                answer = send()
            except requests.RequestException:
                pass
            except ApiError as error:
                # A server whose store is away says so; anything else is a fault.
                if error.status not in {502, 503}:
                    self.ledger.refused.append((error.status, str(error)[:300]))
                    return None
            else:
                if not tries:
                    self.ledger.seconds.append(time.monotonic() - started)
                return answer
            tries += 1
            self.ledger.sent_again += 1
            self._turn_to_another()
            time.sleep(0.05)
        self.ledger.refused.append((0, f"no answer within {PATIENCE} seconds"))
        return None

    def _turn_to_another(self):
        address = self.chance.choice(self.addresses)
        self.api.base = f"{address}/api/v1"


def a_key():
    """Return a random name without digits: some of those look like a personal number, and are refused in a title."""
    return uuid.uuid4().hex.translate(str.maketrans("0123456789", "ghijklmnop"))


def holds(addresses, filed):
    """Tell whether what was filed can be fetched, whole; a server that says it is away is asked again."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        address = random.choice(addresses)
        try:
            answer = requests.get(
                f"{address}/{filed.download.split('/', 3)[3]}",
                headers={"Authorization": f"Bearer {_token(address)}"},
                timeout=30,
            )
        except requests.RequestException:
            continue
        if answer.status_code != 503:
            return answer.ok and hashlib.sha256(answer.content).hexdigest() == filed.sha256
        time.sleep(0.1)
    return False


_TOKENS = {}


def _token(address):
    if address not in _TOKENS:
        _TOKENS[address] = ApiClient(address).log_in("sagsbehandler")
    return _TOKENS[address]
