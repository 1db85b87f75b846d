"""Every permission, named ``area:thing:act``, with one sentence each.

A view names one of these; a role is given some of these in ``roles.py``.
"""

from enum import StrEnum


class Permission(StrEnum):
    """What one may be allowed to do."""

    #: See a thing that is published, on the public face.
    PUBLIC_VIEW = "public:thing:view"
    #: Ask on the JSON face for a record, or else for what is published of it.
    RECORD_ASK = "program:record:ask"
    #: Enter one's login and password.
    LOG_IN = "security:session:open"

    #: Come into the intranet at all.
    INTRANET_VIEW = "intranet:portal:view"
    #: End one's own session.
    LOG_OUT = "security:session:close"
    #: See where one is logged in, and end it.
    SESSION_MANAGE = "security:session:manage"
    #: Arrange what is one's own alone: columns of lists, keys, favourites, messages.
    LIST_ARRANGE = "intranet:list:arrange"
    #: Change one's own password.
    PASSWORD_CHANGE = "security:password:change"  # noqa: S105 (the name of a permission)

    #: Keep one's own searches under a name, and forget them.
    SEARCH_KEEP = "search:memory:keep"

    #: See the units and the people who work in them.
    ORGANISATION_VIEW = "organisation:unit:view"
    #: Make and change units, people, groups and their roles.
    ORGANISATION_MANAGE = "organisation:unit:manage"
    #: Manage the members and groups of a unit that one administers, and of the units below it.
    UNIT_ADMINISTER = "organisation:unit:administer"

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

    #: See who may do what to a thing, and where it comes from.
    SHARING_VIEW = "access:sharing:view"
    #: Change who may do what to a thing.
    SHARING_MANAGE = "access:sharing:manage"
    #: Open for a while, with a reason, a case that is closed to one.
    BREAK_GLASS = "access:emergency:open"
    #: See what was done to a record one may read, and who read it.
    JOURNAL_VIEW = "audit:journal:view"
    #: Search what everyone has done and read.
    JOURNAL_CONTROL = "audit:journal:control"
    #: See what was thrown away.
    TRASH_VIEW = "trash:thing:view"
    #: Throw something away.
    TRASH_PUT = "trash:thing:put"
    #: Take something back from the trash.
    TRASH_RESTORE = "trash:thing:restore"

    #: See what browsers report against the security policy of our pages.
    SECURITY_REPORTS = "security:report:manage"
    #: See the background work and start parked work again.
    JOBS_MANAGE = "jobs:job:manage"


#: Permissions that everyone holds, logged in or not.
FOR_EVERYONE = frozenset({Permission.PUBLIC_VIEW, Permission.RECORD_ASK, Permission.LOG_IN})
