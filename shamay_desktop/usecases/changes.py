"""What a use case changed: the window broadcasts it and each screen refreshes what it shows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """Kinds of things that are not what they were; `valuation_id` narrows it to one case."""

    valuation_id: str | None = None
    cases: bool = False
    evidence: bool = False
    office: bool = False
    saved: bool = False
    market: bool = False
    review: bool = False
