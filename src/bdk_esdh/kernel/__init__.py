"""Mechanism that every capability stands on and that knows none of them."""

from pyramid.config import Configurator


def includeme(config: Configurator) -> None:
    """Include the kernel; directives first, since everything after uses them."""
    config.include(".starting")
    config.include(".settings")
    config.include(".i18n")
    config.include("pyramid_chameleon")
    config.include("pyramid_retry")
    config.include("pyramid_tm")
    config.include("pyramid_zodbconn")
    config.include(".fresh_ids")
    config.include(".sound_store")
    config.include(".graph")
    config.include(".clock")
    config.include(".records")
    config.include(".remembered_lists")
    config.include(".faces")
    config.include(".gate")
    config.include(".request_log")
    config.include(".write_lock")
    config.include(".retries")
    config.include(".maintenance")
    config.include(".page_cache")
    config.include(".static_files")
    config.include(".menu")
    config.include(".page_frame")
    config.include(".record_forms")
    config.include(".pressing")
    config.include(".json_face")
    config.include(".responses")
    config.include(".disk_full")
    config.include(".evolution")
    config.scan(".evolve", categories=("pyramid",))
    config.add_translation_dirs("bdk_esdh:locale", "colander:locale/", "deform:locale/")
