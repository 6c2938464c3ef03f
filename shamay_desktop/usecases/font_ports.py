"""Which fonts a report may be set in on this machine."""

from typing import Protocol

from shamay_desktop.domain.report_looks import SHIPPED_FONTS


class ReportFonts(Protocol):
    """The families that writers find."""

    def families(self) -> tuple[str, ...]:
        """Names of the families with Hebrew letters: shipped ones first, then those installed."""
        ...

    def check(self, family: str) -> None:
        """Nothing when a report can be set in it. Refused: `font_not_installed`,
        `font_without_hebrew` (name).
        """
        ...


class NoFonts:
    """The shipped families alone, where nobody looks at what is installed."""

    def families(self) -> tuple[str, ...]:
        """The shipped ones."""
        return SHIPPED_FONTS

    def check(self, family: str) -> None:
        """Everything passes: the writer refuses what it does not find."""
