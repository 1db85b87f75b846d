"""Every permission, named ``area:thing:act``, with one sentence each.

A view names one of these; a role is given some of these in ``roles.py``.
"""

from enum import StrEnum


class Permission(StrEnum):
    """What one may be allowed to do."""

    #: See a thing that is published, on the public face.
    PUBLIC_VIEW = "public:thing:view"
    #: Enter one's login and password.
    LOG_IN = "security:session:open"

    #: Come into the intranet at all.
    INTRANET_VIEW = "intranet:portal:view"
    #: End one's own session.
    LOG_OUT = "security:session:close"
    #: Change one's own password.
    PASSWORD_CHANGE = "security:password:change"  # noqa: S105 (the name of a permission)

    #: See the units and the people who work in them.
    ORGANISATION_VIEW = "organisation:unit:view"
    #: Make and change units, people, groups and their roles.
    ORGANISATION_MANAGE = "organisation:unit:manage"

    #: See the subjects that cases are filed under.
    CLASSIFICATION_VIEW = "classification:subject:view"
    #: Bring in a new edition of the subjects.
    CLASSIFICATION_MANAGE = "classification:subject:manage"

    #: Open a case and see what it holds.
    CASE_VIEW = "case:case:view"
    #: Open a new case.
    CASE_ADD = "case:case:add"
    #: Change the facts of a case.
    CASE_EDIT = "case:case:edit"
    #: Take a case from one state to the next.
    CASE_DECIDE = "case:case:decide"

    #: Open a document and its files.
    DOCUMENT_VIEW = "document:document:view"
    #: Register a document on a case.
    DOCUMENT_ADD = "document:document:add"
    #: Change the facts of a document, or add a version.
    DOCUMENT_EDIT = "document:document:edit"
    #: Mark a document as final.
    DOCUMENT_FINALISE = "document:document:finalise"
    #: Release a file to the public, or take it back.
    DOCUMENT_RELEASE = "document:file:release"

    #: See committees, meetings and agendas in the making.
    MEETING_VIEW = "meeting:meeting:view"
    #: Make and change committees.
    COMMITTEE_MANAGE = "meeting:committee:manage"
    #: Make and change meetings and their agenda items.
    MEETING_EDIT = "meeting:meeting:edit"
    #: Publish an agenda, or withdraw it.
    MEETING_PUBLISH = "meeting:meeting:publish"

    #: See what the postlist holds back, and why.
    POSTLIST_VIEW = "postlist:entry:view"

    #: See pages and news in the making.
    PAGE_VIEW = "page:page:view"
    #: Write pages and news.
    PAGE_EDIT = "page:page:edit"
    #: Publish pages and news, or take them back.
    PAGE_PUBLISH = "page:page:publish"

    #: See the background work and start parked work again.
    JOBS_MANAGE = "jobs:job:manage"


#: Permissions that everyone holds, logged in or not.
FOR_EVERYONE = frozenset({Permission.PUBLIC_VIEW, Permission.LOG_IN})
