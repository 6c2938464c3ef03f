"""Words of forms: units, ranges, problems of typed text, findings."""

from collections.abc import Sequence
from decimal import Decimal

from shamay_desktop.domain.building_facts import case_of_note
from shamay_desktop.domain.case import State
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.fields import BY_ID, Field, Kind, Range
from shamay_desktop.domain.fields.purposes import PURPOSE
from shamay_desktop.domain.fields.typed_input import grouped
from shamay_desktop.domain.market.overriding import is_kept_note, source_of_kept
from shamay_desktop.domain.measuring.handed import measured_by
from shamay_desktop.domain.purpose_defaults import purpose_of_note
from shamay_desktop.domain.standards import Finding
from shamay_desktop.domain.standards.wording import words
from shamay_desktop.domain.texts.kept import from_template
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.texts import Texts

LEFT_TO_RIGHT_MARK = "\u200e"
RIGHT_TO_LEFT_MARK = "\u200f"
MOST_READ = 600
"""Characters of a content that are shown at large: Qt lays out a long text slowly, and whoever
wants all of it reads it where it stands."""


def directed(words: str, texts: Texts) -> str:
    """Words that begin in the direction of the language, whatever their first letter is."""
    mark = RIGHT_TO_LEFT_MARK if texts.language.right_to_left else LEFT_TO_RIGHT_MARK
    return f"{mark}{words}" if words else ""


def cut(words: str, most: int = MOST_READ) -> str:
    """The beginning of long words, without marks that are left open; "…" says there is more."""
    return words if len(words) <= most else f"{strip_marks(words[:most])}…"


def label_of(field: Field, texts: Texts) -> str:
    """The field's label in the language of the window."""
    return field.label(texts.language.value)


def unit_of(field: Field, texts: Texts) -> str:
    """The unit's short word, "" for a field without one."""
    return "" if field.unit is None else texts(f"forms.unit.{field.unit.value}")


def none_words(field: Field, texts: Texts) -> str:
    """That there is none: as its document says, or, where no document is asked, as answered."""
    return texts("forms.answered_none" if field.paper is None else "forms.says_none")


def state_words(field: Field, state: State | None, texts: Texts) -> str:
    """What stands in the place of a content: none, left empty, or "" for not asked yet."""
    if state is State.NONE:
        return none_words(field, texts)
    return texts("forms.left_empty") if state is State.EMPTY else ""


def none_choice(field: Field, texts: Texts) -> str:
    """The words of the button that answers "none"."""
    return texts("forms.story.answer_none" if field.paper is None else "forms.story.none")


def titled(field: Field, texts: Texts) -> str:
    """The label with its unit, as a column's heading."""
    unit = unit_of(field, texts)
    return f"{label_of(field, texts)} ({unit})" if unit else label_of(field, texts)


def range_of(field: Field, texts: Texts) -> str:
    """The plausible range in words, "" without one."""
    plausible = field.plausible
    if plausible is None or (plausible.low is None and plausible.high is None):
        return ""
    return _range_words(plausible, field, texts)


def _range_words(plausible: Range, field: Field, texts: Texts) -> str:
    low, high = _bound(plausible.low, field), _bound(plausible.high, field)
    if not high:
        return texts("forms.range.from", low=low)
    if not low:
        return texts("forms.range.to", high=high)
    # The mark keeps the order where a narrow label breaks inside the isolate.
    return texts("forms.range.between", range=f"{LEFT_TO_RIGHT_MARK}{low}–{high}")


def _bound(number: Decimal | None, field: Field) -> str:
    if number is None:
        return ""
    return grouped(str(number)) if field.kind is Kind.DECIMAL else str(number)


def out_of_range(field: Field, content: object, texts: Texts) -> str:
    """The warning for a number outside its plausible range, "" inside."""
    if not field.is_number or not isinstance(content, str) or field.plausible is None:
        return ""
    if field.plausible.holds(Decimal(content)):
        return ""
    return texts("forms.out_of_range", range=range_of(field, texts))


def problem_words(problem: ShamayError, texts: Texts) -> str:
    """Why a typed text was refused, in one short sentence for the line under the editor."""
    key = f"forms.problem.{problem.code}"
    if not texts.has(key):
        key = "forms.problem.other"
    return texts(key, given=str(problem.facts.get("given", "")))


def finding_words(finding: Finding, texts: Texts) -> str:
    """What is wrong, in one sentence."""
    return words(finding, texts)


def choice_labels(field: Field, texts: Texts) -> Sequence[tuple[str, str]]:
    """(code, label) of a field's choices."""
    hebrew = texts.language.right_to_left
    return [(choice.code, choice.he if hebrew else choice.en) for choice in field.choices]


def place_in_source(note: str, texts: Texts) -> str:
    """The note of an imported value, "file #row", in words: the name keeps its own direction."""
    name, mark, number = note.rpartition(" #")
    if not mark or not number.isdecimal():
        return note
    return texts("market.from_source", source=name, number=number)


def origin_note(note: str | None, texts: Texts) -> str:
    """The note of a value's origin: a purpose or an earlier case in words, else as it stands."""
    if is_kept_note(note):
        source = place_in_source(source_of_kept(note), texts)
        return texts("forms.source.instead", source=source or "–")
    purpose = purpose_of_note(note)
    if purpose is not None:
        choice = BY_ID[PURPOSE].choice(purpose).label(texts.language.value)
        return texts("forms.source.purpose", purpose=choice)
    template = from_template(note)
    if template is not None:
        return texts("texts_analysis.note_template", title=template.title)
    named = case_of_note(note)
    if named is not None:
        return texts("cases.from_case", reference=named[0], day=formats.date(named[1]))
    return _further_note(note or "", texts)


def _further_note(note: str, texts: Texts) -> str:
    """A measure's shapes or a model's name in words, else the note as it stands."""
    if n := measured_by(note):
        return texts("forms.source.measured", n=n)
    if note.startswith("model:"):
        return texts("texts_analysis.note_model", model=note.removeprefix("model:"))
    return note
