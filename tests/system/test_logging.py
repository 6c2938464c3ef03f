"""The log holds what happened and nobody's data."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from shamay_desktop.domain.errors import Refused
from shamay_desktop.system.logging import start_logging

NAME = "ישראלה ישראלי"


@pytest.fixture
def read_log(tmp_path: Path) -> Iterator[Callable[[], str]]:
    stop = start_logging(tmp_path)
    yield lambda: (tmp_path / "shamay.log").read_text(encoding="utf-8")
    stop()


def test_whitelisted_facts_are_printed_and_others_hidden(read_log: Callable[[], str]) -> None:
    facts = {"step": "documents", "n": 3, "owner": NAME, "field": "rights.owners", "code": NAME}
    logging.getLogger("shamay_desktop.usecases").info("step finished", extra={"facts": facts})
    line = read_log()
    assert "INFO shamay_desktop.usecases step finished step=documents n=3 owner=***" in line
    assert "field=rights.owners code=***" in line
    assert NAME not in line


def test_arguments_are_printed_as_their_types(read_log: Callable[[], str]) -> None:
    logging.getLogger("shamay_desktop.x").warning("saving %s took %d", NAME, 7)
    assert "saving %s took %d (str, int)" in read_log()
    assert NAME not in read_log()


def test_a_librarys_text_is_not_printed(read_log: Callable[[], str]) -> None:
    logging.getLogger("sqlalchemy.engine").warning(f"INSERT {NAME}")
    logging.getLogger("sqlalchemy.engine").info("nothing of this")
    assert "WARNING sqlalchemy.engine (test_logging.py:" in read_log()
    assert NAME not in read_log()
    assert "nothing" not in read_log()


def test_an_error_is_printed_without_its_message(read_log: Callable[[], str]) -> None:
    try:
        try:
            int(NAME)
        except ValueError as error:
            raise Refused("file_broken", file=NAME, pages=3) from error
    except Refused:
        logging.getLogger("shamay_desktop.x").exception("failed")
    text = read_log()
    assert "Refused code=file_broken file=*** pages=3" in text
    assert "because of" in text
    assert "ValueError" in text
    assert "test_an_error_is_printed_without_its_message" in text
    assert NAME not in text


def test_causes_in_a_ring_end(read_log: Callable[[], str]) -> None:
    one, other = ValueError("one"), KeyError("other")
    one.__cause__, other.__cause__ = other, one
    logging.getLogger("shamay_desktop.x").error("ring", exc_info=one)
    assert read_log().count("ValueError") == 1
