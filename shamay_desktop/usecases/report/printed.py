"""The report as its pages say it: its hash, and what stands in the way of letting it out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.records import Valuation
from shamay_desktop.domain.report_content import ReportContent
from shamay_desktop.domain.report_edits.arranging import Arranged, Remark
from shamay_desktop.domain.report_edits.required import Part, missing_parts
from shamay_desktop.domain.sealing import printed_hash
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.report.content import arranged_report
from shamay_desktop.usecases.report.gathering import inputs_of
from shamay_desktop.usecases.report.inputs import ReportInputs
from shamay_desktop.usecases.services import Services


@dataclass(frozen=True, slots=True)
class Printed:
    """What the pages say: `remarks` are open in the language that was asked for (own words are
    about what one language says), `missing` the parts that no report goes out without, in any.

    `sha256` is of words, looks, letterhead and pictures in every language, whatever is signed in;
    the state of the case and the way of signing leave it.
    """

    content: ReportContent
    remarks: tuple[Remark, ...]
    missing: tuple[Part, ...]
    sha256: str


def printed_report(
    services: Services,
    work: UnitOfWork,
    actor: Actor,
    valuation: Valuation,
    evidence: CaseEvidence,
    language: Language = Language.HE,
) -> Printed:
    """The report of a case as a unit of work finds it.

    Whoever calls it has read the office's rules before (`rules_of`): they are read in a unit of
    work of their own. Raises WorldFailed.
    """
    inputs = inputs_of(services, work, actor, valuation, valuation.case, evidence)
    told = _told(inputs)
    report = told[language]
    return Printed(report.content, report.remarks, _missing(told), _hash(told, inputs))


def hash_of(inputs: ReportInputs) -> str:
    """What `Printed.sha256` is of a report that is made of these inputs."""
    return _hash(_told(inputs), inputs)


def _told(inputs: ReportInputs) -> dict[Language, Arranged]:
    return {each: arranged_report(inputs, load_texts(each)) for each in Language}


def _hash(told: Mapping[Language, Arranged], inputs: ReportInputs) -> str:
    contents = [told[each].content for each in sorted(told)]
    return printed_hash(contents, inputs.signer.signature_sha256)


def _missing(told: Mapping[Language, Arranged]) -> tuple[Part, ...]:
    """A part that one language lacks is missing: an approval is of all of them."""
    missing = {part for each in told.values() for part in missing_parts(each.content)}
    return tuple(part for part in Part if part in missing)


def obstacles(printed: Printed) -> Iterator[Refused]:
    """What keeps a report from being sent, approved and signed, each by its code:
    `report_remarks_open` (n), `report_part_missing` (part: a code of `Part`).
    """
    if printed.remarks:
        yield Refused("report_remarks_open", n=len(printed.remarks))
    for part in printed.missing:
        yield Refused("report_part_missing", part=part.value)
