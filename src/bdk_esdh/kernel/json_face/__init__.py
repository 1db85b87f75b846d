"""What every capability needs to show itself to programs.

Read ``serializers.py`` for how a type says what of it goes out, ``answers.py`` for the
shape in which it does, ``body.py`` and ``values.py`` for what comes in and how it is
checked, ``problems.py`` for what is said when something is wrong.
"""

from pyramid.config import Configurator


def includeme(config: Configurator) -> None:
    """Include the parts."""
    config.include(".problems")
    config.include(".body")
    config.include(".serializers")
    config.include(".answers")
