"""The page with all figures and their growth: ``docs/maalinger.md``, the curves in ``docs/img``."""

from pathlib import Path
from typing import Any

from .curves import Panel, draw

_HEAD = """# Measurements

Written by `make bench` of version {version}; [the developer's page](udvikler.md#measuring) tells how. Every
figure is raw; in brackets it is scaled to the machine of the design, which answers {design:,} one-line
requests a second by bare Pyramid, and scaled figures are what goals are judged by. CPU is the server's
processor time for each request: what others do on the machine changes it least.
"""
_DESIGN = 3_542


def write_page(kept: dict[str, Any], docs: Path) -> None:
    """Write the page and its curves.

    :param kept: the results of one version, as ``bench.run`` keeps them.
    """
    sizes = sorted(kept["sizes"].items(), key=lambda each: int(each[0]))
    names = list(dict.fromkeys(figure["name"] for _size, run in sizes for figure in run["figures"]))
    parts = [_HEAD.format(version=kept["version"], design=_DESIGN), _machines(sizes)]
    panels = [panel for name in names if (panel := _curve(name, sizes)) is not None]
    if panels:
        image = docs / "img" / "maalinger.svg"
        image.write_text(draw("Growth of every figure with the number of documents", panels))
        text = "Each figure at each size; the table below has the same numbers"
        parts.append(f"## Growth\n\n![{text}](img/{image.name})\n")
    parts.append(_table(names, sizes))
    (docs / "maalinger.md").write_text("\n".join(parts))


def _machines(sizes: list[tuple[str, Any]]) -> str:
    lines = [
        "## Machine and reference",
        "",
        "| Documents | Measured | Machine | Load | One line | Chameleon, 20 KB | Factor |",
    ]
    lines.append("|--:|---|---|--:|--:|--:|--:|")
    for size, run in sizes:
        told = run["machine"]
        one, page = run["reference"]["line"], run["reference"]["page"]
        cells = [
            f"{int(size):,}",
            run["measured"][:16].replace("T", " "),
            f"{told['processor']}, {told['cores']} cores, Python {told['python']}",
            str(run["load"]),
            *(f"{each['rate']:,.0f}/s, CPU {each.get('cpu', 0):.2f} ms" for each in (one, page)),
            f"{run['factor']:.2f}",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    notes = [f"\n{int(size):,} documents: {run['note']}." for size, run in sizes if "note" in run]
    return "\n".join([*lines, *notes, ""])


def _curve(name: str, sizes: list[tuple[str, Any]]) -> Panel | None:
    """Draw what says most of a figure: p95 where requests were timed, else its seconds, rate or megabytes."""
    found = [
        (int(size), figure) for size, run in sizes for figure in run["figures"] if figure["name"] == name
    ]
    for unit, value_of in (
        ("p95, ms, scaled", lambda figure: figure["scaled"].get("p95")),
        ("seconds", lambda figure: figure.get("values", {}).get("s")),
        ("a second, scaled", lambda figure: figure["scaled"].get("rate")),
        ("MB", lambda figure: figure.get("values", {}).get("MB")),
    ):
        points = tuple((size, value) for size, figure in found if (value := value_of(figure)) is not None)
        if points:
            return Panel(name, unit, points)
    return None


def _table(names: list[str], sizes: list[tuple[str, Any]]) -> str:
    lines = ["## Figures", "", "| What | Documents | A second | p50 ms | p95 ms | CPU ms | Also | Goal |"]
    lines.append("|---|--:|--:|--:|--:|--:|---|---|")
    for name in names:
        for size, run in sizes:
            lines += [_row(figure, int(size)) for figure in run["figures"] if figure["name"] == name]
    return "\n".join([*lines, ""])


def _row(figure: dict[str, Any], size: int) -> str:
    scaled = figure["scaled"]
    also = [f"{name} {value:,g}" for name, value in figure.get("values", {}).items()]
    also += [figure[name] for name in ("missing", "note") if name in figure]
    if "load" in figure:
        also.append(f"load {figure['load']}")
    cells = [
        figure["name"],
        f"{size:,}",
        _both(figure.get("rate"), scaled.get("rate")),
        _both(figure.get("p50"), scaled.get("p50")),
        _both(figure.get("p95"), scaled.get("p95")),
        f"{figure['cpu']:.2f}" if "cpu" in figure else "",
        "; ".join(also),
        figure.get("goal", ""),
    ]
    return f"| {' | '.join(cells)} |"


def _both(raw: float | None, scaled: float | None) -> str:
    if raw is None:
        return ""
    return f"{_digits(raw)} ({_digits(scaled or 0)})"


def _digits(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"
