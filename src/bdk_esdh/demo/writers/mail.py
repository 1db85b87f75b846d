"""A message as it lies in a mailbox: .eml with a small attachment."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from io import BytesIO
from typing import IO

from bdk_esdh.demo.writers.letter import Letter, Mailbox
from bdk_esdh.demo.writers.pdf import write_pdf
from bdk_esdh.demo.writers.plain import text_of


def write_eml(letter: Letter, stream: IO[bytes]) -> None:
    """Write a message with the letter as its text, and its enclosure or the letter again as a PDF.

    Boundary and Message-ID come from the letter's seed, so the same letter gives the
    same bytes.

    :param letter: what the message says.
    :param stream: a binary stream to write to.
    """
    digest = hashlib.sha256(letter.seed.encode()).hexdigest()
    domain = letter.mail_from.address.rsplit("@", 1)[1]
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(letter.mail_from)
    message["To"] = tuple(_address(box) for box in letter.mail_to)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.moment)
    message["Message-ID"] = f"<{digest[:24]}@{domain}>"
    message["Content-Language"] = "da"
    message.set_content(text_of(letter, head=False), cte="quoted-printable")
    attachment = BytesIO()
    write_pdf(replace(letter, blocks=letter.enclosure or letter.blocks), attachment)
    message.add_attachment(
        attachment.getvalue(), maintype="application", subtype="pdf", filename="bilag-1.pdf"
    )
    message.set_boundary(f"=={digest[24:48]}==")
    stream.write(message.as_bytes())


def _address(box: Mailbox) -> Address:
    return Address(display_name=box.name, addr_spec=box.address)
