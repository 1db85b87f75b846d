"""Looks into a data folder by itself: is all that clerks were told was filed there, once, with file and journal entry?"""

import hashlib
from collections import Counter

from bdk_esdh.audit.entering import journal_of
from bdk_esdh.audit.lookup import Question, find
from bdk_esdh.documents.content import Document
from bdk_esdh.kernel.graph import get_oid
from bdk_esdh.ops.opening import opened

REGISTERED = "document.registered"


def faults(config, data, documents, cases):
    """List what is not as it should be, as sentences.

    :param documents: what clerks were told, ``clerks.Filed`` each.
    :param cases: number to title, likewise.
    """
    with opened(config, str(data)) as app, app.graph() as root:
        found = []
        for filed in documents:
            found += _of_document(root, filed)
        for number, title in cases.items():
            case = root["sager"].get(number)
            if case is None or case.title != title:
                found.append(f"case {number} is not the one that was opened")
        return found + _of_numbers(root)


def look(answer, *arguments):
    """Look in a process of one's own, and send what was found."""
    answer.send(faults(*arguments))


def _of_document(root, filed):
    case_number, _hyphen, serial = filed.number.rpartition("-")
    case = root["sager"].get(case_number)
    document = case.get(serial) if case is not None else None
    if not isinstance(document, Document) or document.title != filed.title:
        return [f"{filed.number} is not the document that was filed"]
    found = []
    if document.document_number != filed.number:
        found.append(f"{filed.number} calls itself {document.document_number}")
    if document.latest.file.sha256 != filed.sha256 or _digest(document) != filed.sha256:
        found.append(f"{filed.number} has another file")
    entries = find(journal_of(root), Question(record=get_oid(document), verb=REGISTERED)).lines
    if len(entries) != 1:
        found.append(f"{filed.number} has {len(entries)} entries in the journal")
    return found


def _digest(document):
    try:
        with document.latest.file.blob.open("r") as blob:
            return hashlib.file_digest(blob, "sha256").hexdigest()
    except OSError as error:
        return str(error)


def _of_numbers(root):
    found, titles = [], Counter()
    numbers = []
    for name, case in root["sager"].items():
        numbers.append(int(name.partition("-")[2]))
        serials = sorted(int(each) for each in case)
        if serials != list(range(1, case.last_serial + 1)):
            found.append(f"case {name} was given {case.last_serial} numbers and has {serials[-20:]}")
        titles.update(document.title for document in case.values() if isinstance(document, Document))
    found += [f"{title} is there {times} times" for title, times in titles.items() if times > 1]
    if sorted(numbers) != list(range(1, len(numbers) + 1)):
        found.append(f"there are {len(numbers)} cases, the last is {max(numbers)}")
    return found
