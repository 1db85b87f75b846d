"""Rights over generated towns: lists, pages, permissions and the sentences agree for everybody, after anything.

Design, section 10. `make test` runs a sample, `make soak` 220 towns. A failure names its seed and
what was done; ``Town(root, registry, seed)`` makes the same town again.
"""

import pytest
import transaction
from tests.property.oracle import should_read
from tests.property.towns import Town

from bdk_esdh.kernel.graph import get_oid
from bdk_esdh.search.lists import find_ids
from bdk_esdh.security.identity import ANONYMOUS_PRINCIPALS
from bdk_esdh.security.policy import permits
from bdk_esdh.security.readers import EVERYONE, may_read, reader_tokens
from bdk_esdh.security.roles import permissions_of

#: enough to meet every kind of act several times
SAMPLE, WHOLE = range(1, 13), range(1, 221)
ROUNDS, ACTS_A_ROUND = 4, 6


def test_lists_pages_permissions_and_the_sentences_agree_in_a_sample_of_towns(site):
    _try_towns(site, SAMPLE)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_lists_pages_permissions_and_the_sentences_agree_in_two_hundred_towns(site):
    done = _try_towns(site, WHOLE)
    print(f"rights agree in {len(WHOLE)} towns after {done} acts")  # noqa: T201


def _try_towns(site, seeds):
    done = 0
    for seed in seeds:
        with site.graph() as (root, _act):
            town = Town(root, site.registry, seed)
            for _number in range(ROUNDS):
                _look(town)
                town.do(ACTS_A_ROUND)
            _look(town)
            done += len([each for each in town.log if "(" not in each])
            transaction.abort()
    return done


def _look(town):
    for login in town.logins:
        identity = town.identity(login)
        listed = set(find_ids(town.root, identity.principals, {}).ids)
        for node in town.nodes():
            where = f"seed {town.seed}, {login} ({'/'.join(identity.roles)}), {_path(node)}, after {town.log}"
            reads = may_read(node, identity.principals)
            assert (get_oid(node) in listed) is reads, f"lists: {where}"
            should = should_read(town, node, login)
            assert should in (None, reads), f"the sentence says {should}: {where}"
            _permissions_follow(node, identity, reads=reads, where=where)
    _the_anonymous_read_what_is_published(town)


def _permissions_follow(node, identity, *, reads, where):
    declared = type(node).__record__
    permission = declared.read_permission
    allowed = bool(permits(identity, node, permission))
    assert not allowed or reads, f"permitted what one may not read: {where}"
    if permission in permissions_of(identity.roles):
        assert allowed is reads, f"a role's permission: {where}"


def _the_anonymous_read_what_is_published(town):
    listed = set(find_ids(town.root, ANONYMOUS_PRINCIPALS, {}).ids)
    for node in town.nodes():
        where = f"seed {town.seed}, {_path(node)}, after {town.log}"
        is_public = getattr(node, "is_published", lambda _now: False)(town.registry.clock.now())
        assert may_read(node, ANONYMOUS_PRINCIPALS) is is_public, f"anonymous: {where}"
        assert (get_oid(node) in listed) is is_public, f"anonymous lists: {where}"
        assert (EVERYONE in reader_tokens(node)) is is_public, where


def _path(node):
    names = []
    while node.__parent__ is not None:
        names.append(str(node.__name__))
        node = node.__parent__
    return "/" + "/".join(reversed(names))


def test_a_town_is_made_again_from_its_seed(site):
    made = []
    for _twice in range(2):
        with site.graph() as (root, _act):
            town = Town(root, site.registry, 7)
            town.do(20)
            made.append(
                (town.log, sorted(_path(node) for node in town.nodes()), [n.sharing for n in town.nodes()])
            )
            transaction.abort()
    assert made[0][:2] == made[1][:2]


def test_every_act_is_met_and_done_in_the_sample(site):
    """A test whose acts are all refused would prove nothing."""
    from tests.property.towns import ACTS

    done = set()
    for seed in SAMPLE:
        with site.graph() as (root, _act):
            town = Town(root, site.registry, seed)
            town.do(ROUNDS * ACTS_A_ROUND)
            done |= set(town.log)
            transaction.abort()
    assert {act.__name__ for act in ACTS} <= done
