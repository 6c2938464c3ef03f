"""Facts, copies and ages of cases in words: what the list and its dialogs say of them."""

from collections.abc import Mapping
from datetime import date

from shamay_desktop.domain.case import Content, Row, State, Value
from shamay_desktop.domain.fields import BY_ID, Field
from shamay_desktop.domain.fields.shown import shown
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.cases.columns import day_and_time
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.widgets.wording import directed, label_of, none_words
from shamay_desktop.usecases.cases.copies import NewerCopy
from shamay_desktop.usecases.cases.copying import Copied

NAMED = 6
"""How many cleared fields a notice names."""

DAYS_OF_MONTH, DAYS_OF_YEAR = 30, 365


def fact_words(field: Field, fact: Value | Row | None, texts: Texts) -> str:
    """What is known, in one line; a dash where nothing is."""
    if fact is None:
        return texts("cases.reuse_nothing_known")
    if isinstance(fact, Row):
        return _cells(field, fact.cells, texts)
    if fact.state is State.NONE:
        return none_words(field, texts)
    if fact.content is None:
        return texts("cases.reuse_nothing_known")
    return _content(field, fact.content, texts)


def _content(field: Field, content: Content, texts: Texts) -> str:
    if isinstance(content, Mapping):
        return _cells(field, content, texts)
    if isinstance(content, tuple) and content and isinstance(content[0], Row):
        return texts("forms.story.rows", n=len(content))
    return isolate(" ".join(shown(field, content, texts.language).split()))


def _cells(field: Field, cells: Mapping[str, Value], texts: Texts) -> str:
    """The cells that say something, in the columns' order; flags and numbers with their name."""
    parts: list[str] = []
    for column in field.columns:
        cell = cells.get(column.id)
        if cell is None or cell.content is None or cell.content == "":
            continue
        words = _content(column, cell.content, texts)
        bare = isinstance(cell.content, bool) or column.is_number
        parts.append(f"{label_of(column, texts)}: {words}" if bare else words)
    return " · ".join(parts) or texts("cases.reuse_nothing_known")


def copied_words(copied: Copied, texts: Texts) -> str:
    """Of which case a copy was made, and what was cleared in it."""
    labels = [label_of(BY_ID[field_id], texts) for field_id in copied.cleared]
    listed = ", ".join(labels[:NAMED])
    if len(labels) > NAMED:
        listed = texts("cases.told.copied_more", listed=listed, n=len(labels) - NAMED)
    if not labels:
        return texts("cases.told.copied_whole")
    return texts("cases.told.copied", cleared=listed)


def age_words(day: date, today: date, texts: Texts) -> str:
    """How long ago a day was: in days, months or years."""
    days = (today - day).days
    if days < 0:
        return texts("cases.age_ahead")
    if days == 0:
        return texts("cases.age_today")
    if days < 2 * DAYS_OF_MONTH:
        return texts("cases.age_days", n=days)
    if days < 2 * DAYS_OF_YEAR:
        return texts("cases.age_months", n=days // DAYS_OF_MONTH)
    return texts("cases.age_years", n=days // DAYS_OF_YEAR)


def newer_words(context: OfficeContext, copies: tuple[NewerCopy, ...]) -> str:
    """Which copy was edited later, when and by whom."""
    texts, last = context.texts, copies[0]
    facts = {
        "reference": last.line.reference or last.line.title,
        "when": directed(day_and_time(last.edited_at), texts),
        "name": last.edited_by_name or last.line.created_by_name,
    }
    if len(copies) == 1:
        return texts(f"cases.newer.{last.kinship.value}", **facts)
    return texts("cases.newer_more", n=len(copies), **facts)
