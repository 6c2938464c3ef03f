"""`db`, `store` and `doctor`: copies that come back, damage that is found, a sick home told of."""

import json
from pathlib import Path

import pytest

from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.domain.edits import Edit
from shamay_desktop.system.folders import Home
from shamay_desktop.usecases.office.first_run import FirstRun, set_up_office
from tests.cli.conftest import Command


def _stored(home: Path) -> list[Path]:
    return sorted(path for path in Home(home).store.rglob("*") if path.is_file())


def test_store_when_a_file_was_tampered_with_then_named_with_5(
    command: Command, folder: Path, home: Path
) -> None:
    command("case", "import", folder)
    assert command("store", "verify")[0] == 0
    (file,) = _stored(home)
    file.chmod(0o600)
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    code, out, _ = command("--json", "store", "verify")
    answer = json.loads(out)
    assert (code, answer["altered"], answer["missing"]) == (5, [file.name], [])
    assert file.name in command("store", "verify")[1]


def test_store_when_a_file_is_missing_then_named_with_5(
    command: Command, folder: Path, home: Path
) -> None:
    command("case", "import", folder)
    (file,) = _stored(home)
    file.unlink()
    code, out, _ = command("--json", "store", "verify")
    assert (code, json.loads(out)["missing"]) == (5, [file.name])


def test_backup_when_restored_then_the_cases_are_those_of_the_copy_and_the_replaced_are_kept(
    command: Command, folder: Path, home: Path, tmp_path: Path
) -> None:
    command("db", "upgrade")
    assert command("db", "backup", tmp_path / "empty.db")[0] == 0
    command("case", "import", folder)
    code, out, _ = command("--json", "db", "restore", tmp_path / "empty.db")
    assert code == 0
    assert json.loads(command("--json", "case", "list")[1])["total"] == 0
    kept = Path(json.loads(out)["replaced_kept_at"])
    assert kept.is_file()
    assert command("db", "restore", kept)[0] == 0
    assert json.loads(command("--json", "case", "list")[1])["total"] == 1
    assert command("db", "check")[0] == 0


def test_restore_when_the_copy_is_damaged_then_refused_and_nothing_is_replaced(
    command: Command, folder: Path, tmp_path: Path
) -> None:
    command("case", "import", folder)
    (tmp_path / "broken.db").write_bytes(b"SQLite format 3\x00" + b"?" * 4000)
    for name in ("broken.db", "gone.db"):
        code, out, err = command("--lang", "en", "--json", "db", "restore", tmp_path / name)
        assert (code, out) == (4, "")
        assert err != ""
    assert json.loads(command("--json", "case", "list")[1])["total"] == 1


def test_upgrade_when_done_again_then_the_same_revision(command: Command) -> None:
    first, second = (json.loads(command("--json", "db", "upgrade")[1]) for _ in range(2))
    assert first == second
    assert first["revision"]


def test_database_when_it_is_damaged_then_the_check_says_so_with_5(
    command: Command, folder: Path, home: Path
) -> None:
    command("case", "import", folder)
    file = Home(home).database
    whole = bytearray(file.read_bytes())
    whole[4096 * 3 : 4096 * 6] = b"\x07" * (4096 * 3)
    file.write_bytes(whole)
    code, out, err = command("--json", "db", "check")
    assert code == 5
    assert err != "" or json.loads(out)["problems"]


def test_doctor_when_asked_then_names_what_the_program_stands_on(
    command: Command, home: Path
) -> None:
    answer = json.loads(command("--json", "doctor")[1])
    assert answer["home"] == str(home)
    assert all(answer["fonts"].values())
    assert None not in answer["libraries"].values()
    assert {"version", "python", "platform", "database", "keyring", "resources"} <= set(answer)


def test_doctor_when_the_home_is_new_then_no_database_is_missed_until_one_was_there(
    command: Command, home: Path
) -> None:
    assert not json.loads(command("--json", "doctor")[1])["database"].startswith("!")
    command("--json", "case", "list")
    Home(home).database.unlink()
    assert json.loads(command("--json", "doctor")[1])["database"].startswith("!")


def test_doctor_when_the_database_cannot_be_opened_then_still_answers(
    command: Command, home: Path
) -> None:
    home.mkdir()
    Home(home).database.write_bytes(b"no database at all, but long enough to look like one" * 9)
    code, out, _ = command("--json", "doctor")
    assert code == 0
    assert json.loads(out)["database"].startswith("!")


def test_a_command_when_the_home_is_a_file_then_the_world_failed_with_5(
    command: Command, home: Path
) -> None:
    home.write_text("", encoding="utf-8")
    code, out, err = command("--json", "case", "list")
    assert (code, out) == (5, "")
    assert err != ""


def _harm(home: Path) -> Path:
    """Zero the beginning of the database."""
    file = Home(home).database
    content = file.read_bytes()
    file.write_bytes(bytes(8192) + content[8192:])
    return file


def test_a_damaged_database_when_checked_then_cause_and_newest_backup_are_named_with_5(
    command: Command, folder: Path, home: Path
) -> None:
    command("case", "import", folder)
    command("db", "backup", Home(home).backups / "shamay-2026-11-20.sqlite3")
    _harm(home)
    code, out, _ = command("--json", "db", "check")
    answer = json.loads(out)
    assert (code, answer["sound"], answer["cause"]) == (5, False, "zeroed")
    assert answer["newest_backup"]["valuations"] == 1
    code, out, _ = command("--lang", "en", "db", "check")
    assert "The file begins with zeros" in out


def test_a_damaged_database_when_recovered_then_the_backup_stands_and_the_damaged_is_kept(
    command: Command, folder: Path, home: Path
) -> None:
    command("case", "import", folder)
    command("db", "backup", Home(home).backups / "shamay-2026-11-20.sqlite3")
    harmed = _harm(home).read_bytes()
    code, out, _ = command("--json", "db", "recover")
    answer = json.loads(out)
    assert (code, answer["recovered"]) == (0, True)
    assert Path(answer["damaged_kept_at"]).read_bytes() == harmed
    assert json.loads(command("--json", "case", "list")[1])["total"] == 1
    code, out, _ = command("--json", "db", "recover")
    assert (code, json.loads(out)) == (0, {"recovered": False})


def test_a_vanished_database_when_anything_is_asked_then_5_and_no_empty_one_in_its_place(
    command: Command, folder: Path, home: Path
) -> None:
    command("case", "import", folder)
    Home(home).database.unlink()
    for asked in (("case", "list"), ("db", "upgrade"), ("db", "check")):
        assert command(*asked)[0] == 5
    assert not Home(home).database.exists()
    assert command("db", "recover", "--empty")[0] == 0
    assert json.loads(command("--json", "case", "list")[1])["total"] == 0


def test_a_restore_when_the_home_has_accounts_then_needs_who_may_manage_the_office(
    command: Command, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = build_services(Place(Home(home)))
    services.database.upgrade()
    set_up_office(
        services, FirstRun("dana@example.com", "דנה לוי", "לוי", "1234", "a long sentence")
    )
    services.database.backup(tmp_path / "copy.sqlite3")
    services.close()
    assert command("db", "restore", tmp_path / "copy.sqlite3")[0] == 4
    monkeypatch.setenv("SECRET", "a long sentence")
    as_dana = ("--user", "dana@example.com", "--login-password-env", "SECRET")
    assert command(*as_dana, "db", "restore", tmp_path / "copy.sqlite3")[0] == 0
    _harm(home)
    # Where the database cannot be read nobody can be known: whoever has the file may mend it.
    assert command("db", "restore", tmp_path / "copy.sqlite3")[0] == 0


def test_doctor_when_edits_wait_in_the_second_place_then_says_how_many(
    command: Command, home: Path
) -> None:
    command("db", "upgrade")
    services = build_services(Place(Home(home)))
    services.side_journal.append("s1", [Edit(1, "address.street", None, "x", "a@b", "2026")])
    services.close()
    assert json.loads(command("--json", "doctor")[1])["side_journal"].endswith(": 1")
