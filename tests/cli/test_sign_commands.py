"""`sign` and `verify`: answers, exit codes, and secrets that are nowhere to be read afterwards."""

import io
import json
import logging
from dataclasses import replace
from pathlib import Path

import pytest

from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.domain.access import Role
from shamay_desktop.domain.records import Status
from shamay_desktop.system.folders import Home
from shamay_desktop.usecases.office.first_run import local_actor
from tests import certificate_office as office
from tests.cli.conftest import Command
from tests.complete_case import COMPLETE
from tests.signing.conftest import PIN, Card, card, timestamp_server

__all__ = ["card", "timestamp_server"]

LICENCE = "1234"


@pytest.fixture
def case(home: Path) -> str:
    """A case of the home that is ready: its rules are those of every office, so it is put so."""
    from shamay_desktop.usecases.wizard.opening import create_case
    from tests.usecases.wizard_steps import session_of, type_and_journal

    services = build_services(Place(Home(home).make()))
    services.database.upgrade()
    actor = local_actor(services)
    assert actor.role is Role.OWNER
    opened = create_case(services, actor)
    session = session_of(services, actor, opened)
    for path, content in COMPLETE.items():
        session.type(path, content)
    type_and_journal(
        services, actor, session, address__city="רמת גן", appraiser__name="דנה לוי",
        appraiser__licence_number=LICENCE,
    )  # fmt: skip
    with services.database.work(actor) as work:
        person = work.offices.person(actor.user_id)
        work.offices.save_person(replace(person, licence_number=LICENCE))
        stored = work.valuations.get(opened.valuation.id)
        assert stored is not None
        work.valuations.save(replace(stored, case=session.case, status=Status.READY))
        work.commit()
    services.close()
    return opened.valuation.id


@pytest.fixture
def lenient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No rule blocks, as in a case that is finished."""
    monkeypatch.setattr("shamay_desktop.usecases.sealing.readiness.findings_of", lambda *_: ())


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """The appraiser's key file."""
    return office.person().file(tmp_path, "key.p12")


@pytest.fixture
def password(monkeypatch: pytest.MonkeyPatch) -> str:
    """A variable that holds the key file's password."""
    monkeypatch.setenv("KEY_PASSWORD", office.PASSWORD)
    return "KEY_PASSWORD"


@pytest.mark.usefixtures("lenient")
def test_a_report_when_signed_and_checked_answers_what_stands(
    command: Command, case: str, key: Path, password: str, tmp_path: Path
) -> None:
    out = tmp_path / "signed.pdf"
    code, answer, _ = command(
        "--json", "sign", case, "--pkcs12", key, "--password-env", password, "--out", out
    )
    assert code == 0
    told = json.loads(answer)
    assert (told["method"], told["version"], told["path"]) == ("certified", 1, str(out))
    (signature,) = told["signatures"]
    assert (signature["name"], signature["as"], signature["level"]) == (
        "דנה לוי", "appraiser", "B-B",
    )  # fmt: skip
    root = office.root().pem(tmp_path, "root.pem")
    code, answer, _ = command("--json", "verify", out, "--root", root)
    checked = json.loads(answer)
    assert code == 0
    assert (checked["intact"], checked["issued"], checked["changed_after_signing"]) == (
        True, True, False,
    )  # fmt: skip
    assert checked["sha256"] == told["sha256"]
    (found,) = checked["signatures"]
    assert found["covers_whole_file"]
    code, lines, _ = command("verify", out)
    assert code == 0
    assert "דנה לוי" in lines
    code, answer, _ = command("--json", "--lang", "en", "verify", out)
    assert json.loads(answer)["verdict"] == "untrusted"  # no authority was named


@pytest.mark.usefixtures("lenient")
def test_a_file_when_a_bit_is_turned_is_damaged(
    command: Command, case: str, key: Path, password: str, tmp_path: Path
) -> None:
    out = tmp_path / "signed.pdf"
    command("sign", case, "--pkcs12", key, "--password-env", password, "--out", out)
    content = bytearray(out.read_bytes())
    content[len(content) // 3] ^= 1
    out.write_bytes(bytes(content))
    code, answer, _ = command("--json", "verify", out)
    told = json.loads(answer)
    assert code == 5
    assert (told["intact"], told["issued"], told["changed_after_signing"]) == (False, False, True)


@pytest.mark.usefixtures("lenient")
def test_a_file_when_its_case_is_not_at_hand_is_checked_by_itself(
    command: Command, case: str, key: Path, password: str, tmp_path: Path
) -> None:
    from shamay_desktop.cli.main import run

    out = tmp_path / "signed.pdf"
    command("sign", case, "--pkcs12", key, "--password-env", password, "--out", out)
    elsewhere = tmp_path / "elsewhere"
    assert run(["--home", str(elsewhere), "verify", str(out)]) == 0
    assert not (elsewhere / "shamay.sqlite3").exists()
    letter = tmp_path / "letter.txt"
    letter.write_text("מכתב", encoding="utf-8")
    assert run(["--home", str(elsewhere), "verify", str(letter)]) == 4


def test_a_case_when_findings_block_is_not_signed_and_no_secret_is_asked(
    command: Command, case: str, key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    out = tmp_path / "signed.pdf"
    code, answer, said = command("--json", "sign", case, "--pkcs12", key, "--out", out)
    assert code == 3
    assert "findings_block_signing" in json.loads(answer)["problems"]
    assert said
    assert not out.exists()


@pytest.mark.usefixtures("lenient")
def test_a_password_when_wrong_or_missing_is_refused_and_nothing_is_signed(
    command: Command, case: str, key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "signed.pdf"
    for given in ("wrong\n", ""):
        monkeypatch.setattr("sys.stdin", io.StringIO(given))
        code, _, said = command("sign", case, "--pkcs12", key, "--out", out)
        assert code == 4
        assert said
        assert not out.exists()
    code, answer, _ = command("--json", "case", "show", case)
    assert json.loads(answer)["status"] == "READY"


@pytest.mark.usefixtures("lenient")
def test_a_card_when_it_signs_takes_its_pin_from_the_input_and_no_log_holds_it(
    command: Command,
    case: str,
    card: Card,
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PIN}\n"))
    out = tmp_path / "signed.pdf"
    with caplog.at_level(logging.DEBUG):
        code, _, said = command("sign", case, "--pkcs11", card.module, "--out", out)
    assert code == 0, said
    assert command("verify", out)[0] == 0
    written = [path.read_bytes() for path in (home / "logs").glob("*")]
    assert PIN not in caplog.text
    assert not any(PIN.encode() in content for content in written)


@pytest.mark.usefixtures("lenient")
def test_a_card_when_another_is_named_is_refused_with_what_there_is(
    command: Command, case: str, card: Card, tmp_path: Path
) -> None:
    out = tmp_path / "signed.pdf"
    code, _, said = command("sign", case, "--pkcs11", card.module, "--token", "אחר", "--out", out)
    assert code == 4
    assert "--token" in said


@pytest.mark.usefixtures("lenient")
def test_a_timestamp_when_added_later_and_the_file_when_handed_out_again(
    command: Command,
    case: str,
    key: Path,
    password: str,
    tmp_path: Path,
    timestamp_server: str,
) -> None:
    first, later, again = (tmp_path / name for name in ("1.pdf", "2.pdf", "3.pdf"))
    command("sign", case, "--pkcs12", key, "--password-env", password, "--out", first)
    code, answer, said = command(
        "--json", "sign", case, "--timestamp-only", "--timestamp", timestamp_server, "--out", later
    )
    assert code == 0, said
    assert json.loads(answer)["signatures"][0]["level"] == "B-T"
    assert command("sign", case, "--issued", "--out", again)[0] == 0
    assert again.read_bytes() == later.read_bytes()
    code, answer, _ = command("--json", "verify", first)
    told = json.loads(answer)
    assert (code, told["issued_as"], told["intact"], told["issued"]) == (0, "earlier", True, True)


@pytest.mark.usefixtures("lenient")
@pytest.mark.parametrize("way", ["--none"])
def test_a_report_when_issued_without_a_signature_says_so(
    command: Command, case: str, tmp_path: Path, way: str
) -> None:
    out = tmp_path / "issued.pdf"
    code, answer, said = command("--json", "sign", case, way, "--out", out)
    assert code == 0, said
    assert (json.loads(answer)["method"], json.loads(answer)["signatures"]) == ("none", [])
    assert command("verify", out)[0] == 0
    assert command("sign", case, way, "--out", out)[0] == 4


@pytest.mark.parametrize("secret", ["--password", "--pin"])
def test_a_secret_when_given_as_an_argument_is_no_argument(
    command: Command, case: str, secret: str
) -> None:
    with pytest.raises(SystemExit) as left:
        command("sign", case, "--pkcs12", "a.p12", secret, "x", "--out", "b.pdf")
    assert left.value.code == 2
