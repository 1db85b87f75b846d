"""Who may see a case, as a sentence that a person can check."""

from ..kernel.i18n import _
from ..organisation.names import unit_name
from ..security.grants import reach_of
from ..security.readers import Sensitivity, granted_tokens
from .content import Case
from .deadlines import Say
from .names import person_name, token_names


def who_reads(case: Case, say: Say) -> str:
    """Say who may open ``case``: its rule, its sharing and its access list in words."""
    reach = reach_of(case)
    shared = ", ".join(token_names(case, reach.tokens()))
    if reach.broken_at is not None:
        sentences = [say(_("Kun dem, sagen er delt med, kan læse den: ${names}.", mapping={"names": shared}))]
    else:
        sentences = [_by_level(case, say), *_opened_by_others(case, say)]
        if shared:
            sentences.append(say(_("Delt med ${names}.", mapping={"names": shared})))
    if case.access_list and case.sensitivity != Sensitivity.VIP.value:
        names = ", ".join(token_names(case, case.access_list))
        sentences.append(say(_("Af dem kun: ${names}.", mapping={"names": names})))
    return " ".join(sentences)


def _opened_by_others(case: Case, say: Say) -> list[str]:
    tokens = granted_tokens(case) if case.sensitivity != Sensitivity.VIP.value else ()
    working = [token for token in tokens if token.startswith("user:")]
    sentences = []
    if len(working) < len(tokens):
        sentences.append(say(_("Også de udvalg, der har sagen på en dagsorden.")))
    if working and case.sensitivity != Sensitivity.NOT_CONFIDENTIAL.value:
        names = ", ".join(token_names(case, working))
        text = _("Også ${names}, der har et dokument på sagen at arbejde med.", mapping={"names": names})
        sentences.append(say(text))
    return sentences


def _by_level(case: Case, say: Say) -> str:
    level = Sensitivity(case.sensitivity)
    if level is Sensitivity.NOT_CONFIDENTIAL:
        return say(_("Alle medarbejdere kan læse sagen."))
    if level is Sensitivity.VIP:
        names = ", ".join(token_names(case, case.access_list))
        return say(_("Kun disse kan læse sagen: ${names}.", mapping={"names": names}))
    unit = unit_name(case, case.responsible_unit)
    handlers = ", ".join(person_name(case, login) for login in case.handlers())
    if not handlers:
        return say(_("Kun ${unit} og enhederne under den kan læse sagen.", mapping={"unit": unit}))
    return say(
        _(
            "Kun ${unit}, enhederne under den og ${names} kan læse sagen.",
            mapping={"unit": unit, "names": handlers},
        )
    )
