"""What waits in the mail room of the demo, put there as those who open the mail do it."""

import io

from ..documents.content import FileText
from ..files.extraction import ReadStatus
from ..kernel.graph import find_objectmap
from ..mailroom.actions import receive_letter
from .large.plain_pdf import text_pdf
from .stage import Stage
from .stories.mail import WAITING_MAIL

_WHO_OPENS_THE_MAIL = "villy"


def build_mail(stage: Stage) -> None:
    """Put the letters into the queue, in the order they came."""
    for letter in WAITING_MAIL:
        with stage.app.graph() as root:
            number = ""
            if letter.case:
                number = find_objectmap(root).object_for(stage.cases[letter.case]).case_number
            text = letter.text.replace("{number}", number)
            act = stage.act(_WHO_OPENS_THE_MAIL, letter.day)
            waiting, _is_new = receive_letter(
                root["postrum"], io.BytesIO(text_pdf((text,))), letter.filename, act
            )
            # Known as it was written: nobody who opens the first letter has to wait for the worker.
            waiting.reading, waiting.text = ReadStatus.READ.value, FileText((text,))
