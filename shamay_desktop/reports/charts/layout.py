"""A plot laid out on paper: axes, ticks and legend where the language reads them, in points."""

from dataclasses import dataclass, field
from fractions import Fraction

from shamay_desktop.domain.plots.plot import Box, Line, Mark, Plot, PlotKind, Role, Shape
from shamay_desktop.i18n import bidi
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.reports.charts.drawing import Drawing, Path, Words, box, circle, line
from shamay_desktop.reports.charts.outlines import width_of

INK, MUTED, RULE = "#1c2328", "#58636d", "#d6dce0"
COLOURS: dict[Role, str] = {
    Role.EVIDENCE: "#0072b2",
    Role.LEFT_OUT: "#6b757d",
    Role.OUTLIER: "#d55e00",
    Role.SUBJECT: "#000000",
    Role.INDEX: "#8a5a83",
    Role.MEAN: "#0072b2",
    Role.MEDIAN: "#009e73",
    Role.TOTAL: "#7b8791",
    Role.RISE: "#009e73",
    Role.FALL: "#d55e00",
}
"""Told apart by eyes that see red and green alike; the shapes tell them apart without colour."""
SOFT: dict[Role, str] = {Role.MEAN: "#c9e2f2", Role.MEDIAN: "#c7eadf"}

SIZE, SMALL = 8.0, 6.8
GAP, TICK, RADIUS = 4.0, 3.0, 3.0
MOST_LABELLED = 40
WIDE = 300.0
LEGEND_PITCH, SIGN, APART = 12.8, 14.0, 12.0


@dataclass(slots=True)
class _Sheet:
    """What is being drawn: the plot, its area on the paper, and the items so far."""

    plot: Plot
    rtl: bool
    width: float
    height: float
    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    below: float = 0.0
    start: float = 0.0
    legend: list[list[tuple[Role, str]]] = field(default_factory=list)
    items: list[Path | Words] = field(default_factory=list)

    def x(self, at: Fraction) -> float:
        return self.left + float(self.plot.x.part(at)) * (self.right - self.left)

    def y(self, at: Fraction) -> float:
        return self.bottom - float(self.plot.y.part(at)) * (self.bottom - self.top)

    def words(
        self, x: float, y: float, text: str, size: float = SIZE, *, ink: str = INK, part: float = 0
    ) -> None:
        """Words whose `part` (0 the left end, ½ the middle, 1 the right end) stands at x."""
        shown = visual(text, rtl=self.rtl)
        self.items.append(Words(x - width_of(shown, size) * part, y, shown, size, ink))


def height_of(plot: Plot, width: float) -> float:
    """How high a plot stands at a width: a map nearly square, the band flat."""
    if plot.kind is PlotKind.BAND:
        return width * (0.38 if width > WIDE else 0.72)
    if plot.even:
        return width * (0.62 if width > WIDE else 1.1)
    return width * (0.46 if width > WIDE else 0.78)


def visual(text: str, *, rtl: bool) -> str:
    """A line in the order in which it is drawn."""
    paragraph = bidi.resolve(text, int(rtl))
    runs = paragraph.line(0, len(text))
    shown = "".join(paragraph.shown(run.start, run.end, run.level) for run in runs)
    return strip_marks(shown).replace("\u00a0", " ")


def drawn(plot: Plot, width: float, height: float, *, rtl: bool) -> Drawing:
    """The plot in a box of that size; its title is the caption above it and no part of it."""
    sheet = _Sheet(plot, rtl, width, height)
    _room(sheet)
    _grid(sheet)
    for filled in plot.boxes:
        _box(sheet, filled)
    for run in plot.lines:
        _line(sheet, run)
    labelled = len(plot.marks) <= MOST_LABELLED
    for mark in plot.marks:
        _mark(sheet, mark, labelled=labelled)
    _legend(sheet)
    return Drawing(width, height, tuple(sheet.items))


def _room(sheet: _Sheet) -> None:
    plot = sheet.plot
    labels = [width_of(strip_marks(tick.label), SIZE) for tick in plot.y.ticks]
    side = max(labels, default=0.0) + TICK + GAP
    edge = 14.0
    sheet.left, sheet.right = (
        (edge, sheet.width - side) if sheet.rtl else (side, sheet.width - edge)
    )
    sheet.top = SIZE * 1.4 + GAP if plot.y.title else GAP + SIZE
    lines = max((len(_wrapped(sheet, tick.label)) for tick in plot.x.ticks), default=1)
    below = TICK + lines * SIZE * 1.25 + GAP
    below += SIZE * 1.5 if plot.x.title else 0
    sheet.legend = _legend_lines(sheet)
    sheet.start = sheet.right if sheet.rtl else sheet.left
    sheet.below = len(sheet.legend) * LEGEND_PITCH
    below += sheet.below
    sheet.bottom = sheet.height - below
    if plot.even:  # a metre is as long on both axes
        side = min(sheet.right - sheet.left, sheet.bottom - sheet.top)
        spare = sheet.right - sheet.left - side
        sheet.left, sheet.right = sheet.left + spare / 2, sheet.right - spare / 2


def _wrapped(sheet: _Sheet, label: str) -> list[str]:
    """A name under its place of a named axis, a word a line where it is too wide for one."""
    if sheet.plot.kind is not PlotKind.ADJUSTMENTS:
        return [label]
    wide = (sheet.right - sheet.left or sheet.width * 0.85) / max(len(sheet.plot.x.ticks), 1) - 2
    found: list[str] = []
    for word in label.split(" "):
        joined = f"{found[-1]} {word}" if found else word
        if found and width_of(strip_marks(joined), SMALL) <= wide:
            found[-1] = joined
        else:
            found.append(word)
    return found


def _grid(sheet: _Sheet) -> None:
    plot = sheet.plot
    start, part = (sheet.right, 1.0) if sheet.rtl else (sheet.left, 0.0)
    for tick in plot.y.ticks:
        y = sheet.y(tick.at)
        rule = line((sheet.left, y), (sheet.right, y))
        sheet.items.append(Path(rule, stroke=RULE, weight=0.5))
        outside = start + (TICK if sheet.rtl else -TICK)
        sheet.words(outside, y + SIZE * 0.35, tick.label, ink=MUTED, part=1 - part)
    named = plot.kind is PlotKind.ADJUSTMENTS
    wide = sum(width_of(strip_marks(tick.label), SIZE) + GAP for tick in plot.x.ticks)
    every = 1 + int(wide / (sheet.right - sheet.left))  # labels that would touch are left out
    for place, tick in enumerate(plot.x.ticks):
        x = sheet.x(tick.at)
        if not named:
            rule = line((x, sheet.top), (x, sheet.bottom + TICK))
            sheet.items.append(Path(rule, stroke=RULE, weight=0.5))
        shown = _wrapped(sheet, tick.label) if named or place % every == 0 else []
        for at, word in enumerate(shown, 1):
            size = SMALL if named else SIZE
            y = sheet.bottom + TICK + at * SIZE * 1.15
            sheet.words(x, y, word, size, ink=MUTED, part=0.5)
    edge = box(sheet.left, sheet.top, sheet.right, sheet.bottom)
    sheet.items.append(Path(edge, stroke=MUTED, weight=0.6))
    if plot.y.title:
        outer = sheet.width if sheet.rtl else 0.0
        sheet.words(outer, SIZE, plot.y.title, ink=MUTED, part=part)
    if plot.x.title:
        y = sheet.height - GAP - sheet.below
        sheet.words((sheet.left + sheet.right) / 2, y, plot.x.title, ink=MUTED, part=0.5)


def _box(sheet: _Sheet, each: Box) -> None:
    across = sorted((sheet.x(each.first[0]), sheet.x(each.second[0])))
    up = sorted((sheet.y(each.first[1]), sheet.y(each.second[1])))
    colour = COLOURS[each.role]
    path = box(across[0], up[0], across[1], max(up[1], up[0] + 0.8))
    sheet.items.append(Path(path, fill=SOFT.get(each.role, colour), stroke=colour, weight=0.6))
    if each.label:
        middle = sum(across) / 2
        sheet.words(middle, up[0] - 2, each.label, SMALL, part=0.5)


def _line(sheet: _Sheet, each: Line) -> None:
    path = line(*((sheet.x(x), sheet.y(y)) for x, y in each.places))
    dash = (4.0, 2.5) if each.dashed else ()
    sheet.items.append(Path(path, stroke=COLOURS[each.role], weight=1.0, dash=dash))


def _mark(sheet: _Sheet, each: Mark, *, labelled: bool) -> None:
    x, y = sheet.x(each.x), sheet.y(each.y)
    sheet.items.append(shaped(each.role, each.shape, x, y))
    if labelled and each.label:
        sheet.words(x, y - RADIUS - 1.5, each.label, SMALL, ink=MUTED, part=0.5)


def shaped(role: Role, shape: Shape, x: float, y: float, radius: float = RADIUS) -> Path:
    """A mark of a role at its place."""
    colour = COLOURS[role]
    if shape is Shape.RING:
        return Path(circle(x, y, radius), fill="#ffffff", stroke=colour, weight=1.1)
    if shape is Shape.DISC:
        return Path(circle(x, y, radius), fill=colour)
    wide = radius * 1.45
    if shape is Shape.TRIANGLE:
        points = ((x, y - wide), (x + wide, y + wide * 0.8), (x - wide, y + wide * 0.8))
        return Path(line(*points, closed=True), fill=colour)
    points4 = ((x, y - wide), (x + wide, y), (x, y + wide), (x - wide, y))
    return Path(line(*points4, closed=True), fill=colour)


def _legend_lines(sheet: _Sheet) -> list[list[tuple[Role, str]]]:
    """The entries of the legend, as many in a line as the axis is wide; none for one role."""
    if len(sheet.plot.legend) < 2:
        return []
    lines: list[list[tuple[Role, str]]] = [[]]
    left = room = sheet.right - sheet.left
    for role, name in sheet.plot.legend:
        wide = SIGN + width_of(strip_marks(name), SIZE)
        if lines[-1] and wide > left:
            lines.append([])
            left = room
        lines[-1].append((role, name))
        left -= wide + APART
    return lines


def _legend(sheet: _Sheet) -> None:
    """The roles in the reading order under the axis."""
    for at, entries in enumerate(sheet.legend):
        y = sheet.height - GAP / 2 - (len(sheet.legend) - 1 - at) * LEGEND_PITCH
        x = sheet.start
        ahead = -1 if sheet.rtl else 1
        for role, name in entries:
            _sign(sheet, role, x, y - SIZE * 0.32, ahead)
            x += ahead * SIGN
            sheet.words(x, y, name, ink=MUTED, part=1.0 if sheet.rtl else 0.0)
            x += ahead * (width_of(strip_marks(name), SIZE) + APART)


def _sign(sheet: _Sheet, role: Role, x: float, y: float, ahead: int) -> None:
    """A mark, or a piece of a line, of a role of the legend."""
    shape = next((mark.shape for mark in sheet.plot.marks if mark.role is role), None)
    if shape is not None:
        sheet.items.append(shaped(role, shape, x + ahead * 5, y))
        return
    dashed = any(each.dashed for each in sheet.plot.lines if each.role is role)
    ends = line((x, y), (x + ahead * 11, y))
    dash = (4.0, 2.5) if dashed else ()
    sheet.items.append(Path(ends, stroke=COLOURS[role], weight=1.0, dash=dash))
