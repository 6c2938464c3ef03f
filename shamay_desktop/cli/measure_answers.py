"""The answer of `measure`: numbers as exact strings, for people rounded and with their error."""

from decimal import Decimal

from shamay_desktop.cli.words import words_of
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields.analysis import AREA_CATEGORIES
from shamay_desktop.domain.fields.definition import label_of
from shamay_desktop.domain.measuring.doubts import one_way
from shamay_desktop.domain.measuring.errors import Measured
from shamay_desktop.domain.measuring.plans import ShapeKind
from shamay_desktop.domain.measuring.scale import Scale
from shamay_desktop.domain.measuring.totals import Total
from shamay_desktop.domain.measuring.units import rounded, rounded_error
from shamay_desktop.domain.money import plain, to_places
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.usecases.measuring.measuring import MeasuredFile
from shamay_desktop.usecases.measuring.results import exact_text, results_of

_MILLIMETRE = Decimal("0.001")


def answer_of(found: MeasuredFile, texts: Texts) -> dict[str, Json]:
    """The JSON answer: what is asked for by scripts, and what else is known."""
    return results_of(found, lambda problem: _words(problem, texts))


def lines_of(found: MeasuredFile, texts: Texts) -> list[str]:
    """The same for a person: scales, references, shapes, totals."""
    lines = []
    for region, scale in found.measured.scales.items():
        name = next((each.name for each in found.sheet.regions if each.id == region), "")
        lines += _scale_lines(name or region, scale, texts)
    for shape in found.sheet.shapes:
        measured = found.measured.shapes[shape.id]
        if isinstance(measured, Measured):
            lines.append(
                texts(
                    "measure.line_area" if shape.kind is ShapeKind.AREA else "measure.line_length",
                    name=shape.name or shape.id,
                    value=_number(rounded(measured.value)),
                    error=_number(rounded_error(measured.plus_minus)),
                )
            )
    for total in found.totals:
        lines.append(_total_line(total, texts))
    return lines


def problem_lines(found: MeasuredFile, texts: Texts) -> list[str]:
    """What could not be measured and what must be looked at, each with its place."""
    return [
        ": ".join(filter(None, (place, _words(problem, texts))))
        for place, problem in (*found.problems, *found.doubts)
    ]


def _scale_lines(name: str, scale: Scale, texts: Texts) -> list[str]:
    of_scale = texts(
        "measure.line_scale" if scale.from_references else "measure.line_stated",
        name=name or texts("measure.whole_sheet"),
        metres=exact_text(float(scale.metres_per_pixel), 6),
        error=_number(rounded_error(100 * scale.plus_minus)),
        rms=_millimetres(scale.rms or 0.0),
        n=sum(each.used for each in scale.residuals),
    )
    lines = [of_scale, f"  {_verified(scale, texts)}"]
    if scale.skew_assumed:
        lines.append(f"  {texts('measure.skew_assumed')}")
    if one_way(scale):
        lines.append(f"  {texts('measure.one_way')}")
    if scale.stated_off is not None:
        lines.append(
            f"  {texts('measure.stated_off', percent=_number(rounded(100 * scale.stated_off)))}"
        )
    lines += [
        "  "
        + texts(
            "measure.line_outlier" if each.outlier else "measure.line_reference",
            name=each.reference.note or each.reference.id,
            metres=plain(each.reference.metres or Decimal(0), 2),
            residual=_millimetres(each.residual),
        )
        for each in scale.residuals
        if each.used
    ]
    return lines


def _verified(scale: Scale, texts: Texts) -> str:
    if scale.why_not:
        return texts(f"measure.why_not.{scale.why_not}")
    names = {each.reference.id: each.reference for each in scale.residuals}
    listed = ", ".join(names[each].note or each for each in scale.verified_by)
    return texts("measure.verified_by", names=listed)


def _total_line(total: Total, texts: Texts) -> str:
    is_area = total.kind is ShapeKind.AREA
    name = " ".join(filter(None, (_category(total.category, texts), total.floor)))
    return texts(
        "measure.line_total" if is_area else "measure.line_total_length",
        name=name,
        value=_number(rounded(total.measured.value)),
        error=_number(rounded_error(total.measured.plus_minus)),
        n=len(total.shapes),
    )


def _category(category: str, texts: Texts) -> str:
    return label_of(AREA_CATEGORIES, category, texts.language) or texts("measure.no_category")


def _words(problem: Refused, texts: Texts) -> str:
    return strip_marks(words_of(problem, texts)[0])


def _millimetres(value: float) -> str:
    return _number(to_places(Decimal(repr(value)), _MILLIMETRE))


def _number(number: Decimal) -> str:
    """With all its places; nothing is "-0.00"."""
    return format(abs(number) if number == 0 else number, "f")
