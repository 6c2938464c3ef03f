"""A drawing as SVG, its words as outlines: it looks the same wherever it is opened."""

from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from shamay_desktop.reports.charts.drawing import Command, Drawing, Path, Words
from shamay_desktop.reports.charts.outlines import outlined


def svg_of(drawing: Drawing) -> bytes:
    """The file; a point of the drawing is a point on paper."""
    size = f"{_number(drawing.width)} {_number(drawing.height)}"
    wide, high = size.split()
    paths = "".join(map(_path, paths_of(drawing)))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}pt" height="{high}pt" '
        f'viewBox="0 0 {size}">{paths}</svg>\n'
    ).encode()


def paths_of(drawing: Drawing) -> Iterable[Path]:
    """The items, words as outlines."""
    for item in drawing.items:
        yield outlined(item) if isinstance(item, Words) else item


def _path(path: Path) -> str:
    looks = {"d": "".join(map(_command, path.commands)), "fill": path.fill or "none"}
    if path.stroke is not None:
        looks |= {"stroke": path.stroke, "stroke-width": _number(path.weight)}
    if path.dash:
        looks["stroke-dasharray"] = " ".join(map(_number, path.dash))
    return f"<path {' '.join(f'{name}={quoteattr(look)}' for name, look in looks.items())}/>"


def _command(command: Command) -> str:
    places = " ".join(f"{_number(x)} {_number(y)}" for x, y in command.points)
    return f"{command.verb}{places}"


def _number(points: float) -> str:
    text = f"{points:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
