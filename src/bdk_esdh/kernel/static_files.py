"""Our own stylesheet and scripts, and those of the installed npm packages."""

from pyramid.config import Configurator

ONE_HOUR = 3600


def includeme(config: Configurator) -> None:
    """Serve ``/static/esdh`` from the package and the rest from the assets folder."""
    assets = config.registry.esdh_settings.assets.resolve()
    config.add_static_view("static/esdh", "bdk_esdh:static", cache_max_age=ONE_HOUR)
    config.add_static_view("static/dkfds/dist", str(assets / "dkfds" / "dist"), cache_max_age=ONE_HOUR)
    config.add_static_view("static/htmx", str(assets / "htmx.org" / "dist"), cache_max_age=ONE_HOUR)
