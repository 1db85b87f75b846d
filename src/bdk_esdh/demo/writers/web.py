"""What a form on the web left behind: a page with the answers."""

from __future__ import annotations

from html import escape
from typing import IO

from bdk_esdh.demo.writers.blocks import Block, Bullets, Grid, Heading, Paragraph
from bdk_esdh.demo.writers.letter import Letter


def write_html(letter: Letter, stream: IO[bytes]) -> None:
    """Write a letter as one HTML page without styles, scripts or outer files.

    :param letter: what stands on the paper.
    :param stream: a binary stream to write to.
    """
    parts = [
        "<!DOCTYPE html>",
        '<html lang="da">',
        f'<head><meta charset="utf-8"><title>{escape(letter.subject)}</title></head>',
        "<body>",
        _lines("address", letter.sender),
        _lines("p", (letter.dateline, letter.case_line)),
        f"<h1>{escape(letter.subject)}</h1>",
        *(_markup(block) for block in letter.blocks),
        _lines("p", letter.closing),
        "</body>",
        "</html>",
    ]
    stream.write(("\n".join(parts) + "\n").encode())


def _lines(tag: str, lines: tuple[str, ...]) -> str:
    return f"<{tag}>{'<br>'.join(escape(line) for line in lines)}</{tag}>"


def _markup(block: Block) -> str:
    match block:
        case Heading(text):
            return f"<h2>{escape(text)}</h2>"
        case Bullets(items):
            return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"
        case Grid(rows):
            return f"<table>{''.join(_row(row, n) for n, row in enumerate(rows))}</table>"
        case Paragraph(text):
            return f"<p>{escape(text)}</p>"


def _row(row: tuple[str, ...], number: int) -> str:
    tag = '<th scope="col">' if number == 0 else "<td>"
    end = "</th>" if number == 0 else "</td>"
    return f"<tr>{''.join(f'{tag}{escape(cell)}{end}' for cell in row)}</tr>"
