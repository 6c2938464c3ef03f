"""The languages that the program speaks."""

from enum import StrEnum


class Language(StrEnum):
    """A language of the interface; the value is its code in catalogues and settings."""

    HE = "he"
    EN = "en"

    @property
    def right_to_left(self) -> bool:
        """True where text and windows run from right to left."""
        return self is Language.HE
