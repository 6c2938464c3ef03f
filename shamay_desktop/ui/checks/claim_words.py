"""What a source says, who it is and what became of it, in words for table and panel."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import PurePath

from shamay_desktop.domain.case import Content, Origin, Provenance, Row, State, Value
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import Document
from shamay_desktop.domain.fields import BY_ID, Field
from shamay_desktop.domain.fields.canonical import canonical
from shamay_desktop.domain.fields.shown import shown
from shamay_desktop.domain.reading.decisions import NONE
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import isolate, strip_marks
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.checks.lines import Kind, Line
from shamay_desktop.ui.models.findings_model import declared
from shamay_desktop.ui.widgets.source_mark import source_key, source_words
from shamay_desktop.ui.widgets.wording import directed

MOST_ROWS = 4
LONGEST = 60


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
    return texts("checks.missing" if line.kind is Kind.MISSING else "checks.fact", fact=fact)


def refused_words(line: Line, texts: Texts) -> str:
    """What a decision refused, one beside the other."""
    return texts("checks.refused", values=_decided(line, "refused", texts))


def _decided(line: Line, column: str, texts: Texts) -> str:
    """Contents of a decision as they are read."""
    said = "" if line.decision is None else str(line.decision.content(column) or "")
    member = declared(line.path)
    each = (_spelled(member, line, texts) for line in said.splitlines() if line)
    return directed(" · ".join(each), texts)


def _spelled(member: Field | None, content: str, texts: Texts) -> str:
    if content == NONE:
        return texts("checks.none")
    if member is None or member.columns:
        return isolate(content[:LONGEST])
    try:
        return shown(member, canonical(member, content), texts.language)
    except (Refused, KeyError):
        return isolate(content[:LONGEST])


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


def source_of(line: Line, texts: Texts) -> str:
    """Which source a line is: a paper with its page, or the case with who typed it and when."""
    if line.kind is Kind.DECISION:
        return refused_words(line, texts)
    if line.kind in (Kind.HEAD, Kind.SETTLED, Kind.FACT):
        return ""
    if line.document is not None:
        source = line.source
        name = paper_name(line.document)
        page = None if source is None else source.page
        return isolate(name) if page is None else texts("checks.on_page", file=name, page=page)
    return _case_words(line, texts)


def _case_words(line: Line, texts: Texts) -> str:
    place = line.claim.place if line.claim is not None else line.path
    member, value = declared(line.path) or next(iter(BY_ID.values())), line.value
    words = source_words(member, source_key(value, asked=False), texts)
    # Nothing but isolates has no direction of its own inside of another sentence.
    said = directed(_by_whom(words, None if value is None else value.provenance, texts), texts)
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


def _by_whom(words: str, source: Provenance | None, texts: Texts) -> str:
    if source is None or source.by is None or source.origin is Origin.COMPUTED:
        return words
    if source.at is None:
        return texts("checks.by", source=words, by=source.by)
    try:
        day = formats.date(datetime.fromisoformat(source.at).astimezone().date())
    except ValueError:
        return texts("checks.by", source=words, by=source.by)
    return texts("checks.by_at", source=words, by=source.by, day=day)


def state_of(line: Line, texts: Texts) -> str:
    """What became of a line: to be decided, taken, doubtful, an older extract."""
    if line.kind is Kind.HEAD:
        return texts("checks.head_count", n=line.count)
    if line.kind is Kind.SETTLED:
        return texts("checks.settled_count", n=line.count)
    if line.kind is Kind.DECISION:
        return texts("checks.state.decided")
    if line.kind is Kind.FACT:
        settled = line.contradiction is not None and line.contradiction.settled
        return texts("checks.state.decided" if settled else "checks.state.open")
    if line.kind is Kind.MISSING:
        return texts("checks.state.proposal")
    return texts(f"checks.state.{_claim_state(line)}")


def _claim_state(line: Line) -> str:
    claim = line.claim
    if line.taken:
        return "taken" if claim is not None and claim.document is None else "same"
    if claim is not None and claim.superseded:
        return "superseded"
    return "doubtful" if claim is not None and claim.is_doubtful else "offered"
