"""Who may see a case, as a sentence that a person can check."""

from ..kernel.i18n import _
from ..organisation.names import unit_name
from ..security.readers import Sensitivity, granted_tokens
from .content import Case
from .deadlines import Say
from .names import person_name, token_names


def who_reads(case: Case, say: Say) -> str:
    """Say who may open ``case``: the rule of ``reader_tokens`` and ``gate_tokens`` in words."""
    sentences = [_by_level(case, say)]
    if case.access_list and case.sensitivity != Sensitivity.VIP.value:
        names = ", ".join(token_names(case, case.access_list))
        sentences.append(say(_("Af dem kun: ${names}.", mapping={"names": names})))
    if granted_tokens(case):
        sentences.append(say(_("Også de udvalg, der har sagen på en dagsorden.")))
    return " ".join(sentences)


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
