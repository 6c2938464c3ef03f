"""What a paper proposes, as rows of the screen: a field or a list's row each, under its group."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from shamay_desktop.domain.case import Case, State, Value
from shamay_desktop.domain.evidence import DocType, Document
from shamay_desktop.domain.fields import BY_ID, FIELDS, Field
from shamay_desktop.domain.fields.shown import shown
from shamay_desktop.domain.reading.accepting import is_waiting
from shamay_desktop.domain.reading.belonging import Belongs
from shamay_desktop.domain.reading.facts_of_papers import FIELDS_OF, LISTS_OF, PERMIT_COLUMNS
from shamay_desktop.domain.reading.paper_reading import Missed, PaperReading, Reading
from shamay_desktop.domain.reading.proposals import Hindrance, Proposal, Standing
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.canvases.find_bar import told_pages
from shamay_desktop.ui.models.findings_model import declared
from shamay_desktop.ui.pages.page import PaperAsked
from shamay_desktop.ui.papers.paper_states import missed_words
from shamay_desktop.ui.widgets.wording import none_words

BETWEEN = " · "


class Mark(StrEnum):
    """What may be done with a row, the one that needs a person most first."""

    FOREIGN = "foreign"
    DIFFERS = "differs"
    LOOK = "look"
    CLEAN = "clean"
    SAME = "same"
    TAKEN = "taken"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row. A heading has no mark; what was missed has no proposals.

    `value` and `standing` are shown as they stand, `reasons` are sentences, `asked` is the place
    on the page.
    """

    label: str
    mark: Mark | None = None
    value: str = ""
    standing: str = ""
    reasons: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    asked: PaperAsked | None = None
    text: str = ""
    level: int = 0

    @property
    def is_heading(self) -> bool:
        """Whether it is no row but the title over some."""
        return self.mark is None

    @property
    def can_take(self) -> bool:
        """Whether taking it changes anything."""
        return self.mark in (Mark.FOREIGN, Mark.DIFFERS, Mark.LOOK, Mark.CLEAN)


def clean(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Those that may be taken without a look."""
    return tuple(proposal for proposal in proposals if proposal.is_clean)


def entries_of(
    paper: Document, read: PaperReading, found: Sequence[Proposal], case: Case, texts: Texts
) -> list[Entry]:
    """All rows of a paper: its documents in order, in each the groups as the form has them."""
    rows: list[Entry] = []
    several = len(read.readings) > 1
    for number, reading in enumerate(read.readings):
        own = [each for each in found if each.document.id == paper.id and each.reading == number]
        parts = list(_of_reading(own, case, texts, level=1 if several else 0))
        parts += _missed(paper, reading, texts)
        if several and parts:
            rows.append(Entry(_title_of(reading, texts)))
        rows += parts
    problems = [_failed_page(paper, problem, texts) for problem in read.problems]
    return [*rows, *_under(texts("papers.group_missed"), problems)]


def _of_reading(
    found: Sequence[Proposal], case: Case, texts: Texts, *, level: int
) -> Iterator[Entry]:
    language = texts.language.value
    by_field: dict[str, list[Proposal]] = {}
    for proposal in found:
        by_field.setdefault(proposal.path.partition("/")[0], []).append(proposal)
    group = ""
    for field in FIELDS:
        own = by_field.get(field.id)
        if own is None:
            continue
        title = "" if field.group is None else field.group.label(language)
        if title != group:
            group = title
            yield Entry(title, level=level)
        yield from _of_field(field, own, case, texts)


def _of_field(field: Field, found: Sequence[Proposal], case: Case, texts: Texts) -> Iterator[Entry]:
    rows: dict[str, list[Proposal]] = {}
    for proposal in found:
        parts = proposal.path.split("/")
        rows.setdefault(parts[1] if len(parts) == 3 else proposal.path, []).append(proposal)
    for number, own in enumerate(rows.values(), start=1):
        label = field.label(texts.language.value)
        cell = declared(own[0].path)
        if own[0].list_id:
            many = len(rows) > 1
            label = f"{label} {number}" if many else label
        elif cell is not None and cell is not field:
            label = f"{label}: {cell.label(texts.language.value)}"
        yield _entry(label, own, case, texts)


def _entry(label: str, found: Sequence[Proposal], case: Case, texts: Texts) -> Entry:
    mark = mark_of(found, case)
    differing = [each for each in found if each.standing is Standing.DIFFERS]
    whole = len(found) == 1 and not found[0].list_id
    standing = [
        words if whole else _told(_label(each, texts), words)
        for each in differing
        if (words := _standing_words(each, case, texts))
    ]
    source = found[0].value.provenance
    return Entry(
        label,
        mark,
        BETWEEN.join(_value_words(each.path, each.value, texts) for each in found),
        BETWEEN.join(standing),
        tuple(dict.fromkeys(_reasons(found, case, texts, whole=whole))),
        tuple(found),
        place_of(found),
        "" if source is None or not whole else source.text or "",
    )


def mark_of(found: Sequence[Proposal], case: Case) -> Mark:
    """The mark of a row: of its cells the one that needs a person most."""
    marks = {_mark(proposal, case) for proposal in found}
    return next(mark for mark in Mark if mark in marks)


def _mark(proposal: Proposal, case: Case) -> Mark:
    if proposal.belongs is Belongs.OTHER:
        return Mark.FOREIGN
    if is_waiting(case, proposal):
        return Mark.LOOK
    if proposal.standing is Standing.SAME:
        value = case.value(proposal.path)
        source = None if value is None else value.provenance
        ours = source is not None and source.document == proposal.document.sha256
        return Mark.TAKEN if ours else Mark.SAME
    if proposal.standing is Standing.DIFFERS:
        return Mark.DIFFERS
    return Mark.CLEAN if proposal.is_clean else Mark.LOOK


def place_of(found: Sequence[Proposal]) -> PaperAsked | None:
    """Where it stands: all boxes of the first page that it has one on."""
    sources = [each.value.provenance for each in found if each.value.provenance is not None]
    placed = [each for each in sources if each.page is not None and each.box is not None]
    if not placed:
        return None
    page = placed[0].page or 1
    boxes = dict.fromkeys(each.box for each in placed if each.page == page and each.box)
    first, *further = boxes
    return PaperAsked(found[0].document.sha256, page, first, tuple(further))


def _reasons(found: Sequence[Proposal], case: Case, texts: Texts, *, whole: bool) -> Iterator[str]:
    """Of a row's cells each reason with the cell's name; of whose property it is once."""
    for proposal in found:
        if proposal.belongs is not Belongs.SUBJECT:
            yield texts(f"papers.belongs.{proposal.belongs}")
    for proposal in found:
        if proposal.standing is Standing.SAME and not is_waiting(case, proposal):
            continue
        for words in _doubts_of(proposal, texts):
            yield words if whole else _told(_label(proposal, texts), words)


def _doubts_of(proposal: Proposal, texts: Texts) -> Iterator[str]:
    if proposal.doubt is not None:
        yield texts(f"papers.doubt.{proposal.doubt}")
    if proposal.hindrance is not None:
        yield texts(f"papers.hindrance.{Hindrance(proposal.hindrance)}")


def _told(label: str, words: str) -> str:
    """The label stays outside of isolates: it gives the whole its direction."""
    return f"{label}: {words}"


def _label(proposal: Proposal, texts: Texts) -> str:
    field = declared(proposal.path)
    return "" if field is None else field.label(texts.language.value)


def _value_words(path: str, value: Value, texts: Texts) -> str:
    field = declared(path)
    if field is None:
        return ""
    if value.state is State.NONE:
        return texts("papers.none_said")
    if field.columns or value.content is None:
        return ""
    return isolate(" ".join(shown(field, value.content, texts.language).split()))


def _standing_words(proposal: Proposal, case: Case, texts: Texts) -> str:
    field, value = declared(proposal.path), case.value(proposal.path)
    if field is None or value is None:
        return ""
    if value.state is State.NONE:
        return none_words(field, texts)
    if field.columns:
        return texts("forms.story.rows", n=len(case.rows(proposal.path)))
    return _value_words(proposal.path, value, texts)


# -- what was missed -----------------------------------------------------------------------


def _missed(paper: Document, reading: Reading, texts: Texts) -> list[Entry]:
    rows = [
        Entry(
            _missed_label(reading, missed, texts),
            Mark.MISSED,
            reasons=(missed_words(missed, texts),),
            asked=PaperAsked(paper.sha256, missed.page or reading.first_page),
        )
        for missed in reading.missed
    ]
    return _under(texts("papers.group_missed"), rows)


def _failed_page(paper: Document, missed: Missed, texts: Texts) -> Entry:
    page = missed.page
    label = texts("papers.whole_file") if page is None else texts("papers.page", page=page)
    asked = PaperAsked(paper.sha256, page or 1)
    return Entry(label, Mark.MISSED, reasons=(missed_words(missed, texts),), asked=asked)


def _under(title: str, rows: list[Entry]) -> list[Entry]:
    return [Entry(title), *rows] if rows else []


def _missed_label(reading: Reading, missed: Missed, texts: Texts) -> str:
    """The field that a key of what was read fills; "Owners 2: Share" for a list's row."""
    language = texts.language.value
    path = FIELDS_OF.get(reading.kind, {}).get(missed.path)
    field = None if path is None else declared(path)
    if field is not None:
        return field.label(language)
    column = PERMIT_COLUMNS.get(missed.path) if reading.kind is DocType.PERMIT else None
    if column is not None and (field := declared(f"licensing.permits/row/{column}")) is not None:
        return field.label(language)
    key, _, rest = missed.path.partition("[")
    target = LISTS_OF.get(reading.kind, {}).get(key)
    if target is None:
        return _named_otherwise(missed.path, texts)
    label = BY_ID[target.list_id].label(language)
    number, _, cell = rest.partition("]")
    if not number.isdigit():
        return label
    label = f"{label} {int(number) + 1}"
    name = cell.lstrip(".")
    cell_field = declared(f"{target.list_id}/row/{target.columns.get(name, name)}")
    return label if cell_field is None else f"{label}: {cell_field.label(language)}"


def _named_otherwise(path: str, texts: Texts) -> str:
    """What is read and has no field of its own: the parcel's numbers, a table's rows, the whole."""
    if not path:
        return texts("papers.whole_document")
    field = declared(f"parcel.{path}")
    if field is not None:
        return field.label(texts.language.value)
    key = f"papers.key.{path.partition('[')[0]}"
    return texts(key) if texts.has(key) else texts("papers.other_value", name=path)


def _title_of(reading: Reading, texts: Texts) -> str:
    pages = told_pages(tuple(range(reading.first_page, reading.last_page + 1)))
    kind = texts(f"documents.kind.{reading.kind}")
    return texts("papers.group_of", kind=kind, pages=pages)
