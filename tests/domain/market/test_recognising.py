"""Which mapping fits a table, and what is never taken from one."""

from decimal import Decimal

import pytest

from shamay_desktop.domain.market.lost_headings import lost_columns
from shamay_desktop.domain.market.mapping import MappedColumn, corrected
from shamay_desktop.domain.market.mapping_json import mapping_json, mapping_of
from shamay_desktop.domain.market.recognising import fit, names_people, recognise
from shamay_desktop.usecases.market.mappings import shipped_mappings
from tests import market_files

SHIPPED = {mapping.id: mapping for mapping in shipped_mappings()}


@pytest.mark.parametrize("quote", ['"', "״", "''", ""])
def test_the_tax_authority_when_its_quotes_differ_then_all_ten_columns_are_known(
    quote: str,
) -> None:
    headings = [name.replace('"', quote) for name in market_files.TAX_AUTHORITY]
    best = recognise(shipped_mappings(), headings, "tax_authority_html")[0]
    assert (best.mapping.id, len(best.columns), best.missing) == ("tax_authority", 10, ())


@pytest.mark.parametrize(
    ("headings", "name"),
    [
        (market_files.EXTENSION, "tax_authority_extension"),
        (market_files.OFFICE, "office_table"),
        (market_files.ENGLISH, "office_table"),
        (("יום מכירה", "כתובת", 'גו"ח', "מחיר מבוקש", "שטח"), "asking_prices"),
        (("כתובת", "שטח", "דמי שכירות"), "rents"),
    ],
)
def test_a_table_when_its_headings_are_known_then_its_source_is(
    headings: tuple[str, ...], name: str
) -> None:
    best = recognise(shipped_mappings(), headings, "csv")[0]
    assert (best.mapping.id, best.missing) == (name, ())


def test_a_table_when_its_headings_are_strange_then_says_what_is_missing() -> None:
    assert recognise(shipped_mappings(), ("א", "ב"), "csv") == ()
    best = recognise(shipped_mappings(), ("כתובת", "שטח"), "csv")[0]
    assert best.missing


@pytest.mark.parametrize(
    "heading",
    [
        "שם המוכר",
        "קונה",
        "ת.ז.",
        "תעודת זהות",
        "שוכר",
        "טלפון",
        "buyer",
        "seller_name",
        "id number",
    ],
)
def test_a_column_when_it_names_parties_then_is_never_taken(heading: str) -> None:
    assert names_people(heading)
    mapping = SHIPPED["office_table"]
    asked = corrected(mapping, (heading, "מחיר"), {0: "note", 1: "price"})
    assert fit(asked, (heading, "מחיר")).columns == {1: "price"}


@pytest.mark.parametrize("heading", [*market_files.TAX_AUTHORITY, *market_files.EXTENSION,
                                     *market_files.OFFICE, *market_files.ENGLISH])  # fmt: skip
def test_a_column_of_facts_when_looked_at_then_names_nobody(heading: str) -> None:
    assert not names_people(heading)


@pytest.mark.parametrize("mapping", shipped_mappings(), ids=lambda mapping: mapping.id)
def test_a_mapping_when_written_and_read_then_is_the_same(mapping: object) -> None:
    assert mapping_of(mapping_json(mapping)) == mapping  # type: ignore[arg-type]


@pytest.mark.parametrize("mapping", shipped_mappings(), ids=lambda mapping: mapping.id)
def test_a_shipped_mapping_when_its_own_headings_come_then_all_that_is_needed_is_known(
    mapping: object,
) -> None:
    kept = SHIPPED[mapping.id]  # type: ignore[attr-defined]
    headings = [column.aliases[0] for column in kept.columns if column.aliases]
    assert fit(kept, headings).missing == ()


def test_a_correction_when_made_then_keeps_what_was_known_of_its_columns() -> None:
    mapping = SHIPPED["tax_authority_extension"]
    asked = corrected(mapping, ("א", "ב", "ג"), {0: "gross_area", 2: "price"}, "שלנו")
    assert (asked.he, asked.own) == ("שלנו", True)
    kept, before = asked.column("gross_area"), mapping.column("gross_area")
    assert before is not None
    assert kept == MappedColumn("gross_area", ("א",), before.type, basis="gross")
    assert {column.target for column in asked.columns} == {"gross_area", "price"}


def test_destroyed_headings_when_shape_and_cells_agree_then_only_sure_columns_are_known() -> None:
    headings = tuple(
        "".join("?" if "א" <= letter <= "ת" else letter for letter in name)
        for name in market_files.OFFICE
    )
    sample = [
        ("2/20/2025", "?????? 4", "6100/7/3", "3", "?????", "80", "1990", "? 2,600,000", "-", "??"),
        (
            "3/25/2025",
            "?????? 5",
            "6100/7/4",
            "2.5",
            "????",
            "91",
            "2001",
            "? 3,100,000",
            "-",
            "??",
        ),
    ]
    sure = lost_columns(SHIPPED["office_table"], headings, sample)
    assert {headings[index]: target for index, target in sure.items()} == {
        "??? ?????": "date",
        '??"?': "key",
        '??? ???? ??"?': "area",
        "??? ????": "year_built",
        "???? ?????": "price",
    }


def test_destroyed_headings_when_cells_disagree_then_nothing_is_known() -> None:
    sample = [(Decimal(3), "x"), (Decimal(4), "y")]
    assert lost_columns(SHIPPED["office_table"], ("??? ?????", "???? ?????"), sample) == {}
