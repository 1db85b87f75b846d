"""Plan: an application for wind turbines and what people said to it."""

from bdk_esdh.demo.stories.binder import Earlier, file_on, internal, received, sent
from bdk_esdh.demo.stories.model import StoryCase, StoryParty
from bdk_esdh.demo.stories.people import citizen, organisation

_VINDMOELLER = StoryCase(
    key="vindmoeller",
    title="Vindmøller ved Fiktiv Enge",
    description="Ansøgning om plangrundlag for tre møller på 149 meter.",
    kle_subject="01.02.20",
    kle_facet="P16",
    responsible_unit="plan",
    caseworker="sanne",
    state="informed",
    opened=-130,
    due_in=30,
    retention_code="B",
    parties=(StoryParty("enge", "organisation", "primary_party", "Ansøger"),),
)

CASES = (_VINDMOELLER,)

DOCUMENTS = (
    *file_on(
        _VINDMOELLER,
        received(
            1,
            "Ansøgning om tre vindmøller ved Fiktiv Enge",
            -130,
            organisation("enge"),
            """
            Fiktiv Enge Vindlaug I/S søger om, at kommunen laver et tillæg til
            kommuneplanen og en lokalplan for tre vindmøller.

            # Projektet

            | Forhold | Oplysning
            | Antal og højde | 3 møller, 149 meter til vingespids
            | Effekt | 4,3 MW hver
            | Årlig produktion | cirka 38.000 MWh
            | Afstand til nærmeste nabo | 640 meter
            | Gamle møller, der tages ned | 5

            # Ejerskab

            40 lodsejere og borgere på egnen står bag. Andele bliver udbudt til naboer
            inden for 4,5 kilometer, før andre kan købe.

            # Tidsplan

            Vi håber på plangrundlag inden for et år og drift to år efter.
            """,
            released=True,
        ),
        sent(
            2,
            "Kvittering for ansøgning om vindmøller",
            -126,
            organisation("enge"),
            """
            Vi har modtaget jeres ansøgning. Før politikerne kan tage stilling, skal vi
            bruge visualiseringer fra otte punkter, som I aftaler med os, og en beregning
            af støj og skygge for de 14 nærmeste boliger.

            Send det senest {-100}. Derefter lægger vi sagen frem for Teknik- og
            Miljøudvalget, som beslutter, om der skal holdes forudgående høring efter
            planloven § 23 c.
            """,
            released=True,
        ),
        received(
            3,
            "Støj- og skyggeberegning for møller ved Fiktiv Enge",
            -98,
            organisation("akustik"),
            """
            Stillestunds Akustik ApS har for vindlauget regnet støj og skygge ved de 14
            nærmeste boliger.

            # Resultat ved 8 m/s

            | Bolig | Afstand | Støj | Skyggetimer pr. år
            | 1 | 640 m | 42,1 dB | 9,2
            | 2 | 655 m | 41,8 dB | 8,7
            | 3 | 702 m | 41,0 dB | 7,4
            | 4 | 710 m | 40,9 dB | 6,1
            | 5 | 744 m | 40,2 dB | 5,8
            | 6 | 790 m | 39,6 dB | 9,9
            | 7 | 815 m | 39,1 dB | 4,0
            | 8 | 840 m | 38,8 dB | 3,7
            | 9-14 | over 900 m | under 38 dB | under 3

            # Vurdering

            Grænsen i det åbne land er 44 dB ved 8 m/s. Den er overholdt overalt. Den
            vejledende grænse på ti timers skygge om året er overholdt, men tæt på ved
            bolig 6, hvor vi anbefaler skyggestop.
            """,
            document_type="report",
            released=True,
        ),
        sent(
            4,
            "Forudgående høring om vindmøller ved Fiktiv Enge",
            -50,
            (organisation("region"), organisation("natur")),
            """
            Vi indkalder ideer og forslag om tre vindmøller ved Fiktiv Enge, før der
            eventuelt bliver lavet en plan. Høringen løber i fire uger efter planloven
            § 23 c, og alle kan svare.

            Vi vil især vide, hvad vi skal undersøge: landskab, fugle, støj, udsyn fra
            kirkerne i Dronninglund og Flauenskjold eller noget helt andet. Svar senest
            {-11}.
            """,
            released=True,
        ),
        received(
            5,
            "Bemærkninger til vindmøller ved Fiktiv Enge",
            -15,
            organisation("natur"),
            """
            Naturrådet i Vendsyssel støtter vedvarende energi, men stedet er ikke uden
            problemer.

            Engene bruges af rastende gæs og svaner fra oktober til marts. Vi har selv
            talt op til 1.900 kortnæbbede gæs på én dag. Vi beder om et helt års tælling,
            før der laves en plan, og om at den østligste mølle tages ud, hvis gæssene
            viser sig at flyve der igennem.
            """,
            released=True,
        ),
        received(
            6,
            "Indsigelse mod vindmøller ved Fiktiv Enge",
            -13,
            citizen("egon", "Borgerhenvendelse"),
            """
            Jeg bor 702 meter fra den midterste mølle. I har sendt mig et kort, hvor mit
            hus slet ikke er tegnet ind.

            Jeg har to heste, som bliver urolige af skyggerne fra de gamle møller, og de
            er kun halvt så høje. Hvem betaler, hvis jeg ikke kan sælge mit hus? Jeg vil
            gerne inviteres til et møde, hvor vindlauget også er med.
            """,
            file_kind="scan-pdf",
        ),
        internal(
            7,
            "Sammenfatning af 63 svar om vindmøller",
            -6,
            """
            # Tallene

            63 svar: 41 imod, 14 for, 8 med spørgsmål. 22 af svarene er enslydende.

            # Emner

            | Emne | Antal svar
            | Støj og søvn | 38
            | Husenes værdi | 31
            | Fugle | 19
            | Udsyn fra kirker | 12
            | Klima og forsyning | 14
            | Fejl på kortet | 3

            # Fejl på kortet

            Tre boliger manglede på oversigtskortet. De er med i støjberegningen. Kortet
            er rettet, og de tre husstande har fået brev og en uge mere.

            # Forslag til det videre arbejde

            Forvaltningen foreslår, at der laves et helt års fugletælling, at den
            østligste mølle undersøges flyttet, og at udvalget holder et borgermøde
            med vindlauget, før det afgøres, om planen sættes i gang.
            """,
            document_type="report",
            released=True,
            earlier=(
                Earlier(-9, "Optælling, før fristen var ude", 2),
                Earlier(-8, "Emner opgjort", 10),
            ),
        ),
    ),
)
