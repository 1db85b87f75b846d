"""Plan: a local plan that has been through its hearing."""

from bdk_esdh.demo.stories.binder import Earlier, file_on, internal, received, sent
from bdk_esdh.demo.stories.model import StoryCase, StoryParty
from bdk_esdh.demo.stories.people import citizen, organisation
from bdk_esdh.demo.stories.phrases import APPEAL_PLANNING

_LOKALPLAN = StoryCase(
    key="lokalplan",
    title="Lokalplan 415: boligområde i Hjallerup Øst",
    description="Plan for 86 boliger på 9,4 hektar øst for Hjallerup.",
    kle_subject="01.02.05",
    kle_facet="P16",
    responsible_unit="plan",
    caseworker="sanne",
    state="informed",
    opened=-210,
    due_in=18,
    retention_code="B",
    parties=(StoryParty("haveforening", "organisation", "secondary_party", "Nabo"),),
)

CASES = (_LOKALPLAN,)

DOCUMENTS = (
    *file_on(
        _LOKALPLAN,
        internal(
            1,
            "Lokalplan 415, endeligt forslag",
            -20,
            """
            # Hvad planen vil

            Hjallerup vokser med omkring 40 husstande om året. Planen giver plads til 86
            boliger på 9,4 hektar mellem Solsortevej og Hjallerup Mose. Den blander
            parcelhuse, tæt-lav og en lille gruppe boliger til ældre, så man kan blive
            boende, når behovet skifter.

            # Området i dag

            Området er mark med to læhegn fra nord til syd. Mosen mod øst er beskyttet
            efter naturbeskyttelsesloven § 3. Haveforeningen Mågebakken grænser op til
            området mod syd med 41 haver.

            # § 1 Formål

            At sikre boliger af forskellig størrelse, at bevare læhegnene, og at
            regnvandet bliver i området.

            # § 2 Område og zone

            Området overføres fra landzone til byzone, når planen er vedtaget.

            # § 3 Anvendelse

            | Delområde | Boligtype | Antal | Bebyggelsesprocent
            | A | Parcelhuse | 38 | 30
            | B | Tæt-lav, rækkehuse | 36 | 40
            | C | Boliger til ældre | 12 | 40
            | D | Fælles grønning og bassin | 0 | 0

            # § 4 Udstykning

            Grunde i delområde A skal være mindst 700 m2. I delområde B og C kan der
            udstykkes med sokkelgrunde.

            # § 5 Veje og stier

            Området får én vejadgang fra Solsortevej og en sti til skolen. Boligvejene
            udlægges 8 meter brede med kørebane på 5 meter. Efter høringen er de to
            nordlige vejudlæg flyttet 12 meter mod vest, så de gamle ege kan blive
            stående. Stien langs mosen anlægges i grus og uden lys.

            # § 6 Bebyggelsens omfang

            Huse må højst have to etager og være 8,5 meter høje. Langs haveforeningen må
            husene kun have én etage, og der skal være 10 meter fra skel til facade.

            # § 7 Udseende

            Tage udføres i sort, grå eller rød. Tage med glans over 30 er ikke tilladt.
            Solceller lægges plant med taget.

            # § 8 Ubebyggede arealer

            Læhegnene bevares. Regnvand fra veje og tage ledes i åbne render til
            delområde D, hvor bassinet også er et sted at opholde sig. Hegn mod fælles
            arealer er levende hegn.

            # § 9 Betingelser for ibrugtagning

            Boliger må ikke tages i brug, før vejadgang, sti til skolen og bassin er
            anlagt, og den første del af grønningen er tilsået.

            # § 10 Grundejerforening

            Der oprettes en grundejerforening med pligt til medlemskab for alle i
            området. Den driver grønningen, render, stier og fælles belysning.

            # Redegørelse

            Planen er i overensstemmelse med kommuneplanen. En screening har vist, at
            den ikke får væsentlig indvirkning på miljøet. Trafikken på Solsortevej
            stiger fra cirka 900 til cirka 1.350 biler i døgnet, hvilket vejen kan bære.
            Skolen i Hjallerup har plads til de børn, som prognosen regner med.
            """,
            document_type="plan",
            author="sanne",
            released=True,
            earlier=(
                Earlier(-115, "Forslag, som var i høring", 24),
                Earlier(-40, "Vejudlæg flyttet efter høringen", 28),
            ),
        ),
        sent(
            2,
            "Offentlig høring af forslag til lokalplan 415",
            -104,
            organisation("haveforening"),
            """
            Byrådet har besluttet at sende forslag til lokalplan 415 i offentlig høring i
            otte uger. Planen handler om 86 nye boliger øst for Hjallerup, lige nord for
            jeres haver.

            I kan læse forslaget på kommunens hjemmeside og på biblioteket i Hjallerup.
            Der er borgermøde i hallen den {-90} kl. 19. Skriv jeres bemærkninger senest
            {-64}. Høringen sker efter planloven § 24.
            """,
            released=True,
        ),
        received(
            3,
            "Høringssvar til lokalplan 415 om skygge og hegn",
            -70,
            organisation("haveforening"),
            """
            Haveforeningen Mågebakken har 41 haver syd for området. Vi er ikke imod, at
            der bygges, men vi har tre ønsker.

            - Huse på to etager tættest på os vil skygge for drivhusene fra september til
            april. Sæt en grænse på én etage langs skellet.
            - Det gamle læhegn skal blive. Det tager vestenvinden.
            - Regnvandet fra de nye veje må ikke løbe ned til os. Vi har haft vand i
            haverne to gange på tre år.

            På generalforsamlingens vegne, bestyrelsen.
            """,
            released=True,
        ),
        received(
            4,
            "Høringssvar til lokalplan 415 om vejadgang",
            -66,
            citizen("fie", "Borgerhenvendelse"),
            """
            Jeg bor på Solsortevej og kører børn til skole hver dag. Der er i forvejen
            kø ved rundkørslen kl. 7.45.

            Jeg foreslår, at vejen til de nye huse lægges øst om mosen og ud til
            landevejen i stedet. Så slipper skolebørnene for trafikken. Kan det ikke lade
            sig gøre, så lav i det mindste et fortov i begge sider.
            """,
            file_kind="eml",
        ),
        received(
            5,
            "Høringssvar til lokalplan 415 om natur",
            -65,
            organisation("natur"),
            """
            Naturrådet i Vendsyssel har besøgt mosen tre gange i foråret. Vi har set
            spidssnudet frø og butsnudet frø i de to vandhuller nærmest området.

            Vi beder om, at stien langs mosen bliver uden lys, at der er mindst 20 meter
            fra vej til vandhul, og at bassinet får flade kanter, så padder kan komme
            op. De to store ege i den nordlige ende er mindst 150 år og bør stå.
            """,
            released=True,
        ),
        internal(
            6,
            "Trafiknotat om Solsortevej",
            -48,
            """
            # Måling

            Slangetælling i to uger: 912 biler i hverdagsdøgnet, 85 % kører under 46
            km/t. Spidstimen er kl. 7.30-8.30 med 131 biler.

            # Med 86 boliger

            Efter erfaringstal giver boligerne 430 ture i døgnet. Kapaciteten er ikke et
            problem, men krydsningen ved skolestien bør få en hævet flade.

            | Løsning | Anslået pris
            | Hævet flade | 310.000 kr.
            | Fortov i begge sider | 1.150.000 kr.
            | Vej øst om mosen | 9.600.000 kr. mere
            """,
            author="birte",
            file_kind="docx",
        ),
        internal(
            7,
            "Hvidbog med 17 høringssvar til lokalplan 415",
            -32,
            """
            # Om høringen

            Forslaget var i høring i otte uger. Der kom 17 svar: 12 fra borgere, tre fra
            foreninger og to fra myndigheder. 64 mennesker kom til borgermødet.

            # Svar og vurdering

            | Nr. | Fra | Emne | Ændring
            | 1 | Haveforening | Skygge, én etage mod syd | Ja, § 6
            | 2 | Haveforening | Læhegn bevares | Var med i forslaget
            | 3 | Borger | Vej øst om mosen | Nej
            | 4 | Naturråd | Sti uden lys, flade kanter | Ja, § 5 og § 8
            | 5 | Borger | De gamle ege | Ja, vejudlæg flyttes
            | 6 | Borger | Fortov på Solsortevej | Tages op i vejplanen
            | 7 | Region | Ingen bemærkninger | Nej
            | 8 | Borger | Solceller må ikke blænde | Var med i forslaget
            | 9 | Borger | Flere boliger til ældre | Nej
            | 10 | Borger | Færre boliger i alt | Nej
            | 11 | Borger | Legeplads | Ja, § 9 grønning først
            | 12 | Borger | Hastighed i byggeperioden | Gives videre
            | 13 | Forsyning | Plads til pumpestation | Ja, kortet rettes
            | 14 | Borger | Mindre grunde | Nej
            | 15 | Borger | Større grunde | Nej
            | 16 | Borgerforening | Sti til hallen | Ja, kortet rettes
            | 17 | Borger | Tak for borgermødet | Nej

            # De to emner, der fyldte mest

            Vejadgangen nævnes i seks svar. En vej øst om mosen bliver 740 meter længere,
            krydser et beskyttet område og koster 9,6 mio. kr. mere. Trafikmålingen viser
            desuden, at køen ved rundkørslen varer i 12 minutter. Forvaltningen anbefaler
            derfor at fastholde vejadgangen fra Solsortevej og i stedet lave fortov i
            begge sider, når den første etape bygges.

            Regnvandet nævnes i fem svar. Bassinet er regnet igennem på ny med en
            regnhændelse, der sker hvert tiende år. Det er gjort 300 m3 større.

            # Konklusion

            To vejudlæg flyttes, én etage langs haveforeningen skrives ind, bassinet
            gøres større, og stierne justeres. Ændringerne er ikke så store, at planen
            skal i ny høring efter planloven § 27.
            """,
            document_type="report",
            author="sanne",
            released=True,
        ),
        sent(
            8,
            "Svar på høringssvar om lokalplan 415",
            -12,
            citizen("fie", "Borger"),
            """
            Tak for dit høringssvar om vejadgangen til de nye boliger i Hjallerup Øst.

            Seks svar handlede om vejen. Vi har regnet på en vej øst om mosen. Den bliver
            740 meter længere, går gennem et beskyttet område og koster 9,6 mio. kr.
            mere. Derfor foreslår vi at beholde vejadgangen fra Solsortevej, men at
            bygge fortov i begge sider samtidig med de første huse, sådan som du skrev.

            Byrådet ventes at vedtage planen på mødet i december. Du kan læse alle 17
            svar og vores vurdering i hvidbogen på hjemmesiden.
            """
            + APPEAL_PLANNING,
        ),
    ),
)
