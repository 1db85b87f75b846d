"""A small client of the JSON face over HTTP with keep-alive, for load and soak runs.

api = ApiClient("http://127.0.0.1:6543", "sagsbehandler")
case = api.create_case(title="Prøvesag")
document = api.file_document(case["@id"], "brev.pdf", content)
assert api.download(document) == content
"""

import base64

import requests


class ApiError(Exception):
    """An answer that is not a success; ``status`` and the problem's ``body`` tell more."""

    def __init__(self, answer):
        self.status = answer.status_code
        try:
            self.body = answer.json()
        except ValueError:
            self.body = {"detail": answer.text}
        super().__init__(
            f"{answer.request.method} {answer.request.url}: {self.status} {self.body.get('detail')}"
        )


class ApiClient:
    """One program that is logged in; not to be shared between threads."""

    def __init__(self, base, login=None, password="demo", *, timeout=60):  # noqa: S107 -- the demonstration's
        self.base = base.rstrip("/") + "/api/v1"
        self.timeout = timeout
        self.http = requests.Session()
        # A proxy of the environment has no business between two processes of this machine.
        self.http.trust_env = False
        if login:
            self.log_in(login, password)

    def log_in(self, login, password="demo"):  # noqa: S107
        """Get a token and send it from now on."""
        token = self.call("POST", "/@login", json={"login": login, "password": password})["token"]
        self.http.headers["Authorization"] = f"Bearer {token}"
        return token

    def call(self, method, path, **options):
        """Send a request; return the JSON of the answer (``None`` for 204).

        :param path: below ``/api/v1``, or a whole address (``@id``).
        :raises ApiError: for anything but a success.
        """
        url = path if path.startswith("http") else self.base + path
        answer = self.http.request(method, url, timeout=self.timeout, **options)
        if not answer.ok:
            raise ApiError(answer)
        return answer.json() if answer.content else None

    def get(self, path, **parameters):
        """Read an object or a list."""
        return self.call("GET", path, params=parameters)

    def create_case(self, *, key=None, **facts):
        """Open a case; what is not said is filled in."""
        body = {"@type": "Case", "title": "Prøvesag", "kle_subject": "02.34.02", "kle_facet": "P19", **facts}
        return self.call("POST", "/sager", json=body, headers=_key(key))

    def file_document(
        self, case, filename="brev.pdf", content=b"%PDF-1.4\nstartxref\n", *, key=None, **facts
    ):
        """Register a document on a case, its file as base64.

        :param case: path or address of the case.
        :param key: ``Idempotency-Key``: sent again with the same, it makes one document.
        """
        body = {
            "@type": "Document",
            "title": "Prøvedokument",
            "document_type": "other",
            "direction": "internal",
            **facts,
            "file": {
                "filename": filename,
                "content-type": "application/octet-stream",
                "encoding": "base64",
                "data": base64.b64encode(content).decode(),
            },
        }
        return self.call("POST", case, json=body, headers=_key(key))

    def download(self, document):
        """Fetch the newest file of a document, as bytes."""
        answer = self.http.get(document["file"]["download"], timeout=self.timeout)
        if not answer.ok:
            raise ApiError(answer)
        return answer.content

    def items(self, path, **parameters):
        """Go through a list to its end."""
        start = 0
        while True:
            page = self.get(path, b_start=start, b_size=100, **parameters)
            yield from page["items"]
            start += 100
            if start >= page["items_total"]:
                return


def _key(key):
    return {"Idempotency-Key": key} if key else {}
