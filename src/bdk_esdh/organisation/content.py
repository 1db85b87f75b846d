"""Units and people. Both lie flat under their key; a unit names the one above it."""

from collections.abc import Iterator
from datetime import datetime

from ..kernel.graph import Container, Node
from ..kernel.i18n import _
from ..kernel.records import Face, record
from ..kernel.remembered_lists import Stamped
from ..security.identity import Identity
from ..security.permissions import Permission
from ..security.readers import user_token
from ..security.roles import STAFF_ROLES
from .administering import local_permissions
from .schema import GroupSchema, PersonSchema, UnitSchema

STAFF_ONLY = frozenset({"staff"})


@record(
    "Organisation",
    title=_("Organisation"),
    plural=_("Organisation"),
    icon="groups",
    faces=(Face.INTRANET,),
    read_permission=Permission.ORGANISATION_VIEW,
    place="organisation",
)
class Organisation(Container):
    """The municipality as a place to work."""

    title = "Organisation"

    def reader_tokens(self) -> frozenset[str]:
        """Those who work here."""
        return STAFF_ONLY


@record(
    "Units",
    title=_("Enheder"),
    plural=_("Enheder"),
    icon="groups",
    faces=(Face.INTRANET,),
    read_permission=Permission.ORGANISATION_VIEW,
    place="organisation/enheder",
)
class Units(Stamped):
    """All units, by key."""

    title = "Enheder"

    def line_of(self, key: str | None) -> Iterator["Unit"]:
        """Go from the unit with ``key`` up through the units above it."""
        seen: set[str] = set()
        while key and key in self and key not in seen:
            seen.add(key)
            unit = self[key]
            yield unit
            key = unit.parent_key

    def below(self, key: str | None) -> list["Unit"]:
        """List the units directly below the one with ``key`` (or the topmost ones)."""
        found = (unit for unit in self.values() if unit.parent_key == key)
        return sorted(found, key=lambda unit: unit.title)


@record(
    "Unit",
    title=_("Enhed"),
    plural=_("Enheder"),
    icon="groups",
    faces=(Face.INTRANET,),
    schema=UnitSchema,
    parents=("Units",),
    add_permission=Permission.ORGANISATION_MANAGE,
    read_permission=Permission.ORGANISATION_VIEW,
    edit_permission=Permission.ORGANISATION_MANAGE,
    add_name="ny-enhed",
    add_title=_("Ny enhed"),
)
class Unit(Node):
    """A department, unit or staff office.

    :param title: its name.
    :param parent_key: key of the unit above it, ``None`` at the top.
    :param administrators: logins of those who manage its people and groups, and those of the
        units below it; ``unit_actions.set_unit_administrators`` alone changes it.
    """

    administrators: tuple[str, ...] = ()

    def __init__(
        self, title: str, *, parent_key: str | None = None, phone: str = "", email: str = ""
    ) -> None:
        """Make the unit; its key is its name in the container."""
        self.title = title
        self.parent_key = parent_key
        self.phone = phone
        self.email = email

    def searchable_text(self) -> str:
        """What staff find the unit by."""
        return self.title

    def local_permissions(self, identity: Identity) -> frozenset[Permission]:
        """What its own administrators may do to it."""
        return local_permissions(self, identity)


@record(
    "People",
    title=_("Medarbejdere"),
    plural=_("Medarbejdere"),
    icon="account",
    faces=(Face.INTRANET,),
    read_permission=Permission.ORGANISATION_VIEW,
    place="organisation/personer",
)
class People(Stamped):
    """Everyone who can log in, by login."""

    title = "Medarbejdere"

    def local_permissions(self, identity: Identity) -> frozenset[Permission]:
        """What those may do who administer a unit: add to it."""
        return local_permissions(self, identity)


@record(
    "Person",
    title=_("Person"),
    plural=_("Personer"),
    icon="account",
    faces=(Face.INTRANET,),
    schema=PersonSchema,
    parents=("People",),
    add_permission=Permission.UNIT_ADMINISTER,
    read_permission=Permission.ORGANISATION_VIEW,
    edit_permission=Permission.UNIT_ADMINISTER,
    add_name="ny-person",
    add_title=_("Ny person"),
)
class Person(Node):
    """Somebody with a login.

    :param title: the person's name.
    :param roles: role codes, see ``security.roles``.
    :param bodies: keys of the committees the person sits in; kept by the committees.
    :param groups: keys of the groups the person is in; kept by the groups.
    :param administers: keys of the units whose people and groups the person manages; kept by the units.
    :param password_hash: argon2, or ``""`` when the person cannot log in by password.
    :param has_demo_password: whether it is the demonstration's; ``None`` when not known yet.
    :param password_changed_at: when the person or an administrator last changed it.
    """

    password_hash = ""
    has_demo_password: bool | None = None
    password_changed_at: datetime | None = None
    active = True
    bodies: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    administers: tuple[str, ...] = ()

    def __init__(
        self,
        title: str,
        *,
        roles: tuple[str, ...] = (),
        unit_key: str | None = None,
        job_title: str = "",
        email: str = "",
        phone: str = "",
    ) -> None:
        """Make the person; the login is the name in the container."""
        self.title = title
        self.roles = roles
        self.unit_key = unit_key
        self.job_title = job_title
        self.email = email
        self.phone = phone

    @property
    def is_staff(self) -> bool:
        """Whether the person works for the municipality."""
        return bool(set(self.roles) & STAFF_ROLES)

    @property
    def is_colleague(self) -> bool:
        """Whether those who work here know the person: staff and politicians."""
        return self.is_staff or "politician" in self.roles

    def reader_tokens(self) -> frozenset[str]:
        """Colleagues see colleagues; citizens' logins are nobody's business here. Everyone sees oneself."""
        others = STAFF_ONLY if self.is_colleague else frozenset({"role:administrator"})
        return others | {user_token(self.__name__)} if self.__name__ else others

    def searchable_text(self) -> str:
        """What staff find the person by."""
        return f"{self.title} {self.job_title} {self.__name__ or ''}"

    def local_permissions(self, identity: Identity) -> frozenset[Permission]:
        """What the administrators of the person's unit may do to it."""
        return local_permissions(self, identity)


@record(
    "Groups",
    title=_("Grupper"),
    plural=_("Grupper"),
    icon="groups",
    faces=(Face.INTRANET,),
    read_permission=Permission.ORGANISATION_VIEW,
    place="organisation/grupper",
)
class Groups(Container):
    """All groups, by key."""

    title = "Grupper"

    def local_permissions(self, identity: Identity) -> frozenset[Permission]:
        """What those may do who administer a unit: add to it."""
        return local_permissions(self, identity)


@record(
    "Group",
    title=_("Gruppe"),
    plural=_("Grupper"),
    icon="groups",
    faces=(Face.INTRANET,),
    schema=GroupSchema,
    parents=("Groups",),
    add_permission=Permission.UNIT_ADMINISTER,
    read_permission=Permission.ORGANISATION_VIEW,
    edit_permission=Permission.UNIT_ADMINISTER,
    add_name="ny-gruppe",
    add_title=_("Ny gruppe"),
)
class Group(Node):
    """Colleagues from several units who work on something together.

    :param members: their logins, in the order somebody chose.
    :param unit_key: key of the unit whose administrators manage it, ``None`` for the central ones.
    """

    unit_key: str | None = None

    def __init__(self, title: str, *, purpose: str = "") -> None:
        """Make an empty group; its key is its name in the container."""
        self.title = title
        self.purpose = purpose
        self.members: tuple[str, ...] = ()

    def searchable_text(self) -> str:
        """What staff find the group by."""
        return f"{self.title} {self.purpose}"

    def local_permissions(self, identity: Identity) -> frozenset[Permission]:
        """What the administrators of the unit it belongs to may do to it."""
        return local_permissions(self, identity)
