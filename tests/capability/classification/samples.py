"""Small editions, written for the tests in the shapes that are in circulation."""

import io

TOPIC = """
   <Emne>
    <EmneNr>{number}</EmneNr>
    <EmneTitel>{title}</EmneTitel>
    <EmneAdministrativInfo><OprettetDato>1988-01-01</OprettetDato>{history}</EmneAdministrativInfo>
    <BevaringJaevnfoerArkivloven>{code}</BevaringJaevnfoerArkivloven>{more}
   </Emne>"""

OPENING = """<?xml version="1.0" encoding="UTF-8"?>
<KLE-Emneplan>
 <UdgivelsesDato>2026-08-01</UdgivelsesDato>
 <Hovedgruppe>
  <HovedgruppeNr>02</HovedgruppeNr>
  <HovedgruppeTitel>Byggeri</HovedgruppeTitel>
  <Gruppe>
   <GruppeNr>02.34</GruppeNr>
   <GruppeTitel>Byggesager</GruppeTitel>"""
CLOSING = """
  </Gruppe>
 </Hovedgruppe>
</KLE-Emneplan>
"""


def topic(number, title, *, code="K5", history="", more=""):
    """Write one subject."""
    return TOPIC.format(number=number, title=title, code=code, history=history, more=more)


def plan(*topics):
    """Write an edition of the plan with ``topics`` in group 02.34; returns a stream."""
    return io.BytesIO((OPENING + "".join(topics) + CLOSING).encode())


def stream(text, encoding="utf-8"):
    """Make a stream of ``text``."""
    return io.BytesIO(text.encode(encoding))
