"""How grave it is that a case breaks a rule, or that its sources disagree."""

from enum import StrEnum


class Severity(StrEnum):
    """BLOCK: cannot be signed · WARN: can, once the reason is written · NOTE: shown only."""

    BLOCK = "block"
    WARN = "warn"
    NOTE = "note"
