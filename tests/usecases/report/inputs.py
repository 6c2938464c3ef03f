"""What a report is made of, in short words for tests: a case from values, papers and photos."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import Json, decode_case
from shamay_desktop.domain.evidence import (
    CaseEvidence,
    DocSource,
    DocType,
    Document,
    Image,
    RoomType,
)
from shamay_desktop.domain.records import Office, Person, Status
from shamay_desktop.domain.report_content import ReportContent
from shamay_desktop.domain.report_text import text_blocks
from shamay_desktop.domain.valuation.from_case import value_of
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.usecases.report.content import build_content
from shamay_desktop.usecases.report.inputs import ReportInputs

AT = datetime(2026, 11, 2, tzinfo=UTC)
NONE: dict[str, Json] = {"state": "none"}


def paper(kind: DocType, name: str) -> Document:
    """A paper of two pages whose hash is its name."""
    return Document(name, "case", kind, name, name, name, DocSource.USER_UPLOAD, AT, pages=2)


def photo(name: str, *, front: bool = False, caption: str = "", room: str = "OTHER") -> Image:
    """A photo whose hash is its name."""
    return Image(name, "case", name, name, name, AT, RoomType(room), front=front, caption=caption)


def report_of(
    fields: Mapping[str, Json] | Case,
    *,
    papers: Sequence[Document] = (),
    photos: Sequence[Image] = (),
    language: Language = Language.HE,
    status: Status = Status.IN_PROGRESS,
    clauses: Mapping[str, str] = MappingProxyType({}),
) -> ReportContent:
    """The report of a case."""
    case = fields if isinstance(fields, Case) else decode_case("case", dict(fields))
    evidence = CaseEvidence(tuple(papers), tuple(photos))
    inputs = ReportInputs(
        case, evidence, Office("office", ""), Person("person", "a@example.org", ""), status,
        value_of(case), MappingProxyType({each.sha256: each.pages for each in papers}), clauses,
    )  # fmt: skip
    return build_content(inputs, load_texts(language))


def lines_of(fields: Mapping[str, Json] | Case, **more: object) -> list[str]:
    """What the report says, line by line."""
    return text_blocks(report_of(fields, **more))  # type: ignore[arg-type]  # handed on as given
