"""Files chosen in a form: what comes, what is asked of it, and how the field is drawn."""

from dataclasses import dataclass
from typing import Any, BinaryIO

import colander
import deform

from . import widgets
from .danish import file_size
from .fields import FormNode
from .form_controls import Controls
from .i18n import _


@dataclass(frozen=True)
class Upload:
    """A file somebody has chosen in a form.

    :param filename: its last part only, without the path some browsers send.
    :param size: in bytes.
    :param stream: the bytes, from the beginning.
    :param token: the name of its draft when it is kept from an earlier answer, else ``None``.
    """

    filename: str
    size: int
    stream: BinaryIO
    token: str | None = None

    @property
    def extension(self) -> str:
        """The part after the last dot, in small letters, or nothing."""
        stem, dot, extension = self.filename.rpartition(".")
        return extension.lower() if dot and stem else ""


class UploadType(colander.SchemaType):
    """A file chosen now or kept from the last time the form was sent; see :class:`Upload`."""

    def serialize(self, node: colander.SchemaNode, appstruct: Any) -> Any:
        """Give the upload itself: a form never shows the bytes."""
        return colander.null if appstruct in (colander.null, None) else appstruct

    def deserialize(self, node: colander.SchemaNode, cstruct: Any) -> Any:
        """Check name, size and kind of the file.

        :raises colander.Invalid: empty, too big, or of a kind not taken.
        """
        if cstruct in (colander.null, None):
            return colander.null
        if not isinstance(cstruct, Upload):
            raise colander.Invalid(node, _("Vælg en fil"))
        if not cstruct.size:
            raise colander.Invalid(
                node, _("Filen er tom (0 byte). Vælg den igen, eller kontrollér den på din computer")
            )
        if cstruct.size > node.max_bytes:
            mapping = {"size": file_size(cstruct.size), "limit": file_size(node.max_bytes)}
            raise colander.Invalid(
                node,
                _(
                    "Filen fylder ${size}. Grænsen er ${limit}. Del den, eller send et link til os",
                    mapping=mapping,
                ),
            )
        if node.extensions and cstruct.extension not in node.extensions:
            mapping = {"kinds": kinds_text(node.extensions)}
            raise colander.Invalid(
                node, _("Vi kan ikke tage imod den slags fil. Vælg ${kinds}", mapping=mapping)
            )
        return cstruct


class FileWidget(widgets.FormWidget):
    """A file to choose, and the one that was chosen last time.

    The bytes of a refused form are kept by the form's draft store under a token;
    ``<name>.token`` brings it back, ``<name>:remove`` lets it go.
    """

    template = "file"

    def collect(self, controls: Controls, field: deform.Field) -> Any:
        """Take a newly chosen file before a kept one."""
        if f"{field.path}:remove" in controls:
            return colander.null
        return (
            field.owner.upload(controls.file(field.path), controls.text(f"{field.path}.token"))
            or colander.null
        )

    def deserialize(self, field: deform.Field, pstruct: Any) -> Any:
        """Keep the upload as it is."""
        return pstruct

    def view(self, field: deform.Field, cstruct: Any) -> widgets.FieldView:
        """Show the kept file, its size, and what may be chosen."""
        view = super().view(field, cstruct)
        node = field.schema
        kept = cstruct if getattr(cstruct, "token", None) else None
        view.extra["kept"] = kept
        view.extra["kept_size"] = file_size(kept.size) if kept else ""
        view.extra["max_bytes"] = node.max_bytes
        view.extra["limit"] = file_size(node.max_bytes)
        view.extra["accept"] = ",".join(f".{extension}" for extension in node.extensions) or None
        return view

    def hint(self, field: deform.Field) -> str:
        """Say the kinds and the limit, after what the node says itself."""
        node = field.schema
        mapping = {"kinds": kinds_text(node.extensions), "limit": file_size(node.max_bytes)}
        limits = _("Højst ${limit}", mapping=mapping)
        if node.extensions:
            limits = _("${kinds}, højst ${limit}", mapping=mapping)
        own = super().hint(field)
        translate = field.owner.translate
        return f"{translate(own)}. {translate(limits)}" if own else limits


class FileField(FormNode):
    """A file of at most ``max_bytes`` with one of ``extensions``: small letters, no dot; empty means any."""

    schema_type = UploadType
    max_bytes = 50_000_000
    extensions: tuple[str, ...] = ()
    title = _("Fil")
    missing_msg = _("Vælg en fil")
    widget = FileWidget()


def kinds_text(extensions: tuple[str, ...]) -> str:
    """List kinds of file in words: PDF, DOCX eller JPG."""
    names = [extension.upper() for extension in extensions]
    return " eller ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
