"""The words in which an import is reported, for pages and commands alike."""

from typing import Any

from ..kernel.i18n import _

#: why a row cannot be brought in
REASONS = {
    "number": _("Nummeret er hverken et emne (02.34.02), en gruppe, en hovedgruppe eller en facet (P19)"),
    "no title": _("Titlen mangler"),
    "long title": _("Titlen er over 500 tegn"),
    "retention code": _("Bevaringskoden er ikke B, K, K5, K10 eller tom"),
    "deletion period": _("Slettefristen er ikke skrevet som P1825D"),
    "date": _("Datoen findes ikke"),
    "twice": _("Nummeret står i filen to gange. Den første gælder"),
    "level": _("Niveauet passer ikke til nummeret: 02 er hovedgruppe, 02.34 gruppe, 02.34.02 emne"),
    "parent": _("Gruppen passer ikke til nummeret"),
    "no parent": _("Gruppen, det hører under, findes hverken her eller i filen"),
    "cells": _("Linjen kan ikke læses"),
}

#: what of a subject an edition may change
FIELDS = {
    "title": _("titel"),
    "retention_code": _("bevaringskode"),
    "retired": _("udgået"),
    "replaced_by": _("afløst af"),
    "deletion_period": _("slettefrist"),
}

#: KLE, BevaringJaevnfoerArkivloven, in words; KL says the periods are for guidance
RETENTION = {
    "B": _("Bevares for eftertiden (B)"),
    "K": _("Kan kasseres (K)"),
    "K5": _("Kan kasseres 5 år efter, at sagen er afsluttet (K5)"),
    "K10": _("Kan kasseres 10 år efter, at sagen er afsluttet (K10)"),
    "": _("Ikke oplyst: bevares, indtil andet er besluttet"),
}


def reason_text(reason: str) -> Any:
    """Return why a row is refused, translatable."""
    return REASONS.get(reason, reason)


def retention_text(code: str) -> Any:
    """Return what a retention code means, translatable."""
    return RETENTION.get(code, code)
