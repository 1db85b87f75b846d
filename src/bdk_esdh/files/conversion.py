"""Office files to PDF by LibreOffice, in a child process and with a profile that trusts nobody.

Web pages are not converted: they are made of references, and the office would follow those to files of the
machine.
"""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from bdk_esdh.files.child import MEGABYTE, Limits, run_child
from bdk_esdh.files.errors import ConversionFailed
from bdk_esdh.files.programs import SOFFICE, required
from bdk_esdh.files.sniffing import KINDS
from bdk_esdh.kernel.i18n import _

TIMEOUT = 120.0
# The office reserves far more address space than it uses.
MEMORY = 4096 * MEGABYTE
CONVERTED = ("docx", "doc", "odt", "rtf", "xlsx", "xls", "ods", "pptx", "ppt", "odp", "txt", "csv")

ITEM = (
    '<item oor:path="/org.openoffice.Office.{path}">'
    '<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
# Macros never run (level 3 is "very high"), links to other files and to the internet are never followed.
SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Calc/Content/Update", "Link", "2"),
    ("Common/Misc", "FirstRun", "false"),
    ("Common/Load", "UserDefinedSettings", "false"),
)


def can_be_converted(media_type: str) -> bool:
    """Tell whether a PDF can be made of files of this type."""
    return any(KINDS[one].media_type == media_type for one in CONVERTED)


def not_convertible() -> Any:
    """Return what is told of a file of which no PDF can be made."""
    return _("Den slags filer kan ikke laves om til PDF. Gem filen som PDF, og læg den ind")


def convert_to_pdf(
    path: str | Path,
    media_type: str,
    target_path: str | Path,
    *,
    timeout: float = TIMEOUT,
    memory: int = MEMORY,
) -> None:
    """Make a PDF of an office file, in a child process with a profile of its own that is thrown away.

    :param path: the file; never changed.
    :param media_type: as stored; decides which filter reads it.
    :param target_path: the PDF; absent afterwards if none could be made.
    :param timeout: seconds.
    :param memory: bytes of address space.
    :raises ProgramMissing: LibreOffice is not installed.
    :raises ConversionFailed: of this file no PDF could be made.
    """
    ending = next((one for one in CONVERTED if KINDS[one].media_type == media_type), None)
    if ending is None:
        raise ConversionFailed(not_convertible())
    program = required(SOFFICE)
    with tempfile.TemporaryDirectory(prefix="conversion-") as folder:
        made = _convert_in(Path(folder), program, Path(path), ending, Limits(timeout=timeout, memory=memory))
        shutil.move(made, target_path)


def _convert_in(folder: Path, program: Path, source: Path, ending: str, limits: Limits) -> Path:
    """Convert inside a folder, and return the path of the PDF in it."""
    # Under a name of ours: the office goes by the extension, and a name from outside could look like an
    # option.
    shutil.copyfile(source, folder / f"source.{ending}")
    profile, output = folder / "profile", folder / "output"
    _write_profile(profile)
    arguments = ("--headless", "--invisible", "--nologo", "--nodefault", "--norestore", "--nolockcheck")
    finished = run_child(
        [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            *arguments,
            "--convert-to",
            "pdf",
            "--outdir",
            output,
            folder / f"source.{ending}",
        ],
        limits,
        environment={"HOME": str(folder), "TMPDIR": str(folder)},
    )
    made = output / "source.pdf"
    if finished.timed_out:
        raise ConversionFailed(
            _("Det tog for lang tid at lave filen om til PDF. Gem den som PDF, og læg den ind")
        )
    if not made.is_file():
        raise ConversionFailed(_("Filen kunne ikke laves om til PDF. Gem den som PDF, og læg den ind"))
    return made


def _write_profile(profile: Path) -> None:
    """Write the settings that the office starts with."""
    (profile / "user").mkdir(parents=True)
    items = "".join(ITEM.format(path=path, name=name, value=value) for path, name, value in SETTINGS)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>\n',
        encoding="utf-8",
    )
