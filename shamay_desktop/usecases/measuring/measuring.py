"""Measure what a NAME.measure.json describes; no case is touched."""

import json
from dataclasses import dataclass, replace
from decimal import Decimal

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.measuring.doubts import doubts
from shamay_desktop.domain.measuring.measure_json import sheet_from_json
from shamay_desktop.domain.measuring.plans import Sheet
from shamay_desktop.domain.measuring.scale import MeasuredSheet, measured
from shamay_desktop.domain.measuring.totals import Total, totals

LARGEST = 32 * 1024 * 1024
"""Bytes of a file; one of 5,000 points a shape and a hundred shapes has a tenth of it."""


@dataclass(frozen=True, slots=True)
class MeasuredFile:
    """What a file asked for, measured. `plan` is the name of the paper that it names."""

    plan: str
    sheet: Sheet
    measured: MeasuredSheet
    totals: tuple[Total, ...]

    @property
    def problems(self) -> tuple[tuple[str, Refused], ...]:
        """The places where something could not be measured, and why: a scale, then shapes.

        The reason of a scale is told once, not again for each of its shapes.
        """
        needed = set(self.measured.regions.values()) or {""}
        scales = [
            (f"regions.{region}" if region else "", problem)
            for region, problem in self.measured.problems.items()
            if region in needed
        ]
        known = {problem.code for _, problem in scales}
        return (
            *scales,
            *(
                (f"references.{each.id}", Refused("reference_region_unknown", region=each.region))
                for each in self.sheet.references
                if each.region not in {"", *(region.id for region in self.sheet.regions)}
            ),
            *(
                (f"shapes.{shape}", found)
                for shape, found in self.measured.shapes.items()
                if isinstance(found, Refused) and found.code not in known
            ),
        )

    @property
    def doubts(self) -> tuple[tuple[str, Refused], ...]:
        """The places of shapes that are measured and must be looked at, and why."""
        return tuple((f"shapes.{shape}", doubt) for shape, doubt in doubts(self.measured).items())


def measure(content: bytes, name: str) -> MeasuredFile:
    """Of a file's content; `name` is told where it is refused.

    What cannot be measured stands with its reason in `measured`. Raises
    Refused(`measure_file_too_large`, `measure_file_broken`) and what `sheet_from_json` refuses.
    """
    raw = _parsed(content, name)
    sheet = _with_ids(sheet_from_json(raw))
    found = measured(sheet)
    plan = raw.get("plan") if isinstance(raw, dict) else None
    return MeasuredFile(str(plan or ""), sheet, found, totals((found,)))


def _parsed(content: bytes, name: str) -> object:
    if len(content) > LARGEST:
        raise Refused(
            "measure_file_too_large", file=name, size=len(content) >> 20, limit=LARGEST >> 20
        )
    try:
        return json.loads(content.decode("utf-8-sig"), parse_float=Decimal, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise Refused("measure_file_broken", file=name, line=error.lineno) from error
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise Refused("measure_file_broken", file=name, line=1) from error


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A key that stands twice would silently lose the first value: refused."""
    made: dict[str, object] = {}
    for key, value in pairs:
        if key in made:
            raise Refused("measure_part_twice", field=key[:60], given=key[:60])
        made[key] = value
    return made


def _with_ids(sheet: Sheet) -> Sheet:
    """Each thing with an id: those without one take their number, unless that is taken."""
    return replace(
        sheet,
        references=tuple(
            replace(each, id=identity)
            for each, identity in zip(
                sheet.references, _ids([each.id for each in sheet.references]), strict=True
            )
        ),
        regions=tuple(
            replace(each, id=identity)
            for each, identity in zip(
                sheet.regions, _ids([each.id for each in sheet.regions]), strict=True
            )
        ),
        shapes=tuple(
            replace(each, id=identity)
            for each, identity in zip(
                sheet.shapes, _ids([each.id for each in sheet.shapes]), strict=True
            )
        ),
    )


def _ids(given: list[str]) -> list[str]:
    taken = {each for each in given if each}
    made = []
    for number, each in enumerate(given, start=1):
        identity = each or str(number)
        while not each and identity in taken:
            identity += "'"
        taken.add(identity)
        made.append(identity)
    return made
