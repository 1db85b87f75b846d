"""Reading a search page: its hits and its facets, as a person would see them."""

from dataclasses import dataclass


@dataclass
class Hit:
    """One hit of a page."""

    title: str
    facts: list
    excerpt: str
    marked: list
    day: str
    badge: str


def _text(tag):
    return " ".join(tag.get_text().split()) if tag is not None else ""


def titles(page):
    """Return the titles of the hits, in order."""
    return [hit.title for hit in hits(page)]


def hits(page):
    """Return the hits of a page."""
    return [_hit(line) for line in page.html.select(".e-hits > li")]


def _hit(line):
    time = line.select_one("time")
    return Hit(
        title=_text(line.select_one("p a")),
        facts=[_text(each) for each in line.select(".e-hitfacts > *")],
        excerpt=_text(line.select_one(".e-excerpt")),
        marked=[_text(mark) for mark in line.select(".e-excerpt mark")],
        day=time["datetime"] if time is not None else "",
        badge=_text(line.select_one(".e-badge")),
    )


def facet(page, name):
    """Return the values of a facet with their counts; empty when it is not shown."""
    heading = page.html.find(id=f"facet-{name}")
    if heading is None:
        return {}
    found = {}
    for link in heading.find_next("ul").select("a"):
        count = link.select_one(".e-count").get_text()
        title = _text(link).removeprefix("Valgt, fjern:").removesuffix(count).strip()
        found[title] = int(count)
    return found


def choose(page, name, title):
    """Follow the link of a facet's value, or of a chosen filter's drop when it is chosen."""
    links = page.html.find(id=f"facet-{name}").find_next("ul").select("a")
    (link,) = [each for each in links if title in _text(each)]
    return page.goto(link["href"])
