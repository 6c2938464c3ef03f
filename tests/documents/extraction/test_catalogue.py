"""The catalogue of extractors, and that what they read is what they declare."""

import re
from pathlib import Path

import pytest

from shamay_desktop.documents.extraction.catalogue import EXTRACTORS
from shamay_desktop.documents.extraction.tabu.extractor import TabuExtractor
from shamay_desktop.domain.reading.page_text import Method
from tests.documents.extraction.tabu_maker import made_extract
from tests.documents.extraction.tabu_reading import read_extract

WELL = {"sure", "with_review", "sometimes"}


def test_extractors_have_names_of_their_own_when_they_stand_in_the_catalogue() -> None:
    names = [extractor.facts.name for extractor in EXTRACTORS]
    assert len(set(names)) == len(names) >= 4
    forms = [form for extractor in EXTRACTORS for form in extractor.facts.forms]
    assert len(set(forms)) == len(forms)


def test_a_key_is_declared_once_for_each_way_when_an_extractor_declares_it() -> None:
    for extractor in EXTRACTORS:
        declared = [(each.key, way) for each in extractor.facts.declared for way in each.methods]
        assert len(set(declared)) == len(declared), extractor.facts.name
        assert {each.well for each in extractor.facts.declared} <= WELL


@pytest.mark.parametrize("form", ["condominium_full", "rights", "condominium_concentrated"])
def test_nothing_is_read_from_an_extract_when_it_is_not_declared(form: str, tmp_path: Path) -> None:
    facts = TabuExtractor().facts
    keys = {each.key for each in facts.declared if Method.TEXT in each.methods}
    for seed in range(3):
        (reading,) = read_extract(made_extract(seed, form).pdf, tmp_path)
        assert reading.form in facts.forms
        for found in reading.found:
            key = re.sub(r"\[\d+\]", "[]", found.path)
            assert any(re.match(re.escape(each) + r"($|\.)", key) for each in keys), found.path
