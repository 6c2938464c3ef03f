"""What an arranged report has to be looked at for, and how a look at it is kept."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

_DIGITS = 16


class Trouble(StrEnum):
    """What the appraiser should look at; codes of texts."""

    FACTS_CHANGED = "facts_changed"
    FACTS_MISSING = "facts_missing"
    ADRIFT = "adrift"
    BLOCK_GONE = "block_gone"
    UNSURE = "unsure"
    DOUBLE = "double"
    PICTURE_GONE = "picture_gone"
    REFERENCE_GONE = "reference_gone"
    UNREADABLE = "unreadable"
    MUST_BE_SAID = "must_be_said"


@dataclass(frozen=True, slots=True)
class Remark:
    """A trouble of a change (`row` is its id in `report.changes`) at a block (`key`).

    `words` are what is meant, `state` tells this trouble from a later one of the same change.
    `basis` is what the change is about now, `place` where it stands now (behind which key, in
    which section): what "my words stand" writes into the row.
    """

    trouble: Trouble
    row: str
    key: str
    words: str = ""
    state: str = ""
    basis: str = ""
    place: tuple[str, str] | None = None

    @property
    def closable(self) -> bool:
        """Whether "my words stand" is an answer: what cannot be read can only be taken out."""
        return self.trouble is not Trouble.UNREADABLE


def state_of(trouble: Trouble, parts: Iterable[str]) -> str:
    """What a look at a trouble is kept by: the same trouble of the same things has the same."""
    said = "\x00".join((trouble.value, *parts))
    return hashlib.sha256(said.encode()).hexdigest()[:_DIGITS]
