"""Who one is, what one may do, and who may read what.

Read ``permissions.py`` for the acts, ``roles.py`` for the table of who may do
them, ``readers.py`` for the one rule of reading, ``policy.py`` for how a request
is judged by the three.
"""

from pyramid.config import Configurator


def includeme(config: Configurator) -> None:
    """Install the policy, sessions and CSRF protection."""
    config.include(".policy")
    config.include(".sessions")
    config.include(".indexes")
    config.include(".csp_reports")
