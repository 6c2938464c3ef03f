"""What hiding or moving a block is based on: its facts, whatever the language they are told in."""

import hashlib
import json
import re

from shamay_desktop.domain.case import Case, State, Value
from shamay_desktop.domain.case_json import Json, encode_row, encode_value
from shamay_desktop.domain.fields import BY_ID, Kind
from shamay_desktop.domain.report_content import Block, Run
from shamay_desktop.domain.report_edits.generated import fingerprint, fits, runs_of
from shamay_desktop.domain.report_text import plain

_MARK = "facts:"
"""Before a basis of facts; one without is of words, as earlier programs kept it."""
_DIGITS = 16
_NUMBER = re.compile(r"\d(?:[\d.,/]*\d)?")
_FREE = (Kind.TEXT, Kind.LONG_TEXT)


def basis_of_facts(block: Block, case: Case) -> str:
    """The fingerprint of what a block says of the case, the same in every language.

    A fact counts as the case keeps it, a row as a whole, as a wide table is cut otherwise in each
    language; what was computed counts by its figures. Of fixed words it is the words.
    """
    runs = tuple(runs_of(block))
    facts = sorted({_fact(run, run.field, case) for run in runs if run.field is not None})
    told = facts or sorted({number for run in runs for number in _NUMBER.findall(run.text)})
    if not told:
        return fingerprint(block)
    return _MARK + hashlib.sha256("\x00".join(told).encode()).hexdigest()[:_DIGITS]


def says_facts(block: Block) -> bool:
    """Whether a block says anything that could change, not fixed words alone."""
    return any(run.field is not None or _NUMBER.search(run.text) for run in runs_of(block))


def of_facts(basis: str) -> bool:
    """Whether a basis is one of facts."""
    return basis.startswith(_MARK)


def still_fits(basis: str, block: Block, case: Case) -> bool:
    """Whether a block says what it said when it was hidden or moved; True where nothing was kept.

    A basis of words, which an earlier program kept, fits by the words.
    """
    return basis == basis_of_facts(block, case) if of_facts(basis) else fits(basis, block)


def _fact(run: Run, name: str, case: Case) -> str:
    """One fact: where it stands in the case, and what it is there."""
    row = None if run.row is None else case.row(name, run.row)
    if row is not None:
        return f"{name}/{row.id}={_json(encode_row(row))}"
    value = case.value(name)
    figures = " ".join(_NUMBER.findall(run.text))
    if value is None:
        return f"{name}/{run.row}={figures or plain(run.text)}"
    if _is_free(name, value):
        return f"{name}={plain(run.text)}"
    return f"{name}={_json(encode_value(value))} {figures}"


def _is_free(name: str, value: Value) -> bool:
    """Typed words are the same in every language, and a block may print one line of them."""
    known = BY_ID.get(name)
    return value.state is State.VALUE and known is not None and known.kind in _FREE


def _json(content: Json) -> str:
    return json.dumps(_told(content), ensure_ascii=False, sort_keys=True)


def _told(content: Json) -> Json:
    """What is said, not where it was read or who confirmed it."""
    if isinstance(content, list):
        return [_told(each) for each in content]
    if not isinstance(content, dict):
        return content
    if "state" in content:
        return _told(content.get("value", content["state"]))
    return {name: _told(cell) for name, cell in content.items()}
