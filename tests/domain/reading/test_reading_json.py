"""The JSON of what was read: it comes back equal, and nothing that is not it is taken for it."""

import json
from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import TURNS, DocType
from shamay_desktop.domain.reading.paper_reading import (
    Doubt,
    Found,
    Missed,
    PaperReading,
    Reading,
    Signature,
    SignatureFacts,
)
from shamay_desktop.domain.reading.reading_json import (
    FORMAT,
    data_of,
    decode_reading,
    encode_reading,
    reading_of,
    reading_problem,
)
from tests.readings import document_of, extract, order, paper_of, permit

TEXTS = st.text(max_size=20)
EXACT = st.decimals(min_value=0, max_value=9999, places=2).map(str)
PATHS = st.from_regex(r"\A[a-z_]{1,8}(\[[0-9]\])?(\.[a-z_]{1,8}(\[[0-9]\])?)?\Z")
FOUND = st.builds(
    Found, PATHS, TEXTS, st.integers(1, 200), st.tuples(EXACT, EXACT, EXACT, EXACT), TEXTS,
    EXACT, st.none() | st.sampled_from(Doubt), st.none() | TEXTS,
)  # fmt: skip
MISSED = st.builds(
    Missed, TEXTS, TEXTS,
    st.dictionaries(TEXTS, TEXTS | st.integers(), max_size=2).map(MappingProxyType),
    st.none() | st.integers(0, 200),
)  # fmt: skip
READINGS = st.builds(
    Reading, st.sampled_from(DocType), TEXTS, TEXTS, st.integers(0, 9), st.integers(1, 9),
    st.integers(1, 9), st.lists(FOUND, max_size=4).map(tuple),
    st.lists(MISSED, max_size=2).map(tuple), st.lists(TEXTS, max_size=2).map(tuple),
)  # fmt: skip
PAPERS = st.builds(
    PaperReading, TEXTS, st.integers(0, 900), st.lists(READINGS, max_size=3).map(tuple),
    st.builds(SignatureFacts, st.sampled_from(Signature), TEXTS, TEXTS, st.none() | TEXTS,
              st.booleans(), TEXTS),
    st.lists(MISSED, max_size=2).map(tuple), st.lists(st.integers(1, 9), max_size=3).map(tuple),
    st.none() | st.sampled_from(DocType), st.sampled_from(TURNS),
)  # fmt: skip


@given(PAPERS)
def test_a_reading_when_written_and_read_back_then_equal_through_any_json(
    paper: PaperReading,
) -> None:
    text = json.dumps(encode_reading(paper))
    assert decode_reading(json.loads(text)) == paper


@given(PAPERS)
def test_json_of_a_reading_when_written_then_has_no_float(paper: PaperReading) -> None:
    def refuse(given: str) -> float:
        raise AssertionError(given)

    json.loads(json.dumps(encode_reading(paper)), parse_float=refuse)


def _members(raw: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    if isinstance(raw, dict):
        return [here for name, part in raw.items()
                for here in [(*path, name), *_members(part, (*path, name))]]  # fmt: skip
    if isinstance(raw, list):
        return [here for n, part in enumerate(raw) for here in _members(part, (*path, n))]
    return []


OPTIONAL = {"doubt", "agrees_with", "facts", "page", "kind_said", "signed_at"}


def _whole() -> dict[str, object]:
    doubtful = replace(extract().found[0], doubt=Doubt.SEVERAL, agrees_with="gush")
    part = replace(extract(), found=(doubtful,), missed=(Missed("floor", "blank", {"n": 1}, 2),))
    signature = SignatureFacts(Signature.INTACT, "a", "b", "2026-01-01T00:00:00Z", True, "")
    paper = replace(
        paper_of(part), signature=signature, problems=(Missed("", "page_broken"),),
        ocr_pages=(1,), kind_said=DocType.TABU,
    )  # fmt: skip
    raw = json.loads(json.dumps(encode_reading(paper)))
    assert isinstance(raw, dict)
    return raw


def _at(raw: object, path: tuple[object, ...]) -> tuple[dict[str, object], str]:
    *way, last = path
    for step in way:
        raw = raw[step]  # type: ignore[index]  # a path of this JSON
    assert isinstance(raw, dict)
    return raw, str(last)


@pytest.mark.parametrize("path", _members(_whole()), ids=str)
def test_a_member_when_of_another_shape_or_gone_then_refused(path: tuple[object, ...]) -> None:
    raw = _whole()
    place, name = _at(raw, path)
    place[name] = {"odd": [1.5]}
    with pytest.raises(Refused, match="reading_"):
        decode_reading(raw)
    raw = _whole()
    place, name = _at(raw, path)
    del place[name]
    if (name in OPTIONAL and path[-3:-1] != ("found", 0)) or name in ("doubt", "agrees_with"):
        decode_reading(raw)
    elif "facts" not in path:
        with pytest.raises(Refused, match="reading_broken"):
            decode_reading(raw)


@pytest.mark.parametrize("where", ["", "signature", "found"])
def test_an_unknown_member_when_it_stands_anywhere_then_refused(where: str) -> None:
    raw = _whole()
    place, _ = _at(raw, {
        "": ("sha256",), "signature": ("signature", "state"),
        "found": ("readings", 0, "found", 0, "path"),
    }[where])  # fmt: skip
    place["unknown"] = 1
    with pytest.raises(Refused) as told:
        decode_reading(raw)
    assert str(told.value.facts["field"]).endswith("unknown")


def test_json_of_a_later_program_when_it_is_decoded_then_said_so_and_a_paper_shows_nothing() -> (
    None
):
    raw = {**_whole(), "format": FORMAT + 1, "what_is_new": True}
    with pytest.raises(Refused, match="reading_newer"):
        decode_reading(raw)
    newer = replace(document_of(extract()), extracted=raw)
    problem = reading_problem(newer)
    assert reading_of(newer) is None
    assert problem is not None
    assert problem.code == "reading_newer"


def test_what_an_older_program_left_when_it_is_no_reading_then_a_paper_shows_nothing() -> None:
    odd = replace(document_of(extract()), extracted={"gush": "6109", "owners": []})
    problem = reading_problem(odd)
    assert reading_of(odd) is None
    assert problem is not None
    assert problem.code == "reading_broken"


def test_a_paper_when_asked_again_then_decoded_once() -> None:
    document = document_of(extract())
    first = reading_of(document)
    assert first is not None
    assert reading_of(replace(document, caption="אחר")) is first
    assert reading_of(replace(document, extracted=None)) is None


def test_data_when_nested_then_of_the_shape_of_the_command_line() -> None:
    data = data_of(extract())
    assert data["gush"] == "7245"
    assert data["owners"] == [
        {"name": "אלמוג רבקה", "id_kind": "ID", "id_number": "000000018", "share": "1/2",
         "act": "מכר", "deed": "1234/2015/1", "date": "2015-03-04"},
        {"name": "אלמוג נתן", "id_kind": "ID", "id_number": "000000026", "share": "1/2",
         "act": "מכר", "deed": "1234/2015/1", "date": "2015-03-04"},
    ]  # fmt: skip
    assert data["leases"] == []
    mortgages = data["mortgages"]
    assert isinstance(mortgages, list)
    assert isinstance(mortgages[0], dict)
    assert mortgages[0]["borrowers"] == ["אלמוג רבקה", "אלמוג נתן"]
    units = data_of(order())["units"]
    assert isinstance(units, list)
    assert isinstance(units[1], dict)
    assert units[1]["attachments"] == [
        {"description": "חניה", "mark": "כא", "colour": "ירוק", "area": "12.4"}
    ]
    assert data_of(permit())["plans"] == ["ש/36/750", "ש/120"]


def test_data_when_a_row_before_others_was_not_read_then_the_others_keep_their_places() -> None:
    part = extract()
    kept = tuple(found for found in part.found if not found.path.startswith("owners[0]"))
    owners = data_of(replace(part, found=kept))["owners"]
    assert isinstance(owners, list)
    assert owners[0] == {}
    assert owners[1]["name"] == "אלמוג נתן"  # type: ignore[index,call-overload]
