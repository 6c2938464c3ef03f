"""`version` and `signing`: versions of a report, the timestamp server and the authorities."""

import json
from pathlib import Path
from typing import Any

import pytest

from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.system.exports import DiskExports
from shamay_desktop.system.folders import Home
from shamay_desktop.usecases.office.first_run import local_actor
from tests import certificate_office as office
from tests.cli.conftest import Command
from tests.cli.test_sign_commands import case, key, lenient, password

__all__ = ["case", "key", "lenient", "password"]


def told(command: Command, *words: object) -> Any:
    """The JSON answer of a command that works."""
    code, out, err = command("--json", *words)
    assert code == 0, err
    return json.loads(out)


@pytest.mark.usefixtures("lenient")
def test_a_signed_report_when_it_gets_a_version_lists_both(
    command: Command, case: str, key: Path, password: str, tmp_path: Path
) -> None:
    assert told(command, "version", "list", case)["versions"] == []
    code, lines, _ = command("--lang", "en", "version", "list", case)
    assert (code, lines.strip()) == (0, "The report has no signed version yet.")
    out = tmp_path / "signed.pdf"
    told(command, "sign", case, "--pkcs12", key, "--password-env", password, "--out", out)
    begun = told(command, "version", "new", case, "--note", "תיקון שטח")
    assert (begun["version"], begun["replaces"]) == (2, case)
    listed = told(command, "version", "list", case)["versions"]
    assert [(each["version"], each["kind"], each["status"]) for each in listed] == [
        (1, "signed", "SIGNED"), (2, "draft", "IN_PROGRESS"),
    ]  # fmt: skip
    assert listed[1]["note"] == "תיקון שטח"
    assert listed[1]["valuation_id"] == begun["valuation_id"]
    assert [each["name"] for each in listed[0]["signatures"]] == ["דנה לוי"]
    code, lines, _ = command("version", "list", case)
    assert code == 0
    assert "גרסה 1" in lines
    assert "תיקון שטח" in lines
    assert command("version", "new", case)[0] == 4


def test_authorities_when_added_are_asked_by_every_check(
    command: Command, home: Path, tmp_path: Path
) -> None:
    assert told(command, "signing", "show") == {"timestamp_server": None, "roots": []}
    root = office.root().pem(tmp_path, "root.pem")
    added = told(command, "signing", "add-root", root)
    (known,) = added["roots"]
    assert known["name"] == "רשות בדיקה"
    assert told(command, "signing", "add-root", root) == added
    server = told(command, "signing", "server", "https://time.example/tsa")
    assert server["timestamp_server"] == "https://time.example/tsa"
    code, lines, _ = command("--lang", "en", "signing", "show")
    assert code == 0
    assert known["sha256"] in lines
    spelled = ":".join(known["sha256"].upper()[at : at + 2] for at in range(0, 64, 2))
    assert told(command, "signing", "remove-root", spelled)["roots"] == []
    assert command("signing", "remove-root", spelled)[0] == 4
    assert command("signing", "server", "no address")[0] == 4
    assert command("signing", "add-root", tmp_path / "none.pem")[0] == 4
    letter = tmp_path / "letter.txt"
    letter.write_text("מכתב", encoding="utf-8")
    assert command("signing", "add-root", letter)[0] == 4


@pytest.mark.usefixtures("lenient")
def test_a_check_when_the_office_knows_an_authority_tells_so(
    command: Command, case: str, key: Path, password: str, tmp_path: Path
) -> None:
    out = tmp_path / "signed.pdf"
    told(command, "sign", case, "--pkcs12", key, "--password-env", password, "--out", out)
    found = told(command, "verify", out)
    assert (found["roots"], found["stands"], found["figures"]) == ([], True, "same")
    told(command, "signing", "add-root", office.root().pem(tmp_path, "root.pem"))
    found = told(command, "verify", out)
    assert (found["roots"], found["stands"]) == (["רשות בדיקה"], True)
    (signature,) = found["signatures"]
    assert signature["stamped"] is None
    assert signature["claimed"] == signature["time"]
    code, lines, _ = command("--lang", "en", "verify", out)
    assert code == 0
    assert "by the signer's clock" in lines
    assert "Checked against the authorities" in lines


@pytest.mark.usefixtures("lenient")
def test_a_place_when_it_cannot_be_written_is_refused_before_anything_is_signed(
    command: Command, case: str, key: Path, password: str, tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"x")
    for out in (tmp_path, file / "signed.pdf"):
        code, _, said = command(
            "sign", case, "--pkcs12", key, "--password-env", password, "--out", out
        )
        assert code == 5
        assert said
    assert told(command, "case", "show", case)["status"] == "READY"


@pytest.mark.usefixtures("lenient")
def test_a_copy_when_it_fails_behind_the_signature_says_that_it_is_signed(
    command: Command,
    case: str,
    key: Path,
    password: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_given: object) -> Path:
        raise WorldFailed("disk_full", free=0, needed=1, folder="x")

    out = tmp_path / "signed.pdf"
    with monkeypatch.context() as patched:
        patched.setattr(DiskExports, "place", full)
        code, answer, said = command(
            "--json", "--lang", "en", "sign", case, "--pkcs12", key, "--password-env", password,
            "--out", out,
        )  # fmt: skip
    assert code == 5
    assert "signed and kept" in said
    assert json.loads(answer)["path"] is None
    assert told(command, "sign", case, "--issued", "--out", out)["path"] == str(out)
    assert told(command, "verify", out)["issued_as"] == "current"


@pytest.mark.usefixtures("lenient")
def test_a_certificate_of_another_when_not_confirmed_is_refused(
    command: Command, case: str, password: str, tmp_path: Path
) -> None:
    other = office.person("רון כהן").file(tmp_path, "other.p12")
    out = tmp_path / "signed.pdf"
    given = ("sign", case, "--pkcs12", other, "--password-env", password, "--out", out)
    code, _, said = command(*given)
    assert code == 4
    assert "רון כהן" in said
    assert "--other-holder" in said
    assert not out.exists()
    assert told(command, *given, "--other-holder")["signatures"][0]["name"] == "רון כהן"


@pytest.mark.usefixtures("lenient")
def test_a_report_when_a_part_is_missing_is_blocked_and_told_in_words(
    command: Command, case: str, home: Path, tmp_path: Path
) -> None:
    from tests.usecases.sealing.test_what_stops import put_ready

    services = build_services(Place(Home(home)))
    actor = local_actor(services)
    from shamay_desktop.usecases.wizard.opening import open_case
    from tests.usecases.wizard_steps import session_of, type_and_journal

    session = session_of(services, actor, open_case(services, actor, case))
    type_and_journal(services, actor, session, valuation__adopted_price_per_sqm="")
    put_ready(services, actor, case)
    services.close()
    out = tmp_path / "out.pdf"
    code, answer, said = command("--json", "--lang", "en", "sign", case, "--none", "--out", out)
    assert code == 3
    assert "report_part_missing" in json.loads(answer)["problems"]
    assert "the value" in said
    assert not out.exists()
