"""The desk as commands: list with its filters, duplicate, archive, trash, delete for good."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from shamay_desktop.domain.fields import field
from shamay_desktop.i18n.isolates import strip_marks
from tests.cli.conftest import Command

CASE = "sample-case"


@pytest.fixture
def ask(command: Command, folder: Path) -> Callable[..., dict[str, Any]]:
    """Run a command of `case` with the sample imported; its JSON answer."""
    command("case", "import", folder)

    def asked(*words: object) -> dict[str, Any]:
        code, out, err = command("--json", "case", *words)
        assert (code, err) == (0, ""), words
        answer: dict[str, Any] = json.loads(out)
        return answer

    return asked


def _ids(answer: dict[str, Any]) -> list[str]:
    return [line["id"] for line in answer["cases"]]


def test_a_case_when_moved_lies_where_it_was_moved_to(ask: Callable[..., dict[str, Any]]) -> None:
    for move, shelf in (
        ("archive", "archive"), ("trash", "trash"), ("restore", "archive"), ("unarchive", "desk"),
        ("trash", "trash"), ("restore", "desk"),
    ):  # fmt: skip
        assert ask(move, CASE) == {"valuation_id": CASE, "shelf": shelf}
        for each in ("desk", "archive", "trash"):
            assert _ids(ask("list", "--shelf", each)) == ([CASE] if each == shelf else [])


def test_a_case_when_deleted_for_good_must_lie_in_the_trash_and_is_gone(
    ask: Callable[..., dict[str, Any]], command: Command
) -> None:
    assert command("case", "delete", CASE)[0] == 4
    ask("trash", CASE)
    assert command("case", "show", CASE)[0] == 4
    assert ask("delete", CASE) == {"valuation_id": CASE, "shelf": None}
    assert ask("list", "--shelf", "trash")["total"] == 0
    code, _, err = command("--lang", "en", "case", "restore", CASE)
    assert (code, CASE in err) == (4, True)


def test_a_case_when_duplicated_is_a_second_one_and_says_what_is_to_be_filled_in_anew(
    ask: Callable[..., dict[str, Any]], command: Command
) -> None:
    copy = ask("duplicate", CASE)
    assert copy["copied_from"] == CASE
    assert {"visit.date", "report.date", "valuation.adopted_price_per_sqm"} <= set(copy["cleared"])
    listed = {line["id"]: line for line in ask("list")["cases"]}
    assert listed[copy["valuation_id"]]["copied_from"] == CASE
    assert listed[copy["valuation_id"]]["reference"] == copy["reference"]
    assert copy["reference"] != listed[CASE]["reference"]
    assert listed[copy["valuation_id"]]["parcel"] == listed[CASE]["parcel"]
    code, out, _ = command("--lang", "en", "case", "duplicate", CASE)
    assert code == 0
    assert field("visit.date").label("en") in out


def test_the_list_when_narrowed_and_sorted_shows_what_was_asked(
    ask: Callable[..., dict[str, Any]],
) -> None:
    copy = ask("duplicate", CASE)["valuation_id"]
    city = ask("show", CASE)["fields"]["address.city"]
    name = city["value"] if isinstance(city, dict) else city
    assert set(_ids(ask("list", "--city", name))) == {CASE, copy}
    assert _ids(ask("list", "--city", "no such city")) == []
    assert _ids(ask("list", "--status", "DRAFT")) == [copy]
    both = ask("list", "--status", "DRAFT", "--status", "IN_PROGRESS", "--limit", "1")
    assert (both["total"], len(both["cases"])) == (2, 1)
    up = _ids(ask("list", "--sort", "reference"))
    assert _ids(ask("list", "--sort", "reference", "--desc")) == up[::-1]
    assert _ids(ask("list", "--sort", "reference", "--offset", "1")) == up[1:]
    assert _ids(ask("list", "--since", "2000-01-01", "--until", "2000-12-31")) == []
    assert set(_ids(ask("list", "--since", "2000-01-01"))) == {CASE, copy}
    assert _ids(ask("list", "--value-from", "1e40")) == []


@pytest.mark.parametrize(
    "words",
    [["--since", "31.12.2026"], ["--sort", "colour"], ["--value-to", "NaN"], ["--limit", "-1"],
     ["--shelf", "moon"], ["--status", "draft"]],
)  # fmt: skip
def test_the_list_when_asked_nonsense_is_refused_as_wrong_arguments(
    command: Command, words: list[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        command("case", "list", *words)
    assert left.value.code == 2


def test_a_folder_when_older_than_the_case_here_is_imported_with_a_warning(
    ask: Callable[..., dict[str, Any]], command: Command, tmp_path: Path
) -> None:
    ask("export", CASE, "--out", tmp_path / "old")
    path = tmp_path / "old" / "case.json"
    older = re.sub(r'"at": "20\d\d', '"at": "2019', path.read_text(encoding="utf-8"))
    path.write_text(older, encoding="utf-8")
    code, out, err = command("--json", "--lang", "en", "case", "import", tmp_path / "old")
    answer = json.loads(out)
    assert (code, answer["created"]) == (0, False)
    assert answer["newer_here"] is not None
    assert "later than anything in the folder" in err
    code, out, err = command("--json", "case", "import", tmp_path / "old")
    assert (json.loads(out)["newer_here"], err) == (None, "")


def test_a_folder_when_it_lacks_a_shape_that_stood_here_is_imported_and_says_so(
    ask: Callable[..., dict[str, Any]], command: Command, tmp_path: Path
) -> None:
    ask("export", CASE, "--out", tmp_path / "out")
    plans = tmp_path / "out" / "plans"
    plans.mkdir(exist_ok=True)
    Image.new("RGB", (400, 300), "white").save(plans / "flat.png")
    rooms = [
        {"id": name, "name": name, "kind": "area", "points": [[0, 0], [90, 0], [90, 80]]}
        for name in ("one-room", "two-room")
    ]
    for shapes in (rooms, rooms[1:]):
        drawing = {"plan": "flat.png", "title": "flat", "shapes": shapes}
        (plans / "flat.measure.json").write_text(json.dumps(drawing), encoding="utf-8")
        code, out, err = command("--json", "--lang", "en", "case", "import", tmp_path / "out")
    (told,) = json.loads(out)["drawings_replaced"]
    assert (code, told["gone"]) == (0, "1")
    assert told["drawing"] in strip_marks(err)
    assert "one mark that is not in the folder" in err
    code, out, err = command("--json", "case", "import", tmp_path / "out")
    assert (json.loads(out)["drawings_replaced"], err) == ([], "")


def test_a_folder_when_its_case_lies_in_the_trash_is_refused(
    ask: Callable[..., dict[str, Any]], command: Command, folder: Path
) -> None:
    ask("trash", CASE)
    code, _, err = command("--lang", "en", "case", "import", folder)
    assert (code, "trash" in err) == (4, True)
