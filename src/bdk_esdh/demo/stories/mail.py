"""Letters that came in today and yesterday, and wait to be registered."""

from bdk_esdh.demo.stories.model import StoryMail

WAITING_MAIL = (
    StoryMail(
        "brev-fra-ida-attrap.pdf",
        -1,
        """Til Byg

Vedr.: Supplerende snittegning til carport på Algade 312

I bad om en snittegning. Her er den, i sag {number}. Højden over det
færdige terræn er 2,45 meter ved skel.

Venlig hilsen
Ida Attrap
""",
        case="carport",
    ),
    StoryMail(
        "klage-over-musik.pdf",
        -1,
        """Emne: Klage over høj musik fra havnen

Fredag aften blev der spillet høj musik på pladsen ved havnen til
klokken to om natten. Vi kan ikke sove med lukkede vinduer. Hvem har
givet lov, og hvad gælder der for resten af vinteren?

Venlig hilsen
Bent Prøve
""",
    ),
    StoryMail(
        "leje-af-hallen.pdf",
        0,
        """Vedrørende: Leje af hallen i Klokkerholm til forårsfesten

Foreningen vil gerne leje hallen en lørdag i marts. Er den ledig, og
hvad koster den med oprydning?

Med venlig hilsen
Borgerforeningen Klokkerholm
""",
    ),
)
