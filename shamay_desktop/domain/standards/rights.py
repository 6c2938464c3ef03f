"""Rights: shares that make a whole, identity numbers, encumbrances, ranks, the kind of right."""

import re
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import count

from shamay_desktop.domain.case import Row, State
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.identity_numbers import CHECKED_KINDS, has_right_check_digit
from shamay_desktop.domain.shares import parse_share, sum_of_shares
from shamay_desktop.domain.standards.finding import Chosen, Label
from shamay_desktop.domain.standards.predicate import (
    NUMBER,
    TEXT,
    TEXTS,
    Hit,
    Parameters,
    hit,
    predicate,
)
from shamay_desktop.domain.standards.situation import Situation
from shamay_desktop.domain.valuation.cells import number_in, share_in, text_in

_SHARE = "rights.common_property_share"
_ANSWERS = (State.VALUE, State.NONE)


def shares_not_whole(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """A list of holders whose shares are not the whole together, or more than it already.

    As long as a share is not answered, less than the whole is no fault; a holder that is said to
    have none adds nothing. Leases stand above each other in levels: each level is a whole of its
    own.
    """
    list_id = parameters.text("list")
    levels: dict[str, list[Row]] = {}
    for row in situation.case.rows(list_id):
        levels.setdefault(text_in(row, "level"), []).append(row)
    for rows in levels.values():
        shares = [share for row in rows if (share := share_in(row, "share")) is not None]
        together = sum_of_shares(shares)
        answered = all(
            "share" in row.cells and row.cells["share"].state in _ANSWERS for row in rows
        )
        if shares and together != 1 and (answered or together > 1):
            yield hit(list_id, *(f"{list_id}/{row.id}/share" for row in rows), sum=together)


def wrong_identity_number(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Numbers of people and companies that fail the check digit; the number is not repeated.

    Every column of the lists that ends in `id_number` is checked.
    """
    for list_id, column in _number_columns(parameters.texts("lists")):
        for number, row in situation.numbered(list_id):
            given = text_in(row, column)
            kind = text_in(row, "id_kind") if column == "id_number" else ""
            # Where the list knows no kind, only what looks like an identity number is checked.
            checked = kind in CHECKED_KINDS or (
                not kind and re.fullmatch(r"\d{8,9}", given.strip(), re.ASCII)
            )
            if given and checked and not has_right_check_digit(given):
                path = f"{list_id}/{row.id}/{column}"
                yield hit(path, field=Label(path, number))


def _number_columns(lists: Iterable[str]) -> Iterator[tuple[str, str]]:
    for list_id in lists:
        for column in BY_ID[list_id].columns:
            if column.id.endswith("id_number"):
                yield list_id, column.id


def encumbrance_unmentioned(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Mortgages and notes of the register of which the considerations say nothing.

    A stem stands for its forms and is followed by its name ("משכנת|משכנתה"); "=" before it asks
    for the word itself ("=צו").
    """
    places = parameters.texts("mentioned_in")
    considered = " ".join(situation.case.text(path) or "" for path in places)
    if not considered.strip():
        return
    mortgage = parameters.text("mortgage")
    if situation.case.rows("rights.mortgages") and not _says(considered, mortgage):
        yield hit(places[0], "rights.mortgages", what=_name(mortgage))
    for stem in parameters.texts("stems"):
        for _, row in situation.numbered("rights.notes"):
            written = f"{text_in(row, 'act')} {text_in(row, 'text')}"
            if _says(written, stem) and not _says(considered, stem):
                yield hit(places[0], f"rights.notes/{row.id}/act", what=_name(stem))
                break


def list_unmentioned(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """A list that has rows and of which the considerations, once written, say nothing."""
    list_id, places = parameters.text("list"), parameters.texts("mentioned_in")
    considered = " ".join(situation.case.text(path) or "" for path in places)
    stem = parameters.text("stem")
    if situation.case.rows(list_id) and considered.strip() and not _says(considered, stem):
        yield hit(places[0], list_id, field=Label(list_id))


def repeated_notes(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """The same note registered again and again: one thing, of which none may be lost."""
    by_words: dict[tuple[str, ...], list[str]] = {}
    for _, row in situation.numbered("rights.notes"):
        key = tuple(text_in(row, column) for column in ("act", "beneficiary", "text", "scope"))
        by_words.setdefault(key, []).append(row.id)
    for (act, *_), ids in by_words.items():
        if act and len(ids) > 1:
            yield hit(*(f"rights.notes/{row_id}/act" for row_id in ids), what=act, n=len(ids))


def _word(stem: str) -> str:
    return stem.removeprefix("=").partition("|")[0]


def _name(stem: str) -> str:
    return stem.removeprefix("=").rpartition("|")[2]


def _says(text: str, stem: str) -> bool:
    end = r"(?!\w)" if stem.startswith("=") else ""
    return re.search(rf"(?<!\w)[ובהלמשכ]{{0,2}}{re.escape(_word(stem))}{end}", text) is not None


def ranks_out_of_order(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Mortgage ranks with a gap: a second without a first."""
    ranks = {
        int(rank)
        for row in situation.case.rows("rights.mortgages")
        if (rank := number_in(row, "rank")) is not None
    }
    missing = next(rank for rank in count(1) if rank not in ranks)
    if ranks and missing < max(ranks):
        yield hit("rights.mortgages", rank=max(ranks), missing=missing)


def public_owner(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Private ownership valued although the State or its land authority is the owner."""
    kind = situation.case.text("rights.kind")
    if kind is None or kind not in parameters.texts("kinds"):
        return
    for _, row in situation.numbered("rights.owners"):
        name = " ".join(text_in(row, "name").split())
        if any(public in name for public in parameters.texts("owners")):
            right = Chosen("rights.kind", kind)
            yield hit("rights.kind", f"rights.owners/{row.id}/name", owner=name, right=right)


def share_off_area(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """A share in the common property whose numerator is not the unit's rounded area.

    Only shares in square metres, as their large denominators show, are compared.
    """
    written, area = situation.case.text(_SHARE), situation.case.number("unit.registered_area")
    if written is None or area is None:
        return
    numerator, denominator = (Decimal(part) for part in written.split("/"))
    rounded = area.quantize(Decimal(1), rounding=ROUND_HALF_UP)
    by_area = denominator >= parameters.number("least_denominator")
    if by_area and abs(numerator - rounded) > parameters.number("tolerance"):
        yield hit(_SHARE, "unit.registered_area", share=written, area=area)


def share_off_order(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """The extract's share in the common property and the order's differ."""
    extract, order = situation.case.text(_SHARE), situation.case.text("order.unit/share")
    if extract and order and parse_share(extract) != parse_share(order):
        yield hit(_SHARE, "order.unit/share", share=extract, order_share=order)


PREDICATES = {
    "shares_not_whole": predicate(shares_not_whole, list=TEXT),
    "wrong_identity_number": predicate(wrong_identity_number, lists=TEXTS),
    "encumbrance_unmentioned": predicate(
        encumbrance_unmentioned, mentioned_in=TEXTS, mortgage=TEXT, stems=TEXTS
    ),
    "list_unmentioned": predicate(list_unmentioned, list=TEXT, mentioned_in=TEXTS, stem=TEXT),
    "repeated_notes": predicate(repeated_notes),
    "ranks_out_of_order": predicate(ranks_out_of_order),
    "public_owner": predicate(public_owner, kinds=TEXTS, owners=TEXTS),
    "share_off_area": predicate(share_off_area, least_denominator=NUMBER, tolerance=NUMBER),
    "share_off_order": predicate(share_off_order),
}
