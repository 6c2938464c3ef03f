"""Keys of a parcel or sub-parcel as sources write them: block, parcel, sub-parcel in one cell."""

import re
from functools import lru_cache
from typing import NamedTuple

from shamay_desktop.i18n.isolates import strip_marks

_KEY = re.compile(
    r"(?P<gush>\d{1,8})(?:(?P<by>[-/\\_])(?P<helka>\d{1,5})"
    r"(?:(?P=by)(?P<tat>\d{1,5})(?:(?P=by)\d{1,4})?)?)?",
    re.ASCII,
)
_NAMED = re.compile(
    r"(?:גוש|block|gush)\s?:?\s?(?P<gush>\d{1,8})\D{1,12}?(?:חלקה|parcel|helka)"
    r"\s?:?\s?(?P<helka>\d{1,5})(?:\D{1,16}?(?P<tat>\d{1,5}))?",
    re.IGNORECASE | re.ASCII,
)


class ParcelKey(NamedTuple):
    """Without leading zeros; "" for what the key does not tell or tells as 0."""

    gush: str
    helka: str = ""
    tat_helka: str = ""


@lru_cache(maxsize=65536)
def parcel_key(text: str) -> ParcelKey | None:
    """The key of `006634-0015-013-00`, `31267-23-5`, `9905/88/8`, `6158/42`, `6158`.

    The fourth part of the Tax Authority's key is a counter of its own and no part of the parcel.
    None for what is no key: several parcels in one cell are none.
    """
    bare = re.sub(r"\s*([-/\\_])\s*", r"\1", " ".join(strip_marks(text).split()))
    bare = bare.replace("–", "-").replace("־", "-").removesuffix(".0")
    found = _KEY.fullmatch(bare) or _NAMED.fullmatch(bare)
    if found is None:
        return None
    gush, helka, tat = (_number(found[part]) for part in ("gush", "helka", "tat"))
    return ParcelKey(gush, helka, tat) if gush else None


def _number(digits: str | None) -> str:
    return (digits or "").lstrip("0")
