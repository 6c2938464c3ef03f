"""`review`: the queue, comments, returning and approving from the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.system.folders import Home
from shamay_desktop.usecases.office.first_run import local_actor
from shamay_desktop.usecases.report.producing import send_to_review
from tests.cli.conftest import Command


@pytest.fixture
def case(command: Command, folder: Path, home: Path) -> str:
    """The id of a case that waits."""
    made = str(json.loads(command("--json", "case", "import", folder)[1])["valuation_id"])
    services = build_services(Place(Home(home)))
    send_to_review(services, local_actor(services), made)
    services.close()
    return made


def told(command: Command, *words: object) -> Any:
    """The JSON answer of a command that works."""
    code, out, err = command("--json", "review", *words)
    assert code == 0, err
    return json.loads(out)


def test_the_queue_when_listed_then_names_what_waits(command: Command, case: str) -> None:
    answer = told(command, "list")
    assert answer["count"] == 1
    (waiting,) = answer["waiting"]
    assert (waiting["valuation_id"], waiting["open_comments"]) == (case, 0)
    code, out, _err = command("--lang", "en", "review", "list")
    assert code == 0
    assert case in out
    assert "open comments: 0" in out


def test_the_queue_when_nothing_waits_then_says_so(command: Command) -> None:
    code, out, _err = command("--lang", "en", "review", "list")
    assert (code, out.strip()) == (0, "No valuation waits for review.")


def test_comments_when_said_answered_and_settled_then_are_told(command: Command, case: str) -> None:
    first = told(command, "comments", case, "--say", "מה המקור?", "--field", "address.city")
    (said,) = first["comments"]
    assert (said["text"], said["field"]) == ("מה המקור?", "address.city")
    told(command, "comments", case, "--say", "הנסח", "--answer", said["id"])
    (said,) = told(command, "comments", case, "--settle", said["id"])["comments"]
    assert [each["text"] for each in said["answers"]] == ["הנסח"]
    assert said["settled_at"] is not None
    code, out, _err = command("--lang", "en", "review", "comments", case)
    assert code == 0
    assert "settled" in out
    assert "[address.city]" in out


def test_a_case_when_returned_then_its_reasons_are_told_and_it_no_longer_waits(
    command: Command, case: str
) -> None:
    assert told(command, "return", case, "--reasons", "חסר מקור")["status"] == "IN_PROGRESS"
    found = told(command, "comments", case)
    assert [each["text"] for each in found["comments"]] == ["חסר מקור"]
    assert told(command, "list")["count"] == 0
    code, _out, err = command("--lang", "en", "review", "return", case, "--reasons", "עוד")
    assert code == 4
    assert "does not wait for review" in err


def test_a_return_when_its_reasons_are_blank_then_is_refused(command: Command, case: str) -> None:
    code, _out, err = command("--lang", "en", "review", "return", case, "--reasons", " ")
    assert code == 4
    assert "what is to be mended" in err
    assert told(command, "list")["count"] == 1


def test_an_approval_when_the_content_is_another_one_then_is_refused(
    command: Command, case: str
) -> None:
    code, _out, err = command("--lang", "en", "review", "approve", case, "--content", "ab" * 32)
    assert code == 4
    assert "changed since it was shown" in err


def test_an_approval_when_given_then_is_told(command: Command, case: str) -> None:
    answer = told(command, "approve", case)
    found = told(command, "comments", case)
    assert found["approval"]["content_sha256"] == answer["content_sha256"]
    (waiting,) = told(command, "list")["waiting"]
    assert waiting["approved"] is True
