"""Plain questions to single fields, rows, flags, and to the papers and photos."""

from collections.abc import Iterator

from shamay_desktop.domain.case import State
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.standards.finding import Chosen, Label
from shamay_desktop.domain.standards.predicate import (
    TEXT,
    TEXTS,
    Hit,
    Parameters,
    hit,
    predicate,
)
from shamay_desktop.domain.standards.situation import Situation


def unstated(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Fields that were not asked or stayed empty; "none" is a statement."""
    for path in parameters.texts("fields"):
        if not situation.answered(path):
            yield hit(path, field=Label(path))


def all_unstated(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Fields of which none says anything; one that does is enough."""
    paths = parameters.texts("fields")
    if not any(situation.answered(path) for path in paths):
        yield hit(*paths, field=Label(paths[0]))


def filled(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Fields that have a content where the rule wants none, unless it begins as a denial."""
    for path in parameters.texts("fields"):
        content = situation.case.content(path)
        denied_in_words = isinstance(content, str) and content.startswith(
            parameters.texts("denials")
        )
        if content is not None and not denied_in_words:
            yield hit(path, field=Label(path))


def chosen(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """A choice that is one of those that do not fit."""
    path = parameters.text("field")
    code = situation.case.text(path)
    if code is not None and code in parameters.texts("codes"):
        yield hit(path, field=Label(path), choice=Chosen(path, code))


def chosen_otherwise(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """A choice that is none of those that fit."""
    path = parameters.text("field")
    code = situation.case.text(path)
    if code is not None and code not in parameters.texts("codes"):
        yield hit(path, field=Label(path), choice=Chosen(path, code))


def denied(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Declarations that were answered with no."""
    for path in parameters.texts("fields"):
        if situation.case.content(path) is False:
            yield hit(path, field=Label(path))


def incomplete_rows(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Cells of a list that every row needs and some row lacks; "none" in a cell is an answer."""
    list_id = parameters.text("list")
    for number, row in situation.numbered(list_id):
        for column in parameters.texts("columns"):
            cell = row.cells.get(column)
            if cell is None or cell.state is State.EMPTY:
                path = f"{list_id}/{row.id}/{column}"
                yield hit(path, field=Label(path, number))


def incomplete_of_kind(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Cells that the rows of one kind need, and some row of that kind lacks."""
    list_id, kind = parameters.text("list"), parameters.text("kind")
    for number, row in situation.numbered(list_id):
        if row.content(kind) not in parameters.texts("codes"):
            continue
        for column in parameters.texts("columns"):
            cell = row.cells.get(column)
            if cell is None or cell.state is State.EMPTY:
                path = f"{list_id}/{row.id}/{column}"
                yield hit(path, field=Label(path, number))


def none_though(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """A field that is said to be none although a choice says otherwise."""
    path, choice = parameters.text("field"), parameters.text("choice")
    code = situation.case.text(choice)
    if code in parameters.texts("codes") and situation.case.state(path) is State.NONE:
        yield hit(path, choice, field=Label(path), choice=Chosen(choice, str(code)))


def rows_unstated(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Rows of a list that say nothing in a column; one finding for all of them."""
    list_id, column = parameters.text("list"), parameters.text("column")
    lacking = [
        (number, f"{list_id}/{row.id}/{column}")
        for number, row in situation.numbered(list_id)
        if (cell := row.cells.get(column)) is None or cell.state is State.EMPTY
    ]
    if lacking:
        rows = ", ".join(str(number) for number, _ in lacking)
        yield hit(*(path for _, path in lacking), rows=rows, n=len(lacking))


def unpaired_cells(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Rows that state one column and not the other that gives it its meaning."""
    list_id = parameters.text("list")
    column, other = parameters.text("column"), parameters.text("needs")
    for number, row in situation.numbered(list_id):
        if row.content(column) is not None and row.content(other) is None:
            path = f"{list_id}/{row.id}/{other}"
            yield hit(path, f"{list_id}/{row.id}/{column}", field=Label(path, number))


def no_front_photo(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """No photo of the front among the evidence."""
    if situation.evidence is not None and situation.evidence.front is None:
        yield hit()


def no_map(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """No map among the evidence."""
    evidence = situation.evidence
    if evidence is not None and not any(
        paper.doc_type is DocType.GIS_SCREENSHOT for paper in evidence.documents
    ):
        yield hit()


PREDICATES = {
    "unstated": predicate(unstated, fields=TEXTS),
    "all_unstated": predicate(all_unstated, fields=TEXTS),
    "filled": predicate(filled, fields=TEXTS, denials=TEXTS),
    "chosen": predicate(chosen, field=TEXT, codes=TEXTS),
    "chosen_otherwise": predicate(chosen_otherwise, field=TEXT, codes=TEXTS),
    "denied": predicate(denied, fields=TEXTS),
    "incomplete_rows": predicate(incomplete_rows, list=TEXT, columns=TEXTS),
    "incomplete_of_kind": predicate(
        incomplete_of_kind, list=TEXT, kind=TEXT, codes=TEXTS, columns=TEXTS
    ),
    "none_though": predicate(none_though, field=TEXT, choice=TEXT, codes=TEXTS),
    "rows_unstated": predicate(rows_unstated, list=TEXT, column=TEXT),
    "unpaired_cells": predicate(unpaired_cells, list=TEXT, column=TEXT, needs=TEXT),
    "no_front_photo": predicate(no_front_photo),
    "no_map": predicate(no_map),
}
