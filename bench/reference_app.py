"""The reference: bare Pyramid on waitress. What our pages are measured by; run as a script with a port."""

import sys
from pathlib import Path
from typing import Any

import waitress
from pyramid.config import Configurator
from pyramid.request import Request
from pyramid.response import Response

HERE = Path(__file__).parent
#: as many as the product's server has in a bench
THREADS = 4


def line(_request: Request) -> Response:
    """Answer one line of text."""
    return Response("Hej verden\n", content_type="text/plain", charset="utf-8")


def page(request: Request) -> dict[str, Any]:
    """Show a page whose text is the same each time: 60 rows make it some 20 KB."""
    rows = [
        {
            "number": f"2026-{number:05}",
            "title": f"Sag nummer {number} om et skur i den østlige ende af området",
            "unit": "Teknik & Miljø",
            "day": f"{number % 28 + 1}. november 2026",
            "url": f"/sager/2026-{number:05}",
        }
        for number in range(1, int(request.matchdict["rows"]) + 1)
    ]
    return {"title": "Sager og dokumenter", "rows": rows, "count": len(rows)}


def main(port: int) -> None:
    """Serve until killed."""
    with Configurator() as config:
        config.include("pyramid_chameleon")
        config.add_route("line", "/line")
        config.add_route("page", "/page/{rows}")
        config.add_view(line, route_name="line")
        config.add_view(page, route_name="page", renderer=str(HERE / "reference_page.pt"))
        app = config.make_wsgi_app()
    waitress.serve(app, host="127.0.0.1", port=port, threads=THREADS, _quiet=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
