"""Every page template compiles, stands in a frame, and holds neither script nor style of its own."""

import re
from pathlib import Path

import pytest
from chameleon import PageTemplateFile

SOURCE = Path(__file__).parents[2] / "src" / "bdk_esdh"
TEMPLATES = sorted(SOURCE.rglob("*.pt"))
FRAMES = re.compile(r'use-macro="load: bdk_esdh:kernel/templates/(public|intranet|plain)_frame\.pt"')


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_template_compiles_and_holds_no_script_style_or_handler(path):
    text = path.read_text()
    PageTemplateFile(str(path)).cook_check()
    inline = re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", text)
    assert not inline, inline
    # What frame.pieces gives has been escaped there (tests/unit/kernel/test_pieces.py), what frame.around
    # holds by public_head.pt and its like, which are asked here too.
    text = re.sub(r"\$\{structure: frame\.(pieces\.\w+\([\w.]+\)|around\.\w+)\}", "", text)
    assert "structure" not in re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)


@pytest.mark.parametrize(
    "path",
    [path for path in TEMPLATES if path.parent.name in {"public", "intranet"}],
    ids=lambda path: str(path.relative_to(SOURCE)),
)
def test_a_page_stands_in_the_frame_of_its_face(path):
    found = FRAMES.search(path.read_text())
    if path.name.startswith("_"):
        return
    assert found, "no frame"
    assert found[1] in {path.parent.name, "plain"}


def test_every_template_is_used_by_somebody():
    code = "".join(path.read_text() for path in [*SOURCE.rglob("*.py"), *TEMPLATES])
    unused = [
        str(path.relative_to(SOURCE)) for path in TEMPLATES if path.name not in code and path.stem not in code
    ]
    assert unused == []
