"""How a walk acts: fills a form, presses a button, and is found by the name of the view it carries out."""

from tests.support.journal_town import (
    acts_of,
    do,
)
from tests.support.site import form_with


def fill(client, path, **fields):
    """Fill the form that stands on ``path`` and send it."""
    page = client.get(path)
    forms = [
        form for form in page.forms.values() if form.action.partition("?")[0].endswith(path.partition("?")[0])
    ]
    form = forms[0] if forms else form_with(page, next(iter(fields)))
    for name, value in fields.items():
        form[name] = value
    return form.submit()


def press(client, path, **fields):
    """Press a button: send what it sends."""
    token = form_with(client.get("/intranet/soeg"), "csrf_token")["csrf_token"].value
    return client.post(path, {"csrf_token": token, **fields})


def begin(site, by):
    """Log in; what is entered from here on is what the walk itself has done."""
    client = site.client(by)
    site.began = len(acts_of(site))
    return client


WALKS = {}


def walk(*names):
    """Mark a function as what carries out the views ``names`` (package.module:function)."""

    def decorate(function):
        for name in names:
            assert name not in WALKS
            WALKS[name] = function
        return function

    return decorate


def simple(view, by, path, how=fill, before=None, **fields):
    """A walk of one form or button."""

    @walk(view)
    def go(site):
        if before is not None:
            do(site, by, before)
        client = begin(site, by)
        return how(client, path, **fields)
