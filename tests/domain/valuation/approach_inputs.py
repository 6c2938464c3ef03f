"""Cases from bare contents, for the tests of the approaches."""

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import Json, decode_case


def case_of(**fields: Json) -> Case:
    """A case; in a field's id two underlines stand for the point, rows get ids r1, r2 …"""
    raw = {name.replace("__", "."): _numbered(content) for name, content in fields.items()}
    return decode_case("c", raw)


def _numbered(content: Json) -> Json:
    if not isinstance(content, list):
        return content
    return [
        {"id": f"r{number}", **row} if isinstance(row, dict) else row
        for number, row in enumerate(content, 1)
    ]


def told(*figures: object) -> tuple[object, ...]:
    """Figures to be compared with whole numbers, whatever exact kind they are of."""
    return figures
