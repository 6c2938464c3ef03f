"""A case with one paper, and a reader that says what the test wants."""

from dataclasses import replace
from pathlib import Path

import pytest

from shamay_desktop.domain.access import Actor
from shamay_desktop.usecases.evidence.adding import add_files
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import create_case
from tests.usecases.evidence.files import paper
from tests.usecases.reading.fake_reader import FakeReader


@pytest.fixture
def reader() -> FakeReader:
    """The reader of `services`."""
    return FakeReader()


@pytest.fixture
def services(services: Services, reader: FakeReader) -> Services:
    """Services of a fresh home whose papers a test's own reader reads."""
    return replace(services, reader=reader)


@pytest.fixture
def case(services: Services, actor: Actor, tmp_path: Path) -> str:
    """A case with a paper whose name says nothing."""
    case = create_case(services, actor).valuation.id
    add_files(services, actor, case, [paper(tmp_path, "x.pdf", 3)])
    return case
