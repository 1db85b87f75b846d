"""Who makes a request: a value, read once from the person's record."""

from dataclasses import dataclass, field

from .readers import EVERYONE, OPEN, STAFF, body_token, group_token, unit_token, user_token
from .roles import STAFF_ROLES


@dataclass(frozen=True)
class Identity:
    """A logged-in person, as the rules see one.

    :param login: what one logs in with.
    :param unit: key of the unit one works in, ``unit_title`` what it is called.
    :param units: that key and the keys of all units above it: a unit's material is
        open to the units below it.
    :param bodies: keys of the committees one sits in.
    :param groups: keys of the groups one is in; they count for those who work here.
    :param extra: tokens one holds for a while, such as those of a case opened in an emergency.
    """

    login: str
    name: str
    roles: frozenset[str]
    unit: str | None = None
    unit_title: str = ""
    units: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    extra: frozenset[str] = frozenset()
    principals: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Work out the tokens under which things are open to this person."""
        tokens = {EVERYONE, OPEN, user_token(self.login)}
        if self.roles & STAFF_ROLES:
            tokens.add(STAFF)
            tokens.update(unit_token(key) for key in self.units)
            tokens.update(group_token(key) for key in self.groups)
        tokens.update(f"role:{role}" for role in self.roles)
        tokens.update(body_token(key) for key in self.bodies)
        tokens.update(self.extra)
        object.__setattr__(self, "principals", frozenset(tokens))

    @property
    def lasting_principals(self) -> frozenset[str]:
        """The tokens without those held for a while, which are for reading alone."""
        return self.principals - self.extra

    @property
    def is_staff(self) -> bool:
        """Whether the person works for the municipality."""
        return STAFF in self.principals


ANONYMOUS_PRINCIPALS = frozenset({EVERYONE})
