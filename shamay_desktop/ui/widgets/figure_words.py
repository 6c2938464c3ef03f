"""Words of a figure of a chain: what it is called, how much it is, how it came about."""

from fractions import Fraction

from shamay_desktop.domain.case import Case, Origin
from shamay_desktop.domain.fields import BY_ID, Field
from shamay_desktop.domain.fields.adjustments import HEADS
from shamay_desktop.domain.fields.analysis import AREA_CATEGORIES
from shamay_desktop.domain.fields.choices import APPROACHES
from shamay_desktop.domain.market.overriding import is_kept_note, source_of_kept
from shamay_desktop.domain.money import plain
from shamay_desktop.domain.shares import print_share
from shamay_desktop.domain.valuation.cells import number_in, text_in
from shamay_desktop.domain.valuation.coefficients import ROWS as TABLE_ROWS
from shamay_desktop.domain.valuation.coefficients import label_of
from shamay_desktop.domain.valuation.equivalent_area import DEFAULT_COEFFICIENTS
from shamay_desktop.domain.valuation.figure import Figure, Formula, source_of
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.widgets.wording import place_in_source

_NAMES = {
    choice.code: choice for choices in (HEADS, APPROACHES, AREA_CATEGORIES) for choice in choices
}
AREAS = "valuation.areas"
_FORMATTED = frozenset({"sqm", "metre", "shekel", "shekel_per_sqm", "shekel_per_month", "percent"})


def label_of_figure(figure: Figure, case: Case, texts: Texts) -> str:
    """Its name; a place of the case by the field's own label, a row by what it calls itself."""
    key = f"chain.{figure.key}"
    if texts.has(key):
        return texts(key, name=_name(figure, case, texts)) if figure.row else texts(key)
    field = _field(figure.path)
    return figure.key if field is None else field.label(texts.language.value)


def _name(figure: Figure, case: Case, texts: Texts) -> str:
    """What its row is called; a code in words; a row without a name by its number."""
    known = _NAMES.get(figure.name)
    if known is not None:
        return known.label(texts.language.value)
    if figure.name:
        return figure.name
    for member in ("comparables", *_ROWS):
        numbers = [row.id for row in case.rows(member)]
        if figure.row in numbers:
            label = BY_ID[member].label(texts.language.value)
            return f"{label} {numbers.index(figure.row) + 1}"
    return ""


_ROWS = (
    "valuation.areas", "valuation.extras", "income.components", "income.leases", "cost.land",
    "cost.components", "residual.sales", "residual.costs",
)  # fmt: skip


def amount_of_figure(figure: Figure, texts: Texts) -> str:
    """The number with its unit, as many digits as are shown of it."""
    if figure.unit == "ratio" and isinstance(figure.value, Fraction):
        return formats.fraction(print_share(figure.value))
    shown = plain(figure.shown)
    if figure.unit in _FORMATTED:
        if figure.unit == "shekel":
            return formats.money(shown, texts.language)
        return formats.quantity(shown, figure.unit, texts.language)
    if figure.unit == "years":
        return texts("chain.years", figure=formats.number(shown))
    return formats.number(shown)


def how_of_figure(figure: Figure, case: Case, texts: Texts) -> str:
    """Its formula; of a place in the case where the content came from, and the page."""
    if figure.formula is not Formula.STATED:
        return texts(f"chain.formula.{figure.formula.value}")
    source = source_of(case, figure)
    if source is None:
        return texts("chain.formula.stated") if figure.path is not None else ""
    words = texts(f"forms.source.{source.origin.value}")
    if source.origin is Origin.IMPORTED and source.note:
        return f"{words}: {place_in_source(source.note, texts)}"
    if is_kept_note(source.note):
        place = place_in_source(source_of_kept(source.note), texts)
        kept = texts("forms.source.instead", source=place or "–")
        return f"{words}, {kept}"
    if source.origin is Origin.DEFAULT and source.note:
        return _table_words(figure, case, source.note, texts)
    return words if source.page is None else texts("chain.page", source=words, page=source.page)


def _table_words(figure: Figure, case: Case, note: str, texts: Texts) -> str:
    """The table that proposed a coefficient, and the tier of it where the case keeps the table."""
    table = note
    if note == label_of(DEFAULT_COEFFICIENTS):
        name, version = texts("practice.shipped_table"), DEFAULT_COEFFICIENTS.version
        table = texts("practice.version_words", name=name, version=version)
    list_id, row_id, *_ = (*(figure.path or "").split("/"), "", "")
    row = next((each for each in case.rows(list_id) if each.id == row_id), None)
    if row is None or list_id not in (TABLE_ROWS, AREAS):
        return table
    if list_id == AREAS:
        category = text_in(row, "category")
        tiers = [each for each in case.rows(TABLE_ROWS) if text_in(each, "category") == category]
        row = tiers[0] if len(tiers) == 1 else None
    if row is None:
        return table
    up_to = number_in(row, "up_to")
    if up_to is None:
        return texts("practice.tier_open", table=table)
    area = formats.quantity(plain(up_to), "sqm", texts.language)
    return texts("practice.tier_up_to", table=table, area=area)


def said(figure: Figure, case: Case, texts: Texts) -> str:
    """All of it in one sentence, for those who do not see the tree."""
    return texts(
        "chain.said", label=label_of_figure(figure, case, texts),
        figure=amount_of_figure(figure, texts), how=how_of_figure(figure, case, texts),
    )  # fmt: skip


def _field(path: str | None) -> Field | None:
    """The field or the column of a path."""
    if path is None:
        return None
    head, *rest = path.split("/")
    field = BY_ID.get(head)
    return field.column(rest[-1]) if field is not None and len(rest) > 1 else field
