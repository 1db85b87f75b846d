"""Words that the papers of the large demo are written with. All names are invented, and look it."""

from itertools import accumulate


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


#: first parts of compounds
_FIRST = _words("""
    bygge vej vand mose skov strand havne skole dagtilbuds ældre pleje bolig lokalplan kommune miljø
    natur støj affalds spildevands kloak regnvands grundvands klima energi varme vind sol cykel fortovs
    parkerings trafik fart bus bro hegns mark drænings dige å sø fiske jagt landbrugs husdyr gylle lugt
    facade tag kælder carport garage udhus skilte lys belysnings asfalt grus sand rabat træ beplantnings
    park legeplads idræts svømme kultur biblioteks museums musik forenings fritids borger valg
    høringsfrist klage ankenævns udbuds kontrakt budget regnskabs afgifts takst gebyr tilskuds
    puljemiddel løn ferie sygdoms ansættelses vikar kantine rengørings bygningsdrifts nøgle alarm data
    arkiv journal post brev telefon net skærm server licens adgangs sikkerheds beredskabs brand
    redningsvejs
""")
#: last parts of compounds
_LAST = _words("""
    tilladelse ansøgning afgørelse klage høring tilsyn påbud dispensation vurdering beregning
    undersøgelse rapport plan projekt forslag aftale kontrakt udbud tilbud regning opgørelse oversigt
    liste fortegnelse tegning skitse kort foto prøve måling grænse afstand højde bredde areal placering
    anlæg ledning rør brønd mur kant flade bund dæk sti vej plads område zone kvarter ejendom grund
    parcel udstykning bebyggelse bygning renovering nedrivning reparation vedligeholdelse drift styring
    ordning regel krav vilkår frist varsel orientering vejledning svar besked møde udvalg gruppe team
    nævn råd bestyrelse forening medlem formand ansvarlig rådgiver leverandør entreprenør ejer nabo
""")

_COMMON = 2_500


def _compounds() -> tuple[str, ...]:
    """Put each first part before some of the last parts; the order stands for how common a word is."""
    pairs = [
        f"{first}{_LAST[(place * 7 + turn * 13) % len(_LAST)]}"
        for turn in range(_COMMON // len(_FIRST) + 1)
        for place, first in enumerate(_FIRST)
    ]
    return tuple(dict.fromkeys(pairs))[:_COMMON]


COMPOUNDS = _compounds()
#: how often each compound comes, added up: the n-th about 1/n as often as the first (Zipf's law)
WEIGHTS = tuple(accumulate(1 / (place + 3) for place in range(len(COMPOUNDS))))

#: sentences about anything; three compounds each
SENTENCES = (
    "Vi har lagt vægt på {0}, {1} og {2}.",
    "Der skal foreligge {0} og {1}, før {2} kan sættes i gang.",
    "Oplysningerne om {0} og {1} svarer ikke til det, der står i {2}.",
    "Kommunen har modtaget {0} sammen med {1} og {2}.",
    "Det er en betingelse, at {0} følger {1}, og at {2} er afsluttet.",
    "På mødet blev {0}, {1} og behovet for {2} drøftet.",
    "Vi vender tilbage, når {0} er behandlet sammen med {1} og {2}.",
    "Der er fejl i {0}; det skyldes {1} og en ældre {2}.",
    "Ejeren har fremsendt {0} og {1}, men mangler {2}.",
    "Sagen omfatter {0}, {1} samt en mindre del af {2}.",
    "Ved besigtigelsen så vi {0} og {1}; der var ingen tegn på {2}.",
    "Udgiften til {0} og {1} afholdes af {2}.",
    "Der er ikke klageadgang over {0} og {1}, men over {2}.",
    "Fristen for {0} er overskredet, så {1} afventer {2}.",
    "Forvaltningen anbefaler {0} frem for {1} under hensyn til {2}.",
    "Materialet om {0} sendes til udtalelse hos dem, der har {1} og {2}.",
)
OPENINGS = (
    "Tak for henvendelsen. Kommunen har set på sagen.",
    "Vi har modtaget dit brev og skriver for at fortælle, hvad der nu sker.",
    "Dette er en orientering fra kommunen til sagens parter.",
    "Kommunen har truffet afgørelse. Begrundelsen står nedenfor.",
    "Hermed fremsendes det materiale, som kommunen har bedt om.",
    "Referat af telefonsamtale med kommunen om sagens videre forløb.",
)
CLOSINGS = (
    "Har du spørgsmål, er du velkommen til at kontakte kommunen.",
    "Du kan bede om aktindsigt i sagens dokumenter.",
    "Vi forventer at vende tilbage inden for fire uger.",
    "Reglerne står i forvaltningsloven. Kopi er sendt til sagens parter.",
)

STREETS = tuple(
    f"{first}{last}"
    for last in ("vej", "gade", "stræde", "bakken", "vænget", "parken")
    for first in (
        "Attrap", "Birkeprøve", "Drømmehegns", "Eventyr", "Fiktions", "Gåde", "Hypotese", "Jævnheds",
        "Kulisse",
        "Luftkastel", "Mønster", "Navnløs", "Opdigts", "Påskuds", "Rygte", "Skinhedens", "Tåge", "Utopi",
        "Vilkårs", "Ønske",
    )
)  # fmt: skip
FIRST_NAMES = _words("""
    Abel Adda Alfred Alvilda Arthur Benedikte Bodil Carlo Dagny Ebba Edvard Elna Erling Esther Frede
    Gerd Gorm Hedvig Helmer Hjalmar Inga Jørgine Kamma Knud Laurids Lilly Magna Niels Oda Osvald Petrine
    Ragna Rolf Sigfred Signe Tage Thorvald Valborg Vagn Yrsa
""")
LAST_NAMES = _words("""
    Attrap Blindnavn Dummy Eksempel Fantasi Fiktiv Formodet Gætværk Hypotetisk Kunstnavn Låntnavn
    Modelsen Navnløs Opdigt Opfundet Opspind Pladsholder Prøve Pseudonym Påfund Påhit Skabelon Skinsen
    Stråmand Tænktsen Utopisen
""")
FIRMS = tuple(
    f"{name} {kind}"
    for kind in ("Attrap ApS", "Fiktiv A/S", "Prøve I/S")
    for name in (
        "Nordhegn", "Vendelbyg", "Klitmark", "Sydmose", "Landvind", "Havkant", "Bakkeland", "Skovkær",
        "Ålund", "Kystens Tømrer", "Engdal Entreprise", "Stensø Rådgivning", "Mølleå Teknik",
        "Lyngby Kloak", "Højris Anlæg",
    )
)  # fmt: skip
