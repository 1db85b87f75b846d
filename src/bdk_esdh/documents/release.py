"""Giving a file to the public, and taking it back.

What is given out is never the internal file but a new PDF made of it: without
metadata, attachments, scripts and annotations, and refused when a CPR number is
found in title, file name, text or metadata. Pages without text (a scan) cannot be
checked by a machine; somebody has to have looked, and their name is kept.

Read in this order: :func:`ask_for_release` is what a person does; the worker makes the
file outside any transaction (``public_file.py``) and comes back with
:func:`settle_release` or :func:`refuse_release`. What stood in the way when it was asked
for is asked again then: in between, the case may have become confidential and the
person may have lost the right.
"""

import tempfile
from pathlib import Path

from ..audit.differences import change_of
from ..audit.entering import enter
from ..files.content import StoredFile
from ..files.storing import ReceivedFile, keep_file, store_file
from ..jobs.queue import queue_of
from ..kernel.errors import DomainError, SeveralErrors
from ..kernel.forms import untranslated
from ..kernel.graph import find_objectmap, get_oid
from ..kernel.i18n import _
from ..kernel.records import Act
from ..organisation.identities import identity_in
from ..security.permissions import Permission
from ..security.policy import permits
from .actions import note_change
from .content import AskedRelease, Document, RefusedRelease, Release, text_of_pages
from .errors import NotReleasable, ReasonMissing
from .journal import RELEASE_ASKED, RELEASE_CANCELLED, RELEASE_REFUSED, RELEASED, WITHDRAWN
from .public_file import PublicFile, make_public_file, wanted_of

RELEASE_JOB = "release_document"


def release_obstacles(document: Document) -> list[DomainError]:
    """List at once everything that has to be mended before the file can be released.

    What only a look into the file can tell (CPR numbers, scans) is found when the public's
    file is made of it.
    """
    if document.asked_release is not None:
        return [NotReleasable(_("Filen er ved at blive frigivet"))]
    return _obstacles(document)


def _obstacles(document: Document) -> list[DomainError]:
    if document.released is not None:
        return [NotReleasable(_("Filen er allerede frigivet"))]
    obstacles = []
    if not document.is_final:
        obstacles.append(_("Dokumentet er ikke endeligt"))
    if document.is_confidential:
        obstacles.append(_("Dokumentet eller sagen er fortrolig"))
    if document.exemption_basis or document.case.is_exempt:
        obstacles.append(_("Dokumentet eller sagen er undtaget fra aktindsigt"))
    if document.latest.pdf is None:
        obstacles.append(
            document.latest.rendition_error
            or _("Filen har ingen PDF-udgave endnu. Se på dokumentets side hvorfor")
        )
    return [NotReleasable(text) for text in obstacles]


def ask_for_release(
    document: Document, act: Act, *, scan_confirmed: bool = False, numbers_confirmed: bool = False
) -> AskedRelease:
    """Ask for the newest version to be given to the public; the worker does the rest.

    :param scan_confirmed: whoever acts has read the pages whose text cannot be read.
    :param numbers_confirmed: whoever acts has seen that the doubtful numbers are something else.
    :raises SeveralErrors: with everything that stands in the way and can be told at once.
    """
    asked = _asked(document, act, scan_confirmed=scan_confirmed, numbers_confirmed=numbers_confirmed)
    document.asked_release = asked
    document.refused_release = None
    queue_of(document).put(RELEASE_JOB, get_oid(document), asked.key, at=act.at, about=get_oid(document))
    note_change(document, act)
    enter(document, act, RELEASE_ASKED, changes=change_of(_("Version"), "", str(asked.version)))
    return asked


def release_document(
    document: Document, act: Act, *, scan_confirmed: bool = False, numbers_confirmed: bool = False
) -> Release:
    """Make the public's file and give it out in the current transaction.

    For builders of whole databases, where nobody waits meanwhile: it takes seconds.

    :raises SeveralErrors: with everything that stands in the way or was found in the file.
    :raises CannotClean: when no public file can be made of the PDF.
    """
    asked = _asked(document, act, scan_confirmed=scan_confirmed, numbers_confirmed=numbers_confirmed)
    with tempfile.TemporaryDirectory(prefix="esdh-release-") as folder:
        made = make_public_file(wanted_of(document, asked), Path(folder))
        with made.path.open("rb") as stream:
            stored = store_file(stream, made.filename, field=None, connection=document._p_jar)
    return give_out(document, made, stored, act)


def _asked(document: Document, act: Act, *, scan_confirmed: bool, numbers_confirmed: bool) -> AskedRelease:
    obstacles = release_obstacles(document)
    if obstacles:
        raise SeveralErrors(obstacles)
    return AskedRelease(
        document.latest.number,
        document.title,
        at=act.at,
        by=act.by,
        by_name=act.by_name,
        scan_confirmed=scan_confirmed,
        numbers_confirmed=numbers_confirmed,
    )


def cancel_release(document: Document, act: Act) -> None:
    """Take back what was asked for before it is done.

    :raises NotReleasable: when nothing is asked for (any more).
    """
    if document.asked_release is None:
        raise NotReleasable(_("Der er ingen frigivelse i gang"))
    document.asked_release = None
    note_change(document, act)
    enter(document, act, RELEASE_CANCELLED)


def obstacles_meanwhile(document: Document) -> list[DomainError]:
    """List what has come in the way of the release since it was asked for.

    The version that was asked for is the one that whoever asked has looked at. Another
    one, or another title, is not given out in its place: it has to be asked for.
    """
    asked = document.asked_release
    if asked is None:
        return [NotReleasable(_("Der er ingen frigivelse i gang"))]
    found = _obstacles(document)
    if (asked.version, asked.title) != (document.latest.number, document.title):
        found.append(
            NotReleasable(_("Dokumentet er ændret, siden frigivelsen blev bestilt. Se det efter igen"))
        )
    if not _may_still_release(document, asked.by):
        found.append(
            NotReleasable(_("${name} må ikke længere frigive dokumentet", mapping={"name": asked.by_name}))
        )
    return found


def _may_still_release(document: Document, login: str) -> bool:
    identity = identity_in(find_objectmap(document).root, login)
    return bool(permits(identity, document, Permission.DOCUMENT_RELEASE))


def settle_release(document: Document, made: PublicFile, received: ReceivedFile, act: Act) -> Release | None:
    """Give the public's file out, or refuse when something came in the way.

    :param received: the file of ``made``, taken in.
    :param act: of whoever asked for it, at this moment.
    :returns: the release; ``None`` when it was refused.
    """
    obstacles = obstacles_meanwhile(document)
    if obstacles:
        refuse_release(document, obstacles, act)
        return None
    return give_out(document, made, keep_file(received, document._p_jar), act)


def give_out(document: Document, made: PublicFile, stored: StoredFile, act: Act) -> Release:
    """Give the public's file out, in which nothing was found that may not be in it.

    :param stored: the file of ``made``.
    """
    release = Release(
        stored,
        version=document.latest.number,
        at=act.at,
        by=act.by,
        by_name=act.by_name,
        confirmed_by=act.by_name if made.vouched_for else None,
    )
    release.dropped = made.report.dropped
    release.spoken = made.report.alternative_texts
    release.text = text_of_pages(made.pages)
    document.release = release
    document.asked_release = document.refused_release = None
    note_change(document, act)
    enter(document, act, RELEASED, changes=change_of(_("Version"), "", str(release.version)))
    return release


def refuse_release(document: Document, errors: list[DomainError], act: Act) -> None:
    """Keep why what was asked for was not done; the document's page tells it.

    :param errors: sentences about the file, none of which repeats what was found in it.
    """
    asked = document.asked_release
    if asked is None:
        return
    refused = document.refused_release = RefusedRelease(
        asked, at=act.at, reasons=tuple((error.field, untranslated(error.message)) for error in errors)
    )
    document.asked_release = None
    enter(document, act, RELEASE_REFUSED, note=". ".join(sentence for _field, sentence in refused.reasons))


def withdraw_release(document: Document, reason: str, act: Act) -> None:
    """Take a released file back; its addresses answer 410 from this moment.

    One that is asked for and not yet done is not done.

    :param reason: shown to whoever asks for the file; required.
    :raises NotReleasable: when nothing is released.
    :raises ReasonMissing: when no reason is given.
    """
    if document.release is None or document.release.withdrawn_at is not None:
        if document.asked_release is not None:
            cancel_release(document, act)
            return
        raise NotReleasable(_("Filen er ikke frigivet"))
    if not reason.strip():
        raise ReasonMissing(_("Skriv, hvorfor filen trækkes tilbage"), field="reason")
    document.asked_release = None
    document.release.withdrawn_at = act.at
    document.release.withdrawn_reason = reason.strip()
    note_change(document, act)
    enter(document, act, WITHDRAWN, note=reason.strip())
