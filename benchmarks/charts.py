"""Charts as SVG text: grouped bars and lines, on logarithmic scales."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

WIDTH: Final = 860
HEIGHT: Final = 380
LEFT: Final = 76
RIGHT: Final = 16
TOP: Final = 62
BOTTOM: Final = 44
COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")


@dataclass(frozen=True)
class Scale:
    """Maps positive values to pixels, by their logarithm."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The pixel of a value."""
        part = math.log10(value / self.low) / math.log10(self.high / self.low)
        return self.start + part * (self.end - self.start)

    def ticks(self) -> list[float]:
        """The powers of ten within the scale."""
        first = math.ceil(math.log10(self.low) - 1e-9)
        last = math.floor(math.log10(self.high) + 1e-9)
        return [10.0**power for power in range(first, last + 1)]


def _scale(values: Sequence[float], start: float, end: float) -> Scale:
    low = 10.0 ** math.floor(math.log10(min(values)))
    high = 10.0 ** math.ceil(math.log10(max(values)) + 1e-9)
    return Scale(low, max(high, low * 10), start, end)


def _text(
    x: float, y: float, content: str, anchor: str = "middle", size: int = 12
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}">'
        f"{escape(content)}</text>"
    )


def _frame(title: str, unit: str, names: Sequence[str], scale: Scale) -> list[str]:
    """The parts that all charts have: title, legend, and the scale on the left."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" fill="#222">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        _text(LEFT, 20, f"{title} ({unit})", "start", 15),
    ]
    x = float(LEFT)
    for name, colour in zip(names, COLOURS, strict=False):
        parts.append(
            f'<rect x="{x:.1f}" y="33" width="11" height="11" fill="{colour}"/>'
        )
        parts.append(_text(x + 16, 43, name, "start"))
        x += 40 + 7.5 * len(name)
    for tick in scale.ticks():
        y = scale.at(tick)
        parts.append(
            f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" '
            'stroke="#ddd"/>'
        )
        parts.append(_text(LEFT - 6, y + 4, f"{tick:g}", "end", 11))
    return parts


def bars(
    title: str,
    unit: str,
    groups: Sequence[str],
    series: Mapping[str, Mapping[str, float]],
) -> str:
    """A bar for each of the series in each group that it has a value for."""
    values = [value for each in series.values() for value in each.values()]
    scale = _scale(values, HEIGHT - BOTTOM, TOP)
    parts = _frame(title, unit, list(series), scale)
    room = (WIDTH - LEFT - RIGHT) / len(groups)
    width = room * 0.8 / len(series)
    for number, group in enumerate(groups):
        left = LEFT + number * room + room * 0.1
        parts.append(_text(left + room * 0.4, HEIGHT - BOTTOM + 18, group, size=11))
        for index, (name, found) in enumerate(series.items()):
            if group not in found:
                continue
            top = scale.at(found[group])
            parts.append(
                f'<rect x="{left + index * width:.1f}" y="{top:.1f}" '
                f'width="{width - 1:.1f}" height="{HEIGHT - BOTTOM - top:.1f}" '
                f'fill="{COLOURS[index]}"><title>{escape(name)}, {escape(group)}: '
                f"{found[group]:.3g}</title></rect>"
            )
    return "\n".join([*parts, "</svg>\n"])


def lines(
    title: str, unit: str, across: str, series: Mapping[str, Mapping[float, float]]
) -> str:
    """A line through the points of each of the series, which map x to y."""
    points = [point for each in series.values() for point in each.items()]
    x_scale = _scale([x for x, _ in points], LEFT, WIDTH - RIGHT)
    y_scale = _scale([y for _, y in points], HEIGHT - BOTTOM, TOP)
    parts = _frame(title, unit, list(series), y_scale)
    for tick in x_scale.ticks():
        parts.append(
            _text(x_scale.at(tick), HEIGHT - BOTTOM + 16, f"{tick:,.0f}", size=11)
        )
    parts.append(_text((LEFT + WIDTH) / 2, HEIGHT - 8, across))
    for index, each in enumerate(series.values()):
        path = [f"{x_scale.at(x):.1f},{y_scale.at(y):.1f}" for x, y in each.items()]
        parts.append(
            f'<polyline points="{" ".join(path)}" fill="none" stroke-width="2" '
            f'stroke="{COLOURS[index]}"/>'
        )
        for point in path:
            x, _, y = point.partition(",")
            parts.append(f'<circle cx="{x}" cy="{y}" r="3" fill="{COLOURS[index]}"/>')
    return "\n".join([*parts, "</svg>\n"])
