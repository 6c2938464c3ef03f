"""What a source says, who it is and what became of it, in words for table and panel."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import PurePath

from shamay_desktop.domain.case import Content, Origin, Provenance, Row, State, Value
from shamay_desktop.domain.evidence import Document
from shamay_desktop.domain.fields import BY_ID, Field
from shamay_desktop.domain.fields.shown import shown
from shamay_desktop.domain.reading.decisions import NONE, unspelled
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import isolate, strip_marks
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.checks.lines import Kind, Line
from shamay_desktop.ui.models.findings_model import declared
from shamay_desktop.ui.widgets.source_mark import source_key, source_words
from shamay_desktop.ui.widgets.wording import directed

MOST_ROWS = 4
MOST_CELLS = 6
LONGEST = 60

Named = Callable[[str], str]


def paper_name(document: Document) -> str:
    """What the paper is called, else its file without the ending."""
    return document.caption or PurePath(document.file_name).stem


def head_words(line: Line, texts: Texts) -> str:
    """The heading of a paper's facts, or of the decisions."""
    if line.kind is Kind.SETTLED:
        return texts("checks.settled")
    if line.document is None:
        return texts("checks.head_case")
    kind = texts(f"documents.kind.{line.document.doc_type.value}")
    return texts("checks.head", kind=kind, file=paper_name(line.document))


def fact_label(path: str, texts: Texts) -> str:
    """The fact by the label of its field or column."""
    member = declared(path)
    return path if member is None else member.label(texts.language.value)


def fact_words(line: Line, texts: Texts) -> str:
    """What is in question: that sources disagree on a fact, or that it is missing."""
    fact = fact_label(line.path, texts)
    if line.decision is not None:
        return texts("checks.decision", fact=fact, value=_decided(line, "taken", texts))
    if line.kind is Kind.WAITING:
        return texts("checks.waiting", fact=_numbered(line.path, line.number, texts))
    return texts("checks.missing" if line.kind is Kind.MISSING else "checks.fact", fact=fact)


def _numbered(path: str, number: int, texts: Texts) -> str:
    """A cell by its list, the number of its row, and its column."""
    member = BY_ID.get(path.partition("/")[0])
    if member is None or not number:
        return place_label(path, texts)
    return f"{member.label(texts.language.value)} {number}, {fact_label(path, texts)}"


def doubtful_words(line: Line, texts: Texts) -> str:
    """The cells of a list that a person must look at, each with its row; "" when there are none."""
    cells = _doubtful_cells(line)
    if not cells:
        return ""
    named = [
        f"{fact_label(f'{line.path}/row/{column}', texts)} ({number})"
        for number, column in cells[:MOST_CELLS]
    ]
    more = "…" if len(cells) > MOST_CELLS else ""
    return texts("checks.doubtful_cells", n=len(cells), cells=", ".join(named) + more)


def _doubtful_cells(line: Line) -> list[tuple[int, str]]:
    """Number of the row from 1 and column, of a list that a paper says or proposes."""
    if line.claim is not None:
        return [(cell.row, cell.column) for cell in line.claim.cells]
    if line.kind is not Kind.MISSING or not line.is_list:
        return []
    ids = list(dict.fromkeys(each.path.split("/")[1] for each in line.proposals))
    return [
        (ids.index(row_id) + 1, column)
        for each in line.proposals
        if each.doubt is not None
        for _, row_id, column in [each.path.split("/")]
    ]


def refused_words(line: Line, texts: Texts) -> str:
    """What a decision refused, one beside the other."""
    return texts("checks.refused", values=_decided(line, "refused", texts))


def _decided(line: Line, column: str, texts: Texts) -> str:
    """Contents of a decision as they are read."""
    said = "" if line.decision is None else str(line.decision.content(column) or "")
    member = declared(line.path)
    each = (_spelled(member, each, line, texts) for each in said.splitlines() if each)
    return directed(" · ".join(each), texts)


def _spelled(member: Field | None, content: str, line: Line, texts: Texts) -> str:
    value = None if member is None else unspelled(member, content)
    if value is None and content != NONE:
        return isolate(content[:LONGEST])
    return value_words(line.path, value or Value(State.NONE), texts)


def value_words(path: str, value: Value | None, texts: Texts) -> str:
    """A content as it is read; of a list its rows, the first of them by name."""
    if value is None or value.state is not State.VALUE:
        none = value is not None and value.state is State.NONE
        return texts("checks.none") if none else texts("validation.not_answered")
    member, content = declared(path), value.content
    if rows := _rows_of(content):
        return texts("checks.rows", n=len(rows), rows=_rows_words(member, rows, texts))
    if member is None or content is None or isinstance(content, Mapping):
        return str(content)
    return shown(member, content, texts.language)


def short_words(path: str, value: Value | None, texts: Texts) -> str:
    """A content in a few words; of a list how many rows, so that no names stand in a message."""
    if value is not None and (rows := _rows_of(value.content)):
        return texts("checks.rows_count", n=len(rows))
    words = value_words(path, value, texts)
    return words if len(words) <= LONGEST else f"{strip_marks(words)[:LONGEST]}…"


def _rows_of(content: Content | None) -> list[Row]:
    if not isinstance(content, tuple):
        return []
    return [item for item in content if isinstance(item, Row)]


def _rows_words(member: Field | None, rows: Sequence[Row], texts: Texts) -> str:
    """Each row by its first two contents."""
    each = []
    for row in rows[:MOST_ROWS]:
        columns = () if member is None else member.columns
        said = [
            shown(column, content, texts.language)
            for column in columns
            if isinstance(content := row.content(column.id), str | bool)
        ]
        each.append(isolate(" ".join(said[:3])))
    more = "…" if len(rows) > MOST_ROWS else ""
    return directed("; ".join(part for part in each if part) + more, texts)


def source_of(line: Line, texts: Texts, named: Named) -> str:
    """Which source a line is: a paper with its page, or the case with who typed it and when.

    `named` gives the name of the person whose email it gets.
    """
    if line.kind is Kind.DECISION:
        return refused_words(line, texts)
    if line.kind in (Kind.HEAD, Kind.SETTLED, Kind.FACT):
        return ""
    if line.document is not None:
        source = line.source
        name = paper_name(line.document)
        page = None if source is None else source.page
        return isolate(name) if page is None else texts("checks.on_page", file=name, page=page)
    return _case_words(line, texts, named)


def _case_words(line: Line, texts: Texts, named: Named) -> str:
    place = line.claim.place if line.claim is not None else line.path
    member, value = declared(line.path) or next(iter(BY_ID.values())), line.value
    words = source_words(member, source_key(value, asked=False), texts)
    # Nothing but isolates has no direction of its own inside of another sentence.
    source = None if value is None else value.provenance
    said = directed(_by_whom(words, source, texts, named), texts)
    if place and place != line.path:
        return texts("checks.in_case_at", field=place_label(place, texts), source=said)
    return texts("checks.in_case", source=said)


def place_label(path: str, texts: Texts) -> str:
    """A place of the case by the label of its field, and of its column."""
    head, *rest = path.split("/")
    member = BY_ID.get(head)
    if member is None:
        return path
    label = member.label(texts.language.value)
    return f"{label}, {fact_label(path, texts)}" if rest else label


def _by_whom(words: str, source: Provenance | None, texts: Texts, named: Named) -> str:
    if source is None or source.by is None or source.origin is Origin.COMPUTED:
        return words
    by = named(source.by)
    if source.at is None:
        return texts("checks.by", source=words, by=by)
    try:
        day = formats.date(datetime.fromisoformat(source.at).astimezone().date())
    except ValueError:
        return texts("checks.by", source=words, by=by)
    return texts("checks.by_at", source=words, by=by, day=day)


def state_of(line: Line, texts: Texts) -> str:
    """What became of a line: to be decided, taken, doubtful, an older extract."""
    if line.kind is Kind.HEAD:
        return texts("checks.head_count", n=line.count)
    if line.kind is Kind.SETTLED:
        return texts("checks.settled_count", n=line.count)
    return texts(f"checks.state.{_state(line)}")


def _state(line: Line) -> str:
    if line.kind is Kind.CLAIM:
        return _claim_state(line)
    if line.kind in (Kind.MISSING, Kind.WAITING):
        return "proposal" if line.doubt is None else "doubtful"
    settled = line.contradiction is None or line.contradiction.settled
    return "decided" if settled else "open"


def _claim_state(line: Line) -> str:
    claim = line.claim
    if line.taken:
        return "taken" if claim is not None and claim.document is None else "same"
    if claim is not None and claim.superseded:
        return "superseded"
    return "doubtful" if claim is not None and claim.is_doubtful else "offered"
