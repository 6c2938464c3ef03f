"""A query of the list becomes JSON and comes back; what this version does not know is left."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.records import CaseFilter, Shelf, SortKey, Status, ValuationQuery
from shamay_desktop.domain.saved_queries import query_json, query_of

MONEY = st.decimals(0, 10**9, places=2)
CODES = st.frozensets(st.text("abc_", min_size=1, max_size=8), max_size=3)
FILTERS = st.builds(
    CaseFilter,
    created_by_id=st.none() | st.text(min_size=1),
    city=st.text(),
    purposes=CODES,
    kinds=CODES,
    since=st.none() | st.dates(),
    until=st.none() | st.dates(),
    value_from=st.none() | MONEY,
    value_to=st.none() | MONEY,
)
QUERIES = st.builds(
    ValuationQuery,
    words=st.text(),
    statuses=st.frozensets(st.sampled_from(Status)),
    shelf=st.sampled_from(Shelf),
    narrowed=FILTERS,
    sort=st.sampled_from(SortKey),
    descending=st.booleans(),
)


@given(QUERIES)
def test_query_when_kept_then_comes_back_as_it_was(query: ValuationQuery) -> None:
    assert query_of(query_json(query)) == query


def test_query_when_it_narrows_nothing_then_keeps_only_order_and_shelf() -> None:
    assert query_json(ValuationQuery()) == {"shelf": "desk", "sort": "updated", "descending": True}


def test_query_when_codes_or_numbers_are_unknown_then_they_are_passed_over() -> None:
    kept = query_of(
        {
            "shelf": "cellar", "sort": "colour", "statuses": ["LOST", "READY", 3], "city": 7,
            "since": "yesterday", "until": "2026-11-02", "value_from": "NaN", "value_to": "many",
        }
    )  # fmt: skip
    assert kept == ValuationQuery(
        statuses=frozenset({Status.READY}), narrowed=CaseFilter(until=date(2026, 11, 2))
    )


def test_bounds_when_kept_then_stay_exact() -> None:
    query = ValuationQuery(narrowed=CaseFilter(value_from=Decimal("1500000.50")))
    assert query_json(query)["value_from"] == "1500000.50"
