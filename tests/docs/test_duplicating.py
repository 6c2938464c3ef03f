"""The page about duplicating says what the table in the core says."""

from tests.docs.pages import page
from tools import cleared_fields


def test_the_page_when_compared_with_the_table_is_up_to_date() -> None:
    assert page("docs/duplicating.md") == cleared_fields.page()
