"""The whole practice of an office as one file: given to another office, kept beside the backup."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.market import price_index_json, scoring, weights
from shamay_desktop.domain.market.mapping_json import mapping_json, mapping_of
from shamay_desktop.domain.records import Happened
from shamay_desktop.domain.texts.parsing import checked
from shamay_desktop.domain.texts.template import Template
from shamay_desktop.domain.valuation import coefficients, heads, rounding
from shamay_desktop.domain.valuation.coefficient_versions import new_versions, with_versions
from shamay_desktop.i18n.language import Language
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.office.practice import Check, practice_of
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.user_file import text_of_user_file

FORMAT = 1
LARGEST = 4 * 1024 * 1024
KEYS = ("coefficients", "rounding", "heads", "indexes", "mappings", "similarity", "texts")
"""What a file holds: a model's server is of a machine, not of the practice."""


def practice_json(practice: Mapping[str, Json], keys: Iterable[str] = KEYS) -> dict[str, Json]:
    """The practice as a file says it; which mapping was remembered for which file is left out."""
    wanted = set(keys)
    found = {key: practice[key] for key in KEYS if key in wanted and practice.get(key)}
    mappings = found.get("mappings")
    if isinstance(mappings, Mapping):
        own = mappings.get("own")
        found["mappings"] = {"own": own}
        if not own:
            del found["mappings"]
    return {"format": FORMAT, "practice": found}


def write_practice(
    services: Services, actor: Actor, target: Path, keys: Iterable[str] = KEYS
) -> tuple[Path, tuple[str, ...]]:
    """Write the office's practice as JSON; the keys that it holds. Raises WorldFailed."""
    told = practice_json(practice_of(services, actor), keys)
    text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    written = services.exports.write(text.encode("utf-8"), target)
    return written, tuple(_object(told["practice"]))


def read_practice_file(source: Path) -> Mapping[str, Json]:
    """The practice of a file, by key; each is checked by itself.

    Raises Refused(`file_missing`, `file_unreadable`, `file_too_large`, `practice_file_wrong`,
    `practice_unknown` and the checks' own).
    """
    try:
        raw = json.loads(text_of_user_file(source, LARGEST), parse_float=str)
    except (ValueError, RecursionError) as error:
        raise Refused("practice_file_wrong", file=source.name) from error
    if not isinstance(raw, dict) or not isinstance(raw.get("practice"), dict):
        raise Refused("practice_file_wrong", file=source.name)
    if str(raw.get("format", FORMAT)) != str(FORMAT):
        raise Refused("practice_file_wrong", file=source.name)
    return checked_practice(raw["practice"])


def checked_practice(raw: Mapping[str, Json]) -> Mapping[str, Json]:
    """Each key in its one spelling. Raises Refused(`practice_unknown`, and the checks' own)."""
    unknown = next((str(key)[:40] for key in raw if key not in _CHECKS), None)
    if unknown is not None:
        raise Refused("practice_unknown", key=unknown)
    return {key: _CHECKS[key](each, None) for key, each in raw.items()}


def take_practice(services: Services, actor: Actor, given: Mapping[str, Json]) -> Changes:
    """Keep what a file holds in the place of what stood, all of it or nothing.

    Versions of coefficient tables are added to the known ones, which stay. What the file does not
    name stays as it is. Raises NotAllowed, Refused as `read_practice_file`, WorldFailed.
    """
    require(actor, Permission.MANAGE_OFFICE)
    checked = checked_practice(given)
    with services.database.work(actor) as work:
        office = work.offices.held_office(actor.organization_id)
        practice = dict(office.practice)
        for key, raw in checked.items():
            practice[key] = _JOINED.get(key, _instead)(raw, practice.get(key))
        work.offices.save_office(replace(office, practice=practice))
        facts: dict[str, Json] = {"keys": list(checked)}
        work.trail.write(Happened("practice_imported", "organization", office.id, facts))
        work.commit()
    return Changes(office=True)


def _instead(raw: Json, _before: Json) -> Json:
    return raw


def _joined_tables(raw: Json, before: Json) -> Json:
    known = coefficients.tables_of({coefficients.PRACTICE: before})
    told = coefficients.read_tables(raw)
    joined = with_versions(known, new_versions(known, told))
    return coefficients.checked_tables(coefficients.tables_json(joined), before)


def _joined_mappings(raw: Json, before: Json) -> Json:
    """A mapping of a known id is replaced; the office's other ones stay, as what it remembers."""
    own = _object(raw).get("own")
    given = [each for each in own if isinstance(each, dict)] if isinstance(own, list) else []
    names = {each.get("id") for each in given}
    standing = _object(before)
    kept = standing.get("own")
    others = [
        each for each in (kept if isinstance(kept, list) else [])
        if not (isinstance(each, dict) and each.get("id") in names)
    ]  # fmt: skip
    return {**standing, "own": [*others, *given]}


_JOINED: Mapping[str, Check] = MappingProxyType(
    {"coefficients": _joined_tables, "mappings": _joined_mappings}
)


def _checked_heads(raw: Json, _before: Json) -> Json:
    return heads.heads_json(heads.read_heads(raw))


def _checked_indexes(raw: Json, _before: Json) -> Json:
    found = price_index_json.office_indexes({price_index_json.PRACTICE: raw})
    return {code: price_index_json.index_json(index) for code, index in found.items()}


def _checked_mappings(raw: Json, _before: Json) -> Json:
    own = _object(raw).get("own")
    if not isinstance(own, list):
        raise Refused("mapping_wrong", mapping="", problem="own")
    return {"own": [mapping_json(replace(mapping_of(each), own=True)) for each in own]}


def _checked_texts(raw: Json, _before: Json) -> Json:
    kept: dict[str, Json] = {}
    for language, templates in _object(raw).items():
        if language not in set(Language) or not isinstance(templates, dict):
            raise Refused("practice_unknown", key=f"texts.{language}"[:40])
        kept[language] = {name: _template(name, each) for name, each in templates.items()}
    return kept


def _template(name: str, raw: Json) -> Json:
    told = _object(raw)
    title, text = str(told.get("title") or ""), str(told.get("text") or "")
    checked(Template(name, "", title, text, own=True))
    return {"title": title, "text": text}


def _object(raw: Json) -> dict[str, Json]:
    return dict(raw) if isinstance(raw, Mapping) else {}


_CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "coefficients": coefficients.checked_tables,
        "rounding": rounding.checked_rounding,
        "heads": _checked_heads,
        "indexes": _checked_indexes,
        "mappings": _checked_mappings,
        scoring.WEIGHTS_KEY: weights.checked_weights,
        "texts": _checked_texts,
    }
)
