"""The two committees that the demo follows, and the points every agenda has."""

from bdk_esdh.demo.stories.model import StoryCommittee, StoryItem, StoryMember

FINANCE = StoryCommittee(
    key="oekonomiudvalget",
    name="Økonomiudvalget",
    code="ØK",
    weekday=2,
    time="08:15",
    place="Mødelokale 219, Brønderslev Rådhus",
    members=(
        StoryMember("opdigt", chair=True),
        StoryMember("modelsen"),
        StoryMember("demo"),
        StoryMember("pseudonym"),
        StoryMember("laantnavn"),
    ),
    secretary="jens",
)

ENVIRONMENT = StoryCommittee(
    key="teknik-og-miljoeudvalget",
    name="Teknik- og Miljøudvalget",
    code="TM",
    weekday=0,
    time="09:00",
    place="Udvalgsværelset, Dronninglund Rådhus",
    members=(
        StoryMember("navnloes", chair=True),
        StoryMember("opfundet"),
        StoryMember("gaetteri"),
        StoryMember("kunstig"),
        StoryMember("tilfaeldig"),
    ),
    secretary="jens",
)

COMMITTEES = (FINANCE, ENVIRONMENT)


def standing(title: str, resolution: str = "", presentation: str = "") -> StoryItem:
    """Write a point that every agenda has, such as "Eventuelt"."""
    return StoryItem(title=title, presentation=presentation, resolution=resolution, standing=True)


def with_standing_items(
    *items: StoryItem, absent: str = "", information: str = "", held: bool = False
) -> tuple[StoryItem, ...]:
    """Put the fixed points before and after the meeting's own.

    :param absent: the sentence under "Fraværende" once the meeting is held.
    :param information: what "Orientering" tells.
    :param held: whether the fixed points have a resolution yet.
    """
    noted, none, signed = (
        ("Taget til efterretning.", "Intet.", "Protokollen er underskrevet.") if held else ("", "", "")
    )
    return (
        standing("Fraværende", absent),
        standing("Bemærkninger til dagsordenen", "Ingen." if held else ""),
        *items,
        standing("Orientering", noted, information),
        standing("Eventuelt", none),
        standing("Underskriftsside", signed),
    )
