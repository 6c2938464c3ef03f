"""How much of a foreign table file is read before it is refused."""

from dataclasses import dataclass

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class TableLimits:
    """Bounds of one file. `cell` and `line` in characters, `nesting` of tables and of JSON.

    `workbook` in bytes: an old Excel file is held in memory whole, unlike everything else.
    `unpacked` bytes of one part of a ZIP, `times` how many times larger than packed it may be.
    """

    file: int = 500 * _MIB
    workbook: int = 64 * _MIB
    rows: int = 2_000_000
    columns: int = 500
    cell: int = 65_536
    line: int = 1_048_576
    tables: int = 500
    nesting: int = 32
    unpacked: int = 1200 * _MIB
    times: int = 200


LIMITS = TableLimits()
