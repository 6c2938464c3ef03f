"""Phrases as files: given out and taken in as JSON or CSV, and the starters that are shipped."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.errors import NotAllowed, Refused
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.records import Happened, Phrase
from shamay_desktop.i18n.language import Language
from shamay_desktop.resource_files import resource
from shamay_desktop.usecases.phrases.bank import keep
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.user_file import bytes_of_user_file

FORMAT = 1
COLUMNS = ("code", "title", "text", "field", "fills")
LARGEST = 4 * 1024 * 1024
MOST = 5000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of phrases that were offered: all there are now, how many were added, and
    why others were not (each Refused names the phrase)."""

    phrases: tuple[Phrase, ...]
    added: int
    refused: tuple[Refused, ...]


def write_phrases(
    services: Services, actor: Actor, target: Path, phrases: Sequence[Phrase]
) -> Path:
    """Write phrases to a file, CSV by its ending and JSON otherwise. Raises WorldFailed."""
    require(actor, Permission.EDIT_CASE)
    text = as_csv(phrases) if target.suffix.casefold() == ".csv" else as_json(phrases)
    return services.exports.write(text.encode("utf-8"), target)


def take_in_file(
    services: Services, actor: Actor, source: Path, *, for_office: bool = False
) -> TakenIn:
    """Take the phrases of a file in; a code that is there already is refused by name.

    Raises Refused(`phrases_broken`), NotAllowed, and as `open_user_file`.
    """
    offered = read_phrases(bytes_of_user_file(source, LARGEST), source)
    return take_in(services, actor, offered, for_office=for_office)


def take_in(
    services: Services, actor: Actor, offered: Iterable[Phrase], *, for_office: bool = False
) -> TakenIn:
    """Keep the offered phrases as the actor's own, or as the office's; one transaction.

    The same phrase once more (code, text and field) is passed over without a word.
    """
    require(actor, Permission.MANAGE_OFFICE if for_office else Permission.EDIT_CASE)
    added, refused = 0, []
    with services.database.work(actor) as work:
        known = list(work.phrases.all())
        for offer in offered:
            mine = _owned(offer, None if for_office else actor.user_id)
            if any(_same(mine, each) for each in known):
                continue
            try:
                known.append(keep(work, actor, mine, known))
            except NotAllowed:
                raise
            except Refused as problem:
                refused.append(problem)
            else:
                added += 1
        if added:
            work.trail.write(Happened("phrases_taken_in", "phrases", actor.user_id, {"n": added}))
            work.commit()
        return TakenIn(tuple(known), added, tuple(refused))


def starter_phrases(language: Language) -> tuple[Phrase, ...]:
    """The phrases that the program offers to begin with."""
    path = resource("phrases", f"{language.value}.json")
    return read_phrases(path.read_bytes(), path)


def as_json(phrases: Iterable[Phrase]) -> str:
    """Phrases as one JSON document; ids, owners and counts stay here."""
    listed = [
        {
            "code": phrase.code,
            "title": phrase.title,
            "text": phrase.text,
            "field": phrase.field_id,
            "fills": dict(phrase.fills),
        }
        for phrase in phrases
    ]
    return json.dumps({"format": FORMAT, "phrases": listed}, ensure_ascii=False, indent=1) + "\n"


def as_csv(phrases: Iterable[Phrase]) -> str:
    """Phrases as a table that spreadsheets open (BOM); a text that looks like a formula gets an
    apostrophe, which reading takes off again."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(COLUMNS)
    for phrase in phrases:
        fills = json.dumps(dict(phrase.fills), ensure_ascii=False) if phrase.fills else ""
        cells = (phrase.code, phrase.title, phrase.text, phrase.field_id or "", fills)
        table.writerow(
            [f"'{cell}" if cell.startswith((*_FORMULA, "'")) else cell for cell in cells]
        )
    return "\ufeff" + written.getvalue()


def read_phrases(content: bytes, source: Path) -> tuple[Phrase, ...]:
    """The phrases of a file's bytes. Raises Refused(`phrases_broken`; file, reason)."""
    try:
        text = content.decode("utf-8-sig")
        is_csv = source.suffix.casefold() == ".csv"
        offered = list(islice(_of_csv(text) if is_csv else _of_json(text), MOST + 1))
    except (ValueError, KeyError, TypeError, AttributeError, csv.Error, RecursionError) as error:
        raise Refused("phrases_broken", file=source.name, reason=str(error)[:120]) from error
    if len(offered) > MOST:
        raise Refused("phrases_broken", file=source.name, reason=f"> {MOST}")
    return tuple(offered)


def _of_json(text: str) -> Iterable[Phrase]:
    whole = json.loads(text)
    listed = whole.get("phrases") if isinstance(whole, dict) else None
    if not isinstance(listed, list) or not all(isinstance(raw, dict) for raw in listed):
        raise ValueError('"phrases"')
    for raw in listed:
        yield _phrase(raw, raw.get("fills") or {})


def _of_csv(text: str) -> Iterable[Phrase]:
    table = csv.DictReader(io.StringIO(text))
    if table.fieldnames is None or "text" not in table.fieldnames:
        raise ValueError("text")
    for line in table:
        plain = {name: (cell or "") for name, cell in line.items() if name in COLUMNS}
        plain = {name: cell.removeprefix("'") for name, cell in plain.items()}
        fills = plain.get("fills") or "{}"
        yield _phrase(plain, json.loads(fills))


def _phrase(raw: Mapping[str, object], fills: Mapping[str, object]) -> Phrase:
    return Phrase(
        id=new_id(),
        code=str(raw.get("code") or ""),
        title=str(raw.get("title") or ""),
        text=str(raw["text"]),
        field_id=str(raw.get("field") or "") or None,
        fills={str(path): str(words) for path, words in fills.items()},
    )


def _owned(phrase: Phrase, user_id: str | None) -> Phrase:
    return Phrase(
        id=new_id(),
        code=phrase.code,
        title=phrase.title,
        text=phrase.text,
        field_id=phrase.field_id,
        user_id=user_id,
        fills=phrase.fills,
    )


def _same(one: Phrase, other: Phrase) -> bool:
    return (one.code.casefold(), one.text.strip(), one.field_id) == (
        other.code.casefold(), other.text.strip(), other.field_id,
    )  # fmt: skip
