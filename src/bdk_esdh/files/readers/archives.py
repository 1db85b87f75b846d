"""Reading members of a ZIP without letting it grow without end in memory."""

import zipfile
from pathlib import Path

from lxml import etree

from bdk_esdh.files.readers.answer import CannotRead, ReadStatus

COMPOUND_HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MEMBER_LIMIT = 100 * 1024 * 1024
TOTAL_LIMIT = 400 * 1024 * 1024
MEMBERS = 10_000


def opened(path: Path) -> zipfile.ZipFile:
    """Open a document that is a ZIP, and refuse one that claims to unfold beyond all reason.

    :raises CannotRead: locked with a password, damaged, or a bomb.
    """
    with path.open("rb") as file:
        if file.read(len(COMPOUND_HEAD)) == COMPOUND_HEAD:
            # A new Office file inside the container of the old ones is one with a password ([MS-OFFCRYPTO]
            # 2.3.4).
            raise CannotRead(ReadStatus.PASSWORD)
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
        raise CannotRead(ReadStatus.CORRUPT) from error
    members = archive.infolist()
    if len(members) > MEMBERS or sum(member.file_size for member in members) > TOTAL_LIMIT:
        archive.close()
        raise CannotRead(ReadStatus.CORRUPT)
    return archive


def member(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return the bytes of a member.

    :raises CannotRead: it is absent, damaged, locked or larger than it said.
    """
    try:
        with archive.open(name) as file:
            content = file.read(MEMBER_LIMIT + 1)
    except RuntimeError as error:  # what zipfile says of a member that wants a password
        raise CannotRead(ReadStatus.PASSWORD) from error
    except Exception as error:
        raise CannotRead(ReadStatus.CORRUPT) from error
    if len(content) > MEMBER_LIMIT:
        raise CannotRead(ReadStatus.CORRUPT)
    return content


def parsed(content: bytes) -> etree._Element:
    """Parse XML from outside: no entities, no DTD, no network, no giant trees.

    :raises CannotRead: it is no XML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise CannotRead(ReadStatus.CORRUPT) from error
    if tree is None or tree.getroottree().docinfo.internalDTD is not None:
        raise CannotRead(ReadStatus.CORRUPT)
    return tree
