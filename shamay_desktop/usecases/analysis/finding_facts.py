"""What a case says to a question: fields, rows, papers' words, findings; each opens its place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.analysis.asking import Asked, asked_of, vocabulary
from shamay_desktop.domain.analysis.grounding import Source
from shamay_desktop.domain.case import Case, Row, State, Value
from shamay_desktop.domain.evidence import CaseEvidence, Document
from shamay_desktop.domain.fields import BY_ID, FIELDS, Field, Kind
from shamay_desktop.domain.fields.shown import shown
from shamay_desktop.domain.money import plain
from shamay_desktop.domain.reading.page_text import Line
from shamay_desktop.domain.standards import Finding
from shamay_desktop.domain.standards.wording import words as finding_words
from shamay_desktop.domain.valuation.from_case import PRICE, value_of
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.usecases.checks.findings import findings_of
from shamay_desktop.usecases.services import Services

MOST_FACTS = 12
MOST_ROWS = 6
MOST_LINES = 6
MOST_PAGES = 400
LONGEST_LINE = 400


@dataclass(frozen=True, slots=True)
class FoundFact:
    """One thing that the case says: a label and words, and the place that they open.

    `path` is a field's or cell's, `paper` a SHA-256 with `page` (from 1) and `box` in points;
    `document_id` the paper's row. `fit` says how well it answers, `hits` which of the question's
    words by their places.
    """

    label: str
    words: str
    fit: int
    path: str | None = None
    paper: str | None = None
    page: int | None = None
    box: tuple[str, ...] | None = None
    document_id: str | None = None
    hits: frozenset[int] = frozenset()

    def source(self, number: int) -> Source:
        """As a source of a question to a model."""
        return Source(
            f"S{number}", self.label, f"{self.label}: {self.words}", self.path, self.paper,
            self.page, self.box,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found, the best first; `asks_searches` when the question is about comparables."""

    facts: tuple[FoundFact, ...]
    asks_searches: bool


def facts_for(
    services: Services,
    actor: Actor,
    case: Case,
    evidence: CaseEvidence,
    question: str,
    texts: Texts,
) -> Looked:
    """Look a question up in the case: by its fields' labels and contents, the rows of its lists,
    the words of its papers that were read, and its findings. Slow with many pages.
    """
    asked = asked_of(question, texts.language)
    topics = vocabulary(texts.language)
    of_case = _kept(
        [*_value(case, asked, texts), *_fields(case, asked, texts), *_lists(case, asked, texts)]
    )
    of_papers = _kept(list(_papers(services, evidence, asked, texts)))
    # What papers say stands behind what the case says, and always has a place.
    kept = [*of_case[: MOST_FACTS - min(len(of_papers), MOST_LINES)], *of_papers]
    if asked.about(topics.findings):
        findings = findings_of(services, case, evidence, actor)
        kept = [*_findings(findings, texts), *kept]
    return Looked(tuple(kept[:MOST_FACTS]), asked.about(topics.searches))


def _kept(found: Sequence[FoundFact]) -> list[FoundFact]:
    """First the best one for each word of the question, as it may ask two things; then what fits
    more than half as well. What fits less answers something else.
    """
    ordered = sorted(found, key=lambda each: -each.fit)
    best: dict[int, FoundFact] = {}
    for fact in ordered:
        for place in fact.hits:
            best.setdefault(place, fact)
    first = [fact for fact in ordered if any(fact is each for each in best.values())]
    further = [
        fact
        for fact in ordered
        if fact not in first
        and fact.hits
        and 2 * fact.fit > max(best[place].fit for place in fact.hits)
    ]
    return [*first, *further]


# -- fields --------------------------------------------------------------------------------


def _fields(case: Case, asked: Asked, texts: Texts) -> Iterator[FoundFact]:
    for field in FIELDS:
        if field.kind is Kind.LIST or not field.applies(case):
            continue
        fit = _label_fit(field, asked)
        value = case.value(field.id)
        said = _said(field, value, texts)
        in_words = asked.fit(said) if value is not None and value.content is not None else 0
        if fit or in_words:
            label = field.label(texts.language)
            hits = asked.hits(f"{field.he} {field.en} {said}")
            known = value is not None and value.state is not State.EMPTY
            by_words = in_words * (1 if field.kind is Kind.LONG_TEXT else 2)
            score = fit + by_words + 1 if known else fit // 2
            yield FoundFact(label, said, score, path=field.id, hits=hits)


def _value(case: Case, asked: Asked, texts: Texts) -> Iterator[FoundFact]:
    """The value, which no field holds: it opens the price that it comes from."""
    label = texts("texts_analysis.computed_value")
    fit, result = asked.label_fit(label), value_of(case)
    if fit and result is not None:
        words = strip_marks(formats.money(plain(result.final), texts.language))
        hits = asked.hits(label)
        yield FoundFact(label, words, fit + 2, path=PRICE, hits=hits)


def _label_fit(field: Field, asked: Asked) -> int:
    """By the label of either language."""
    return max(asked.label_fit(field.he), asked.label_fit(field.en))


def _said(field: Field, value: Value | None, texts: Texts) -> str:
    if value is None or value.state is State.EMPTY:
        return texts("texts_analysis.not_filled")
    if value.state is State.NONE:
        return texts("texts_analysis.says_none")
    if field.kind is Kind.RECORD:
        cells = value.content if not isinstance(value.content, str | bool | tuple) else None
        return _cells(field, dict(cells or {}), texts)
    return _short(strip_marks(shown(field, value.content, texts.language)))


def _cells(field: Field, cells: dict[str, Value], texts: Texts) -> str:
    parts = []
    for column in field.columns:
        value = cells.get(column.id)
        if value is not None and value.content is not None:
            words = strip_marks(shown(column, value.content, texts.language))
            parts.append(f"{column.label(texts.language)} {words}")
    return _short("; ".join(parts))


# -- lists ---------------------------------------------------------------------------------


def _lists(case: Case, asked: Asked, texts: Texts) -> Iterator[FoundFact]:
    for field in FIELDS:
        if field.kind is not Kind.LIST or not field.applies(case):
            continue
        fit, rows = _label_fit(field, asked), case.rows(field.id)
        if not rows:
            if fit:
                label = field.label(texts.language)
                said = _said(field, case.value(field.id), texts)
                hits = asked.hits(f"{field.he} {field.en}")
                yield FoundFact(
                    label, said, fit // (1 if case.state(field.id) else 2), path=field.id, hits=hits
                )
            continue
        yield from _rows(field, rows, fit, asked, texts)


def _rows(
    field: Field, rows: Sequence[Row], fit: int, asked: Asked, texts: Texts
) -> Iterator[FoundFact]:
    found = []
    for number, row in enumerate(rows, 1):
        said = _cells(field, dict(row.cells), texts)
        score = fit + 6 * asked.fit(_contents(field, row, texts))
        if score and said:
            label = texts(
                "texts_analysis.row", list=field.label(texts.language), number=str(number)
            )
            path = f"{field.id}/{row.id}/{_first(field, row)}"
            hits = asked.hits(f"{field.he} {field.en} {_contents(field, row, texts)}")
            found.append(FoundFact(label, said, score, path=path, hits=hits))
    yield from sorted(found, key=lambda each: -each.fit)[:MOST_ROWS]


def _contents(field: Field, row: Row, texts: Texts) -> str:
    """What a row holds, without the names of its columns."""
    held = ((column, row.content(column.id)) for column in field.columns)
    language = texts.language
    return " ".join(
        strip_marks(shown(column, content, language))
        for column, content in held
        if content is not None
    )


def _first(field: Field, row: Row) -> str:
    """The first filled column of a row, to go to."""
    return next((each.id for each in field.columns if each.id in row.cells), field.columns[0].id)


# -- papers and findings -------------------------------------------------------------------


def _papers(
    services: Services, evidence: CaseEvidence, asked: Asked, texts: Texts
) -> Iterable[FoundFact]:
    found: list[FoundFact] = []
    looked = 0
    for document in evidence.documents:
        for number in range(1, document.pages + 1):
            looked += 1
            page = services.reader.kept(document.sha256, number) if looked <= MOST_PAGES else None
            for line in () if page is None else page.lines:
                fit = asked.fit(line.text)
                if fit:
                    hit = _line(document, number, line, fit, texts)
                    found.append(replace(hit, hits=asked.hits(line.text)))
    return sorted(found, key=lambda each: -each.fit)[:MOST_LINES]


def _line(document: Document, page: int, line: Line, fit: int, texts: Texts) -> FoundFact:
    label = texts("texts_analysis.page", file=document.caption or document.file_name, page=page)
    box = tuple(f"{edge:.1f}" for edge in line.box)
    return FoundFact(
        label, _short(line.text), 2 * fit, paper=document.sha256, page=page, box=box,
        document_id=document.id,
    )  # fmt: skip


def _findings(findings: Sequence[Finding], texts: Texts) -> Iterator[FoundFact]:
    for finding in findings[:MOST_ROWS]:
        path = next((each for each in finding.fields if each.partition("/")[0] in BY_ID), None)
        label = texts("texts_analysis.finding")
        yield FoundFact(label, strip_marks(finding_words(finding, texts)), 1, path=path)


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 1]}…"
