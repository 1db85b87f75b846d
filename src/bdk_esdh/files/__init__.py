"""The file service: what comes in as bytes is kept whole, read with care and released clean.

It knows no case and no document. Read it in the order a file travels: ``storing`` (bytes in, checked and on
disk), ``extraction`` (their text), ``conversion`` (to PDF), ``cleaning`` (the released rendition),
``release_check`` (is anything in it that must not be published) and ``serving`` (bytes out). Everything that
*opens* a file someone else made runs in a child process with limits: see ``child``.
"""

from pyramid.config import Configurator


def includeme(config: Configurator) -> None:
    """Give each request its kept uploads, keep forms that came after their session, and serve the viewer."""
    config.include(".form_drafts")
    config.include(".kept_forms")
    config.scan(".viewer", categories=("pyramid",))
