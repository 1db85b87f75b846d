"""Walking through every link that a role is shown, breadth first and some of each kind."""

import re
from collections import Counter, deque
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit

from lxml import html

HOST = "http://testserver"
PAGES_A_ROLE = 250
OF_A_SHAPE = 5
OF_A_PLACE = 25


@dataclass
class Visited:
    """What answered at an address, and the page whose link led there."""

    url: str
    linked_from: str
    status: int
    content_type: str
    text: str = field(repr=False)

    @property
    def is_page(self):
        """Whether it is a page of ours and not a file."""
        return self.status == 200 and self.content_type == "text/html"

    @cached_property
    def tree(self):
        """The parsed page."""
        return html.document_fromstring(self.text)

    @cached_property
    def links(self):
        """What the page leads to: ``links_of``, looked for once."""
        return _links_of(self)

    @cached_property
    def words(self):
        """The source with its character references resolved: what a search for a name looks in."""
        return unescape(self.text)


def crawl(client, starts, of_a_shape=OF_A_SHAPE):
    """Return everything that can be reached from ``starts`` by following links.

    :param client: a WebTest client, logged in or not.
    :param of_a_shape: how many addresses of a kind are asked for.
    """
    queue = deque((HOST + start, "") for start in starts)
    met, shapes, places = set(), Counter(), Counter()
    found = []
    while queue and len(found) < PAGES_A_ROLE:
        url, linked_from = queue.popleft()
        if url in met:
            continue
        met.add(url)
        shape, place = shape_of(url)
        if shapes[shape] >= of_a_shape or places[place] >= OF_A_PLACE:
            continue
        shapes[shape] += 1
        places[place] += 1
        visited = _visit(client, url, linked_from)
        found.append(visited)
        if visited.is_page:
            queue.extend((link, url) for link in links_of(visited) if link.startswith(HOST + "/"))
    return found


def _visit(client, url, linked_from):
    answer = client.get(url.removeprefix(HOST), expect_errors=True)
    # A redirect is followed by hand once: it must lead somewhere too.
    for _step in range(3):
        if answer.status_int not in (301, 302, 303):
            break
        answer = client.get(answer.location.removeprefix(HOST), expect_errors=True)
    is_text = answer.content_type.startswith("text/") or answer.content_type.endswith("xml")
    return Visited(url, linked_from, answer.status_int, answer.content_type, answer.text if is_text else "")


def links_of(visited):
    """List what the page leads to, as whole addresses (see ``Visited.links``)."""
    return visited.links


def _links_of(visited):
    """List what the page leads to, as whole addresses: links, forms that ask, and what it is made of.

    Without the link that turns to the other language: whoever follows it walks on in that.
    """
    made = []
    for path in (
        "//a[not(starts-with(@href, '/sprog/'))]/@href",
        "//link/@href",
        "//img/@src",
        "//script/@src",
    ):
        made += visited.tree.xpath(path)
    made += [use.partition("#")[0] for use in visited.tree.xpath("//*[local-name()='use']/@href")]
    made += [_asked(form) for form in visited.tree.xpath("//form[@method='get']")]
    return [_whole(visited.url, link) for link in made if not link.startswith(("mailto:", "tel:"))]


def _whole(url, link):
    # Nearly all begin at the root of this host: joined by the rules they take as long as rendering the page.
    if link.startswith("/") and not link.startswith("//") and "/." not in link:
        return HOST + link.partition("#")[0]
    return urldefrag(urljoin(url, link)).url


def _asked(form):
    """Address that a form leads to when it is sent as it stands."""
    action = form.get("action") or ""
    return action + ("?" if "?" not in action else "&") + urlencode(list(form.form_values()))


def shape_of(url):
    """Return the kind of address, and the place it lies in: numbers and dates are alike."""
    parts = urlsplit(url)
    steps = [re.sub(r"\d+", "#", step) for step in parts.path.strip("/").split("/")]
    keys = sorted({key for key, value in parse_qsl(parts.query) if value})
    return ("/".join(steps), *keys), ("/".join(steps[:-1]), len(steps), *keys)
