"""Errors as codes and facts; the window and the command line make words of them."""

from collections.abc import Sequence


class ShamayError(Exception):
    """An expected failure: a code of the catalogue `errors` and the facts of its sentence."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts


class Refused(ShamayError):
    """The user's input is refused, by name and with a reason; nothing was changed."""


class NotAllowed(Refused):
    """The person's role does not permit the action (`roles`)."""


class WorldFailed(ShamayError):
    """Disk, network or database failed; the same action may succeed later."""


class Conflict(WorldFailed):
    """Somebody else changed the row since it was read; read again and repeat."""


class RefusedMany(Refused):
    """Several things of one input are refused, each named; nothing was changed."""

    def __init__(self, problems: Sequence[Refused]) -> None:
        super().__init__("refused_many", n=len(problems))
        self.problems = tuple(problems)
