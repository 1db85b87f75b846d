"""Every page template compiles, stands in a frame, and holds neither script nor style of its own."""

import re
from pathlib import Path

import pytest
from chameleon import PageTemplateFile

SOURCE = Path(__file__).parents[2] / "src" / "bdk_esdh"
TEMPLATES = sorted(SOURCE.rglob("*.pt"))
#: drawn by templates of ours, in which everything is escaped
HTML_OBJECTS = {"kernel/forms.py"}
FRAMES = re.compile(r'use-macro="load: bdk_esdh:kernel/templates/(public|intranet|plain)_frame\.pt"')


@pytest.mark.sweep(4)
@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_template_compiles_and_holds_no_script_style_or_handler(path):
    text = path.read_text()
    PageTemplateFile(str(path)).cook_check()
    inline = re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", text)
    assert not inline, inline
    # What frame.pieces gives has been escaped there (tests/unit/kernel/test_pieces.py) or is of the type that only
    # the cleaner of HTML makes; what frame.around holds by public_head.pt and its like, which are asked here too.
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


def test_markup_of_others_is_made_by_the_cleaner_alone_and_shown_in_one_way():
    code = {str(path.relative_to(SOURCE)): path.read_text() for path in SOURCE.rglob("*.py")}
    makers = {name for name, text in code.items() if re.search(r"CleanHtml\(|_MAKER|import nh3", text)}
    assert makers == {"kernel/clean_html.py"}
    # An object with __html__ is shown unescaped by every template: only forms and their fields, drawn by templates.
    own = {name for name, text in code.items() if "def __html__" in text}
    assert own == HTML_OBJECTS


def test_every_template_is_used_by_somebody():
    code = "".join(path.read_text() for path in [*SOURCE.rglob("*.py"), *TEMPLATES])
    unused = [
        str(path.relative_to(SOURCE)) for path in TEMPLATES if path.name not in code and path.stem not in code
    ]
    assert unused == []
