"""The guide of Word templates names every tag there is, as the program knows it, and no other."""

import re

import pytest

from shamay_desktop.domain.fields import FIELDS, Kind
from shamay_desktop.domain.report_templates.shipped import orders
from shamay_desktop.domain.report_templates.tags import sections_of, unknowns
from shamay_desktop.domain.report_templates.template import ADDITIONS_OF, PLACES, Order
from shamay_desktop.domain.texts.naming import DERIVED_LABELS
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from tests.docs.pages import page

GUIDE = page("docs/guides/word-templates.md")
ROWS = {line for line in GUIDE.splitlines() if line.startswith("| `")}
HE, EN = load_texts(Language.HE), load_texts(Language.EN)


def _rows(begin: str) -> set[str]:
    return {row for row in ROWS if row.startswith(begin)}


def test_sections_and_chapters_when_listed_are_all_that_there_are_by_their_names() -> None:
    sections = {
        f"| `{{@{place}}}` | {HE(f'templates.place.{place}')} | {EN(f'templates.place.{place}')} |"
        for place in PLACES
    }
    usual = {plan.key: plan.places for plan in orders()[Order.TRADITIONAL]}
    chapters = {
        f"| `{{@{number}}}` | {HE(f'templates.chapter.{key}')} | {EN(f'templates.chapter.{key}')} "
        f"| {', '.join(f'`{place}`' for place in usual[key])} |"
        for number, key in ADDITIONS_OF.items()
    }
    examples = {row for row in _rows("| `{@") if "in a content control" in row or "tag `@" in row}
    assert _rows("| `{@") - examples == sections | chapters


def test_facts_and_lists_when_listed_are_all_that_there_are() -> None:
    facts = {f"| `{{{name}}}` | {he} | {en} |" for name, (he, en) in DERIVED_LABELS.items()}
    assert facts <= ROWS
    lists = [each for each in FIELDS if each.kind is Kind.LIST]
    named = {row.partition(":")[0].removeprefix("| `[* ") for row in _rows("| `[* ")}
    assert named == {each.id for each in lists}
    for each in lists:
        (row,) = [
            row for row in _rows(f"| `[* {each.id}: ") if row.endswith("|") and "tag `" not in row
        ]
        assert row.startswith(f"| `[* {each.id}: …]` | {each.he} | {each.en} | ")
        columns = set(re.findall(r"`\.([\w.]+)`", row))
        assert columns <= {column.id for column in each.columns}


@pytest.mark.parametrize("tag", sorted(set(re.findall(r"`([\[{][^`…]+[\]}])`", GUIDE))))
def test_a_tag_when_the_guide_writes_it_is_one_that_the_program_knows(tag: str) -> None:
    written = tag.replace("\\|", "|")
    if written.startswith("{@"):
        assert sections_of(written[2:-1]) is not None
    else:
        assert list(unknowns(written)) == []
