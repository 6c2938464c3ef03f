"""Numbers of plans in their many shapes: 506-1085653, מק/340/ג/21/ב, תא/3561, תמא/38, 750."""

import re

_NEW = r"\d{3}-\d{7}"
_PREFIX = r"[א-ת]{1,4}(?:[\"״'׳][א-ת])?(?:/[א-ת]{1,3})?"
_OLD = rf"{_PREFIX}\s?/\s?\d{{1,6}}(?:\s?/\s?(?:\d{{1,5}}|[א-ת]{{1,3}}['׳]?))*"
_PLAIN = r"\d{1,5}(?:/(?:\d{1,5}|[א-ת]{1,3}))*"
_LOCAL = r"[א-ת]{2,4}-\d{2,5}(?:-[א-ת\d]{1,4})?"
NUMBER = re.compile(rf"(?<![\wא-ת/.-])(?:{_NEW}|{_OLD}|{_LOCAL})(?![\wא-ת]|/[\wא-ת]|\.\d)")
_WHOLE = re.compile(rf"(?:{_NEW}|{_OLD}|{_LOCAL}|{_PLAIN})")


def plan_numbers(text: str) -> list[tuple[str, int, int]]:
    """Numbers of plans in running text, with where they stand; plain figures are none there."""
    return [(_tight(m[0]), m.start(), m.end()) for m in NUMBER.finditer(text)]


def plan_number(text: str) -> str | None:
    """The number that a cell for it holds, its slashes and order as they are; None for none."""
    tight = _tight(text)
    return tight if _WHOLE.fullmatch(tight) else None


def _tight(text: str) -> str:
    """Blanks around slashes are the printer's."""
    return re.sub(r"\s*([/-])\s*", r"\1", " ".join(text.split())).strip(" ,;.:")
