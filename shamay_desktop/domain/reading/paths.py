"""Paths of `data`: `gush`, `plans[0]`, `owners[1].share`, `units[3].attachments[0].area`."""

import re
from functools import lru_cache
from itertools import pairwise

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.reading.paper_reading import Reading

Part = str | int
_PATH = re.compile(r"[a-z_][a-z0-9_]*(\[\d{1,4}\])*(\.[a-z_][a-z0-9_]*(\[\d{1,4}\])*)*", re.ASCII)
_PART = re.compile(r"([a-z_][a-z0-9_]*)|\[(\d+)\]", re.ASCII)


@lru_cache(maxsize=8192)
def parts(path: str) -> tuple[Part, ...]:
    """Names and numbers of a path, in order. Raises Refused(`reading_broken`)."""
    if not _PATH.fullmatch(path):
        raise Refused("reading_broken", field=path[:80])
    return tuple(name if name else int(number) for name, number in _PART.findall(path))


def nested(reading: Reading) -> dict[str, Json]:
    """What was read, nested; rows without any value between others are empty."""
    data: dict[str, Json] = {key: [] for key in reading.nones}
    for found in reading.found:
        _put(data, parts(found.path), found.content)
    return data


def _put(data: dict[str, Json], path: tuple[Part, ...], content: str) -> None:
    place: dict[str, Json] | list[Json] = data
    for part, after in pairwise(path):
        step = _step(place, part)
        if not isinstance(step, dict | list) or isinstance(step, list) != isinstance(after, int):
            step = [] if isinstance(after, int) else {}
            _set(place, part, step)
        place = step
    _set(place, path[-1], content)


def _step(place: dict[str, Json] | list[Json], part: Part) -> Json:
    if isinstance(place, list):
        number = int(part)
        return place[number] if number < len(place) else None
    return place.get(str(part))


def _set(place: dict[str, Json] | list[Json], part: Part, item: Json) -> None:
    if isinstance(place, dict):
        place[str(part)] = item
        return
    number = int(part)
    while len(place) <= number:
        place.append(None if isinstance(item, str) else {})
    place[number] = item
