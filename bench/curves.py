"""Growth curves as SVG: a panel for each figure, sizes from left to right. No script, no style."""

from dataclasses import dataclass
from html import escape
from math import log10

_WIDTH, _HEIGHT = 300, 200
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 14, 52, 30
_COLUMNS = 3
_INK, _LINE, _FAINT = "#1a1a1a", "#0059b3", "#d0d0d0"


@dataclass(frozen=True)
class Panel:
    """One figure over the sizes.

    :param unit: of the values.
    :param points: size and value.
    """

    title: str
    unit: str
    points: tuple[tuple[int, float], ...]


def draw(title: str, panels: list[Panel]) -> str:
    """Return the SVG of some panels, three in a row."""
    rows = -(-len(panels) // _COLUMNS)
    columns = min(_COLUMNS, len(panels))
    width, height = _WIDTH * columns, _HEIGHT * rows
    drawn = [
        f'<g transform="translate({_WIDTH * across} {_HEIGHT * down})">{_panel(panel)}</g>'
        for (down, across), panel in ((divmod(place, _COLUMNS), panel) for place, panel in enumerate(panels))
    ]
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"',
            f'  width="{width}" height="{height}" font-family="sans-serif" font-size="11" fill="{_INK}">',
            f"<title>{escape(title)}</title>",
            f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
            *drawn,
            "</svg>",
            "",
        )
    )


def _panel(panel: Panel) -> str:
    highest = _round_up(max(value for _size, value in panel.points))
    sizes = sorted({size for size, _value in panel.points})
    inner = _HEIGHT - _TOP - _BOTTOM
    places = [(_across(size, sizes), _TOP + inner * (1 - value / highest)) for size, value in panel.points]
    parts = [
        f'<text x="10" y="16" font-weight="bold">{escape(panel.title)}</text>',
        f'<text x="10" y="30" fill="#555555">{escape(panel.unit)}</text>',
    ]
    for share in (0, 0.5, 1):
        y = _TOP + inner * (1 - share)
        parts.append(f'<path d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}" stroke="{_FAINT}"/>')
        parts.append(
            f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{_short(highest * share)}</text>'
        )
    parts += [
        f'<text x="{_across(size, sizes):.1f}" y="{_HEIGHT - 12}" text-anchor="middle">{size:,}</text>'
        for size in sizes
    ]
    path = "".join(f"{'L' if place else 'M'}{x:.1f} {y:.1f}" for place, (x, y) in enumerate(places))
    parts.append(f'<path d="{path}" fill="none" stroke="{_LINE}" stroke-width="2"/>')
    for (x, y), (_size, value) in zip(places, panel.points, strict=True):
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{_LINE}"/>')
        parts.append(
            f'<text x="{x:.1f}" y="{max(y - 7, _TOP - 2):.1f}" text-anchor="middle">{_short(value)}</text>'
        )
    return "".join(parts)


def _across(size: int, sizes: list[int]) -> float:
    room = _WIDTH - _LEFT - _RIGHT - 40
    low, high = log10(sizes[0]), log10(sizes[-1])
    return _LEFT + 20 + (room / 2 if high == low else room * (log10(size) - low) / (high - low))


def _round_up(value: float) -> float:
    if value <= 0:
        return 1.0
    step = 10 ** (len(str(int(value))) - 1) if value >= 1 else 0.1
    return float(step * (int(value / step) + 1))


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 20 else f"{value:.1f}" if value >= 1 or not value else f"{value:.2f}"
