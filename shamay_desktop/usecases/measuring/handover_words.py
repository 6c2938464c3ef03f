"""The words in which measures are handed over to a case: source, scale, calibration, error."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import PurePath

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.evidence import CaseEvidence, Document
from shamay_desktop.domain.measuring.errors import Measured
from shamay_desktop.domain.measuring.plans import Reference, Sheet
from shamay_desktop.domain.measuring.references import numbered
from shamay_desktop.domain.measuring.scale import MeasuredSheet, Scale
from shamay_desktop.domain.measuring.units import rounded, rounded_error
from shamay_desktop.domain.measuring.verifying import Residual, Verified
from shamay_desktop.domain.money import to_places
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.texts import Texts

_HEBREW = ("א", "ת")


def paper_of(sheet: Sheet, evidence: CaseEvidence) -> Document | None:
    """The paper of a sheet, None when the case has it no more."""
    return next((each for each in evidence.documents if each.sha256 == sheet.paper), None)


def plan_words(case: Case, sheet: Sheet, evidence: CaseEvidence, texts: Texts) -> tuple[str, str]:
    """What the plan is called and its ISO day ("" when unknown).

    As the sheet says, else the case's one permit, else the sheet's title, else the file's name.
    """
    if sheet.source:
        return sheet.source, sheet.date
    permits = case.rows("licensing.permits")
    number = str(permits[0].content("number") or "") if len(permits) == 1 else ""
    if number:
        dated = sheet.date or str(permits[0].content("date") or "")
        return _plain(texts("handover.permit", number=number)), dated
    paper = paper_of(sheet, evidence)
    name = "" if paper is None else paper.caption or PurePath(paper.file_name).stem
    return sheet.title or name or texts("handover.plan"), sheet.date


def source_words(case: Case, sheet: Sheet, evidence: CaseEvidence, texts: Texts) -> str:
    """ "Graphic measure from permit N of D", for the source of an area."""
    source, day = plan_words(case, sheet, evidence, texts)
    if not _HEBREW[0] <= source[:1] <= _HEBREW[1]:
        source = texts("handover.from_within", source=source)
    if not day:
        return _plain(texts("handover.source", source=source))
    return _plain(texts("handover.source_dated", source=source, date=formats.date(day)))


def scale_words(sheet: Sheet, scale: Scale | None, texts: Texts) -> str:
    """The ratio that the plan states, else that it was found from written dimensions."""
    stated = sheet.ratio_of("" if scale is None else scale.region)
    if stated is not None:
        return _plain(texts("handover.scale", ratio=format(stated.normalize(), "f")))
    return texts("handover.scale_fitted") if scale is not None else ""


def calibration_words(sheets: Sequence[MeasuredSheet], texts: Texts) -> str:
    """Each reference with what was measured and what is written; whether the scale is verified."""
    told = [(each.sheet, words) for each in sheets if (words := _of_sheet(each, texts))]
    if len(told) == 1:
        return told[0][1]
    return "\n".join(
        _plain(texts("handover.of_sheet", sheet=_name(sheet, number), text=words))
        for number, (sheet, words) in enumerate(told, 1)
    )


def _name(sheet: Sheet, number: int) -> str:
    return sheet.title or sheet.source or str(number)


def _of_sheet(measured: MeasuredSheet, texts: Texts) -> str:
    used = {measured.regions.get(shape_id) for shape_id in measured.shapes}
    scales = [scale for region, scale in measured.scales.items() if region in used]
    return ". ".join(part for scale in scales for part in _of_scale(measured.sheet, scale, texts))


def _of_scale(sheet: Sheet, scale: Scale, texts: Texts) -> list[str]:
    """Its references in one sentence, then its verdict."""
    taking_part = [residual for residual in scale.residuals if residual.used]
    if not taking_part:
        return [texts("handover.by_ratio")]
    said = "; ".join(_of_reference(sheet, each, texts) for each in taking_part)
    if scale.verified is Verified.YES:
        return [said, _plain(texts("handover.verified", n=len(scale.verified_by)))]
    return [said, texts("handover.not_verified")]


def _of_reference(sheet: Sheet, residual: Residual, texts: Texts) -> str:
    reference = residual.reference
    miss = Decimal(0) if residual.residual is None else Decimal(repr(residual.residual)) * 100
    return _plain(
        texts(
            "handover.reference",
            name=reference_name(sheet.references, reference, texts),
            measured=rounded(residual.measured or 0.0),
            written=rounded(float(reference.metres or 0)),
            residual=to_places(miss, Decimal("0.1")),
        )
    )


def reference_name(all_of_sheet: Iterable[Reference], reference: Reference, texts: Texts) -> str:
    """What a person noted of it, else its number on the sheet."""
    number = numbered(all_of_sheet)[reference.id]
    return reference.note or _plain(texts("handover.reference_name", number=number))


def measure_words(measured: Measured, texts: Texts) -> str:
    """ "101.20 ± 0.45"."""
    return _plain(
        texts(
            "handover.words",
            measure=rounded(measured.value),
            error=rounded_error(measured.plus_minus),
        )
    )


def error_words(measured: Measured, texts: Texts, *, square: bool) -> str:
    """ "± 0.45 m²" (or m)."""
    key = "handover.plus_minus_sqm" if square else "handover.plus_minus_m"
    return _plain(texts(key, error=rounded_error(measured.plus_minus)))


def _plain(words: str) -> str:
    """Words of a case hold no marks of direction; whoever shows them isolates."""
    return strip_marks(words)
