"""Questions of single clauses: what one field asks of another, and what a purpose forbids."""

import re
from collections.abc import Iterator
from functools import lru_cache, partial

from shamay_desktop.domain.case import State, Value, walk_value
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.fields.registry import BY_ID
from shamay_desktop.domain.reading.kept import Kept
from shamay_desktop.domain.standards.finding import Chosen, Label
from shamay_desktop.domain.standards.predicate import (
    NUMBER,
    TEXT,
    TEXTS,
    Hit,
    Parameters,
    hit,
    predicate,
)
from shamay_desktop.domain.standards.situation import Situation
from shamay_desktop.domain.valuation.cells import number_in, text_in

_PERMITS = "licensing.permits"
_MONEY = re.compile(r"(?:₪|NIS|ILS)\s*\d|\d[\d,.]*\s*(?:₪|ש[\"״]ח|שקל|NIS|ILS|אלף|מיליון)")


def needed_beside(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """A field with a content, without those that give it its meaning."""
    path = parameters.text("field")
    if situation.case.content(path) is None:
        return
    for other in parameters.texts("needs"):
        if not situation.answered(other):
            yield hit(other, path, field=Label(other), given=Label(path))


def cell_otherwise(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Rows of a list whose choice is none of those that fit."""
    list_id, column = parameters.text("list"), parameters.text("column")
    for number, row in situation.numbered(list_id):
        code = text_in(row, column)
        if code and code not in parameters.texts("codes"):
            path = f"{list_id}/{row.id}/{column}"
            yield hit(path, field=Label(path, number), choice=Chosen(f"{list_id}/{column}", code))


def approaches_lacking(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Approaches that have to be used, and are not among those that are."""
    rows = situation.case.rows("valuation.approaches")
    used = {text_in(row, "approach") for row in rows if text_in(row, "use") != "not_used"}
    for code in parameters.texts("approaches"):
        if rows and code not in used:
            yield hit("valuation.approaches", choice=Chosen("valuation.approaches/approach", code))


def amounts_in(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Texts that state an amount of money where none may stand."""
    for path in parameters.texts("fields"):
        found = _MONEY.search(situation.case.text(path) or "")
        if found:
            yield hit(path, field=Label(path), found=found[0].strip())


def no_sketch(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """No paper of the kinds that hold a sketch of the property."""
    kinds = {DocType(kind) for kind in parameters.texts("kinds")}
    if situation.evidence is not None and not any(
        paper.doc_type in kinds for paper in situation.papers
    ):
        yield hit("export.annexes")


def none_alike(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """No comparable near the subject by its rooms and its floor, of those that state both."""
    rooms, floor = situation.case.number("unit.rooms"), situation.case.text("unit.floor") or ""
    own = int(floor) if re.fullmatch(r"-?\d{1,3}", floor.strip()) else None
    stated = [
        (have, int(level))
        for _, row, _ in situation.included
        if (have := number_in(row, "rooms")) is not None
        and re.fullmatch(r"-?\d{1,3}", level := text_in(row, "floor").strip())
    ]
    if rooms is None or own is None or len(stated) < parameters.count("count"):
        return
    near = parameters.number("rooms"), parameters.count("floors")
    if not any(abs(have - rooms) <= near[0] and abs(at - own) <= near[1] for have, at in stated):
        yield hit("comparables", "unit.rooms", "unit.floor", rooms=rooms, floor=own)


def no_area_table(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Permits of which no area is stated, neither in their row nor in the table of areas.

    "None" as the whole area is an answer: the permit that was found has no table.
    """
    listed = situation.case.rows("licensing.areas")
    rows = situation.case.rows(_PERMITS)
    lacking = [
        (number, f"{_PERMITS}/{row.id}/total_area")
        for number, row in situation.numbered(_PERMITS)
        if not any(text_in(row, name) for name in ("total_area", "main_area", "unit_area"))
        and not _is_none(row.cells.get("total_area"))
        and not any(
            text_in(area, "permit") in ("", text_in(row, "number"))
            for area in listed
            if text_in(area, "permit") or len(rows) == 1
        )
    ]
    if lacking:
        numbers = ", ".join(str(number) for number, _ in lacking)
        yield hit(*(path for _, path in lacking), rows=numbers, n=len(lacking))


def _is_none(cell: Value | None) -> bool:
    return cell is not None and cell.state is State.NONE


def levels_unstated(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Areas of a flat on several levels that do not say on which level they are."""
    levels = situation.case.number("unit.levels")
    if levels is None or levels < 2:
        return
    for number, row in situation.numbered("valuation.areas"):
        if text_in(row, "category") == "flat" and not text_in(row, "level"):
            path = f"valuation.areas/{row.id}/level"
            yield hit(path, "unit.levels", field=Label(path, number))


def new_in_principles(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Figures with a decimal point or of three digits on that stand in the principles alone."""
    paths = parameters.texts("fields")
    written = {path: _FIGURE.findall(situation.case.text(path) or "") for path in paths}
    if not any(written.values()):
        return
    elsewhere = _figures_elsewhere(situation, paths)
    for path, figures in written.items():
        new = next((each for each in figures if each.replace(",", "") not in elsewhere), None)
        if new is not None:
            yield hit(path, field=Label(path), found=new)


_FIGURE = re.compile(
    r"(?<![\d.,/-])(?:\d{1,3}(?:,\d{3})+|\d{3,})(?:\.\d+)?(?![\d/%])|\d+\.\d+(?![\d.%])"
)


@lru_cache(maxsize=8192)
def _figures_in(content: str) -> frozenset[str]:
    return frozenset(re.findall(r"\d+(?:\.\d+)?", content.replace(",", "")))


_figures_of: Kept[Value, frozenset[str]] = Kept(256)
"""By the value of a list or record, whose cells are gone through when it was edited alone."""


def _figures_of_cells(path: str, value: Value, left_out: tuple[str, ...]) -> frozenset[str]:
    cells = (cell.content for place, cell in walk_value(path, value) if place not in left_out)
    return frozenset().union(*(_figures_in(each) for each in cells if isinstance(each, str)))


def _figures_elsewhere(situation: Situation, paths: tuple[str, ...]) -> set[str]:
    figures: set[str] = set()
    for path, value in situation.case.values.items():
        if path in paths or path not in BY_ID:
            continue
        if isinstance(value.content, str):
            figures |= _figures_in(value.content)
        elif value.content is not None:
            left_out = tuple(each for each in paths if each.startswith(f"{path}/"))
            make = partial(_figures_of_cells, path, value, left_out)
            figures |= _figures_of.of(value, make, left_out)
    result = situation.value
    if result is not None:
        numbers = (result.final, result.unrounded, result.equivalent_area)
        figures.update(f"{number.normalize():f}" for number in numbers)
    found = situation.statistics
    if found is not None:
        parts = (found.mean, found.median, found.low, found.high)
        figures.update(f"{round(part)}" for part in parts)
    return figures


PREDICATES = {
    "needed_beside": predicate(needed_beside, field=TEXT, needs=TEXTS),
    "cell_otherwise": predicate(cell_otherwise, list=TEXT, column=TEXT, codes=TEXTS),
    "approaches_lacking": predicate(approaches_lacking, approaches=TEXTS),
    "amounts_in": predicate(amounts_in, fields=TEXTS),
    "no_sketch": predicate(no_sketch, kinds=TEXTS),
    "none_alike": predicate(none_alike, rooms=NUMBER, floors=NUMBER, count=NUMBER),
    "no_area_table": predicate(no_area_table),
    "levels_unstated": predicate(levels_unstated),
    "new_in_principles": predicate(new_in_principles, fields=TEXTS),
}
