"""Extracts in the registry's layout, each with what a careful reader finds in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.documents.extraction.tabu_facts import invented
from tests.documents.extraction.tabu_truth import nones_of, truth_of
from tools.papers.extract import drawn
from tools.papers.extract_facts import Registration


@dataclass
class Extract:
    """A made extract: its file, its facts, every value by path, the lists that it has none of."""

    pdf: bytes
    pages: int
    facts: Registration
    truth: dict[str, str]
    nones: set[str]


def made_extract(
    seed: int, form: str = "condominium_full", *, only: Sequence[int] | None = None
) -> Extract:
    """The extract of a seed."""
    facts = invented(seed, form)
    sheet = drawn(facts, seed)
    truth = truth_of(facts)
    pdf = sheet.pdf(only=only)
    return Extract(pdf, len(sheet.pages), facts, truth, nones_of(facts, truth))
