"""Free texts: doubled words, and office practice dressed up as a standard."""

import re
from collections.abc import Iterator

from shamay_desktop.domain.standards.predicate import TEXTS, Hit, Parameters, hit, predicate
from shamay_desktop.domain.standards.situation import Situation

_SENTENCE = re.compile(r"[^\n;]+?(?:[.!?](?=\s)|$|(?=[\n;]))")


def doubled_words(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """A word that stands twice in a row, but for those that may."""
    for place, text in situation.prose:
        for found in re.finditer(r"(?<![\w־-])([^\W\d_]{2,})\s+\1(?![\w־-])", text):
            if found[1] not in parameters.texts("allowed"):
                yield hit(place.path, field=place, word=found[1])


def attributed_to_standard(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """A sentence that takes a term of office practice from a standard."""
    terms, sources = parameters.texts("terms"), parameters.texts("sources")
    for place, text in situation.prose:
        if not any(source in text for source in sources):
            continue
        for sentence in _SENTENCE.findall(text):
            term = next((term for term in terms if term in sentence), None)
            if term and any(source in sentence for source in sources):
                yield hit(place.path, field=place, term=term)
                break


PREDICATES = {
    "doubled_words": predicate(doubled_words, allowed=TEXTS),
    "attributed_to_standard": predicate(attributed_to_standard, terms=TEXTS, sources=TEXTS),
}
