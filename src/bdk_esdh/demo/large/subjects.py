"""What the cases of the large demo are about: subject, unit, how cases and papers are called."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Matter:
    """One kind of case.

    :param subject: KLE number, ``facet`` its facet; both are in the demo's plan.
    :param unit: key of the responsible unit.
    :param title: of the case; ``{0}`` is a street and number.
    :param thing: what the papers are about.
    :param about_persons: concerns a person's private affairs: confidential or more.
    """

    subject: str
    facet: str
    unit: str
    title: str
    thing: str
    about_persons: bool = False


_MATTERS = """
02.34.02 | P19 | byg                | Opførelse af carport, {0}             | carporten
02.34.02 | P19 | byg                | Tilbygning til enfamiliehus, {0}      | tilbygningen
02.34.02 | P19 | byg                | Byggetilladelse til lagerhal, {0}     | lagerhallen
02.34.02 | P25 | byg                | Dispensation til hegn mod vej, {0}    | hegnet
02.34.30 | P19 | byg                | Nedrivning af udhus, {0}              | nedrivningen
01.02.05 | P16 | plan               | Lokalplan for boligområde ved {0}     | lokalplanen
01.02.20 | K04 | plan               | Vindmøller ved {0}                    | vindmøllerne
01.05.08 | P25 | natur_miljoe       | Oprensning af sø ved {0}              | søen
09.40.20 | K08 | natur_miljoe       | Miljøtilsyn, {0}                      | tilsynet
06.00.05 | G01 | forsyning          | Kloakering af {0}                     | kloakeringen
07.04.20 | G01 | forsyning          | Genbrugsplads ved {0}                 | genbrugspladsen
05.01.08 | G01 | vej_park           | Reparation af fortov, {0}             | fortovet
05.13.10 | G01 | vej_park           | Fartdæmpning, {0}                     | vejen
05.09.12 | P25 | vej_park           | Parkering for beboere, {0}            | parkeringen
05.14.00 | P19 | vej_park           | Gravning i vej, {0}                   | gravningen
13.06.02 | G01 | oekonomi           | Salg af grund, {0}                    | grunden
00.07.03 | A53 | politisk_sekretariat | Anmodning om aktindsigt, {0}        | aktindsigten
22.01.01 | P19 | politisk_sekretariat | Alkoholbevilling, {0}               | bevillingen
17.20.01 | G01 | skoler             | Skoledistrikt ved {0}                 | skoledistriktet
18.15.00 | Ø34 | fritid_kultur      | Tilskud til foreningshus, {0}         | foreningshuset
28.09.00 | G01 | dagtilbud          | Legeplads ved daginstitution, {0}     | legepladsen
85.15.00 | G01 | it                 | Netværk i bygning, {0}                | netværket
27.36.04 | G01 | visitation         | Praktisk hjælp i hjemmet              | hjælpen      | persons
27.60.08 | G01 | visitation         | Hjælpemiddel                          | hjælpemidlet | persons
32.24.04 | G01 | ydelse             | Ansøgning om ydelse                   | ydelsen      | persons
81.28.00 | G01 | personale          | Personalesag                          | ansættelsen  | persons
"""


def _matter(line: str) -> Matter:
    subject, facet, unit, title, thing, *persons = (part.strip() for part in line.split("|"))
    return Matter(subject, facet, unit, title, thing, bool(persons))


MATTERS = tuple(_matter(line) for line in _MATTERS.strip().split("\n"))


@dataclass(frozen=True)
class Paper:
    """One kind of paper on a case.

    :param title: ``{0}`` is what the case is about.
    :param kind: document type, ``direction`` its direction.
    """

    title: str
    kind: str
    direction: str


_PAPERS = """
Ansøgning vedrørende {0}        | letter_incoming | incoming
Supplerende oplysninger om {0}  | letter_incoming | incoming
Indsigelse mod {0}              | letter_incoming | incoming
Spørgsmål vedrørende {0}        | letter_incoming | incoming
Kvittering for ansøgning        | letter_outgoing | outgoing
Partshøring vedrørende {0}      | letter_outgoing | outgoing
Afgørelse vedrørende {0}        | letter_outgoing | outgoing
Svar på spørgsmål om {0}        | letter_outgoing | outgoing
Notat om {0}                    | note_internal   | internal
Telefonnotat vedrørende {0}     | note_internal   | internal
Faktura vedrørende {0}          | invoice         | incoming
Rapport om {0}                  | report          | incoming
Tegning af {0}                  | plan            | incoming
Besigtigelse af {0}             | note_internal   | internal
"""
PAPERS = tuple(Paper(*(part.strip() for part in line.split("|"))) for line in _PAPERS.strip().split("\n"))

#: stands in the title and text of one document of 167, so that a search for it finds 6 of 1,000
RARE_WORD = "regnvandsbassin"
RARE_EVERY = 167
#: stands in the titles of about half of all documents
COMMON_WORD = "vedrørende"
