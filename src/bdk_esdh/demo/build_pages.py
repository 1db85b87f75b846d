"""Pages and news of the demo."""

from typing import Any

from ..kernel.danish import slug
from ..pages.actions import add_news, add_page, publish
from .stage import Stage
from .stories.days import fill_dates
from .stories.model import StoryNews
from .stories.news import INTRANET_NEWS, PUBLIC_NEWS
from .stories.organisation import DOMAIN, MAIN_PHONE
from .stories.pages import PAGES

_EDITOR = "rosa"


def build_pages(stage: Stage) -> None:
    """Write and publish the pages and the news, the oldest news first."""
    with stage.app.graph() as root:
        for page in PAGES:
            *above, name = page.path.split("/")
            parent = root
            for step in above:
                parent = parent[step]
            if name in parent:
                continue  # a capability of its own stands at this address by now
            act = stage.act(_EDITOR, -20)
            values = texts_of(stage, page.title, page.lead, page.body) | {
                "name": name,
                "audience": "public",
                "contact_phone": MAIN_PHONE,
                "contact_mail": f"post@{DOMAIN}",
            }
            publish(add_page(parent, values, act), act)
        for news in sorted((*PUBLIC_NEWS, *INTRANET_NEWS), key=lambda each: each.day):
            act = stage.act(news.author, news.day)
            publish(add_news(root["nyheder"], _news_values(stage, news), act), act)


def _news_values(stage: Stage, news: StoryNews) -> dict[str, Any]:
    return texts_of(stage, news.title, news.lead, news.body) | {
        "name": slug(news.key),
        "audience": news.face,
        "unit": news.unit or None,
    }


def texts_of(stage: Stage, title: str, lead: str, body: tuple[str, ...]) -> dict[str, Any]:
    """Return the texts of a page or piece of news, with the marks of its paragraphs as pages have them."""
    lines: list[str] = []
    for paragraph in body:
        text = fill_dates(paragraph, stage.day)
        # Pages mark a heading by two signs; items of one list stand on lines of their own.
        is_item = text.startswith("- ")
        if lines and not (is_item and lines[-1].startswith("- ")):
            lines.append("")
        lines.append(text.replace("# ", "## ", 1) if text.startswith("# ") else text)
    return {
        "title": fill_dates(title, stage.day),
        "lead": fill_dates(lead, stage.day),
        "body": "\n".join(lines),
    }
