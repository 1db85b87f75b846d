"""The whole demo municipality gathered: what the one who builds it reads."""

from __future__ import annotations

from bdk_esdh.demo.stories import (
    boern_kultur,
    staben_aabenhed,
    staben_oekonomi,
    staben_personer,
    sundhed_velfaerd,
    teknik_byg,
    teknik_byg_tilsyn,
    teknik_forsyning,
    teknik_natur,
    teknik_plan,
    teknik_vej,
    teknik_vind,
)

_DEPARTMENTS = (
    teknik_byg,
    teknik_byg_tilsyn,
    teknik_plan,
    teknik_vind,
    teknik_natur,
    teknik_forsyning,
    teknik_vej,
    staben_oekonomi,
    staben_aabenhed,
    staben_personer,
    boern_kultur,
    sundhed_velfaerd,
)

CASES = tuple(case for department in _DEPARTMENTS for case in department.CASES)
DOCUMENTS = tuple(document for department in _DEPARTMENTS for document in department.DOCUMENTS)
CASE_BY_KEY = {case.key: case for case in CASES}
DOCUMENT_BY_KEY = {document.key: document for document in DOCUMENTS}
