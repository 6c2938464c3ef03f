"""Lists of records in JSON, read one record after another.

A list may lie in an envelope ({"data": [...], "totalCount": …}), be one of several, or be told
as a record a line. Each list of records is a table, and each list of lists of single values.
"""

import json
from collections.abc import Mapping
from typing import Any

from shamay_desktop.documents.tables.cells import ExactNumber, Sent
from shamay_desktop.documents.tables.decoding import TextFile
from shamay_desktop.documents.tables.json_source import JsonSource
from shamay_desktop.documents.tables.limits import TableLimits
from shamay_desktop.documents.tables.spool import Sheet, Spool
from shamay_desktop.domain.errors import Refused

_GOVMAP = frozenset(
    {"dealid", "objectid", "settlementnameheb", "polygonid", "shape", "sourceorder"}
)
_DEALS = frozenset({"dealamount", "dealdate"})
_OLD_NADLAN = frozenset({"dealnature", "fulladress", "displayadress", "keyvalue"})
_NEW_NADLAN = frozenset({"shmgushhelkatat", "shmyommechira", "shmshoviiska"})


_SINGLE = (str, int, float, ExactNumber)


def read_records(text: TextFile, spool: Spool) -> None:
    """Each list of a file. Raises Refused(`table_broken`, `table_line_long`, `table_too_deep`)."""
    with text.opened() as opened:
        spool.far = opened.far
        _Lists(JsonSource(opened, spool.limits), spool, text.encoding).read_all()


class _Lists:
    def __init__(self, source: JsonSource, spool: Spool, encoding: str) -> None:
        self._source, self._spool, self._encoding = source, spool, encoding

    def read_all(self) -> None:
        """The value of the text; of several, the records that they are."""
        if self._source.next() == "{" and not self._source.is_alone():
            self._record_lines()
            return
        while self._source.next():
            self._walk("", 0)

    def _walk(self, name: str, depth: int) -> None:
        if depth > self._spool.limits.nesting:
            raise Refused("table_too_deep", row=1, limit=self._spool.limits.nesting)
        opening, inside = self._source.next(), self._source.second()
        if opening == "{":
            self._members(depth)
        elif opening == "[" and inside == "{":
            self._records(name)
        elif opening == "[" and inside == "[":
            self._lists(name, depth)
        else:
            self._source.value(1)

    def _members(self, depth: int) -> None:
        """What an envelope holds; single values are nobody's row."""
        self._source.take("{", 1)
        while self._source.next() != "}":
            name = self._source.value(1)
            self._source.take(":", 1)
            self._walk(name if isinstance(name, str) else "", depth + 1)
            if self._source.next() != "}":
                self._source.take(",", 1)
        self._source.take("}", 1)

    def _lists(self, name: str, depth: int) -> None:
        """Lists in a list: pages of records, or rows of single values with their heading."""
        self._source.take("[", 1)
        sheet: Sheet | None = None
        row = 0
        while self._source.next() != "]":
            row += 1
            if self._source.second() in {"{", "["}:
                self._walk(name, depth + 1)
            else:
                sheet = sheet or self._spool.table("json", name, encoding=self._encoding)
                sheet.add([_cell(each) for each in _list(self._source.value(row), row)])
            if self._source.next() != "]":
                self._source.take(",", row)
        self._source.take("]", row)
        if sheet is not None:
            sheet.end()

    def _records(self, name: str) -> None:
        records = self._begun(name)
        self._source.take("[", 1)
        row = 0
        while self._source.next() != "]":
            row += 1
            records.add(self._source.value(row))
            if self._source.next() != "]":
                self._source.take(",", row)
        self._source.take("]", row)
        records.end()

    def _record_lines(self) -> None:
        records = self._begun("")
        row = 0
        while self._source.next():
            row += 1
            records.add(self._source.value(row))
        records.end()

    def _begun(self, name: str) -> "_Records":
        sheet = self._spool.table("json", name, encoding=self._encoding)
        return _Records(sheet, self._spool.limits)


class _Records:
    """A table whose columns are the names that its records use, in the order of their coming."""

    def __init__(self, sheet: Sheet, limits: TableLimits) -> None:
        self._sheet, self._most = sheet, limits.columns
        self._columns: dict[str, int] = {}
        sheet.begin_records()

    def add(self, record: object) -> None:
        """A record as a row; what is none is told as broken."""
        if not isinstance(record, dict):
            raise Refused("table_broken", row=self._sheet.number + 1)
        row: list[Sent] = [None] * len(self._columns)
        for name, content in _members_of(record):
            at = self._columns.setdefault(name, len(self._columns))
            if at == len(row):
                row.append(None)
            if at >= self._most:
                raise Refused("table_columns_many", row=self._sheet.number + 1, limit=self._most)
            row[at] = _cell(content)
        self._sheet.add(row)

    def end(self) -> None:
        """No record more."""
        self._sheet.name_columns(tuple(self._columns))
        self._sheet.call(format_of(self._columns))
        self._sheet.end()


def format_of(names: Mapping[str, object]) -> str:
    """Which government site's records these are, by the names that they use; else "json"."""
    plain = {name.replace("_", "").casefold() for name in names}
    if plain >= _NEW_NADLAN or (plain >= _DEALS and plain & _OLD_NADLAN):
        return "nadlan_json"
    return "govmap_json" if plain >= _DEALS and plain & _GOVMAP else "json"


def _members_of(record: dict[str, Any]) -> list[tuple[str, Any]]:
    """Names and values; a record in a record is told by both names."""
    found: list[tuple[str, Any]] = []
    for name, content in record.items():
        if isinstance(content, dict):
            found += [(f"{name}.{inner}", each) for inner, each in content.items()]
        else:
            found.append((name, content))
    return found


def _cell(content: Any) -> Sent:
    if content is None or isinstance(content, _SINGLE):
        return content
    return json.dumps(content, ensure_ascii=False)


def _list(content: Any, row: int) -> list[Any]:
    if not isinstance(content, list):
        raise Refused("table_broken", row=row)
    return content
