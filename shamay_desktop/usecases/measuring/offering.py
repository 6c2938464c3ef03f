"""What a hand-over of measures would change, before it is done, in words of the form."""

from collections.abc import Container, Iterable
from dataclasses import dataclass

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.differences import NOTHING, differences, worded
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.measuring.handed import TABLE
from shamay_desktop.domain.measuring.plans import Sheet
from shamay_desktop.domain.measuring.scale import MeasuredSheet
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import Texts, load_texts
from shamay_desktop.usecases.measuring.taking import taking


@dataclass(frozen=True, slots=True)
class Offered:
    """A line of what a hand-over would change: a path of the case, what stands, what would."""

    path: str
    label: str
    now: str
    then: str


def offered(
    case: Case,
    sheets: Iterable[Sheet],
    measured: Iterable[MeasuredSheet],
    evidence: CaseEvidence,
    language: Language,
    without: Container[str] = (),
    written: Language = Language.HE,
) -> tuple[Offered, ...]:
    """What `taking` would change, in words of the form; () when the case says what is measured.

    `language` is of the form's words and `written`, as `taking` has it, of those that would stand
    in the case: what is offered is what would stand there, word for word.
    """
    changes = taking(
        case, sheets, measured, evidence, by="", at="", language=written, without=without
    )
    texts = load_texts(language)
    then = after(case, changes)
    lines: list[Offered] = []
    for difference in differences(case, then):
        if difference.path.partition("/")[0] != TABLE:
            told = worded(difference, language)
            lines.append(Offered(told.path, told.label, told.before, told.after))
        elif not any(line.path == TABLE for line in lines):
            lines.append(_of_table(len(case.rows(TABLE)), len(then.rows(TABLE)), texts))
    return tuple(lines)


def _of_table(now: int, then: int, texts: Texts) -> Offered:
    """The table of measures in one line."""
    label = BY_ID[TABLE].label(texts.language.value)
    key = "handover.rows_updated" if now == then else "handover.rows"
    stands = strip_marks(texts("handover.rows", n=now)) if now else NOTHING
    return Offered(TABLE, label, stands, strip_marks(texts(key, n=then)))
