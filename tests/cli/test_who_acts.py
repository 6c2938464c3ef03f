"""Who acts: the local office, or a named user with a password; no question is ever asked."""

import io
import json
import sys
from pathlib import Path

import pytest

from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.system.folders import Home
from shamay_desktop.usecases.office.first_run import FirstRun, set_up_office
from tests.cli.conftest import Command

EMAIL, PASSWORD = "tamar@example.org", "six plain words make it"


class Unasked(io.StringIO):
    """A stdin that is no terminal and that nobody may read."""

    def read(self, _size: int | None = -1, /) -> str:
        raise AssertionError("a question was asked")

    def readline(self, _size: int = -1, /) -> str:  # type: ignore[override]  # never returns
        raise AssertionError("a question was asked")


@pytest.fixture
def accounts(home: Path) -> None:
    """The home has an account with a password."""
    services = build_services(Place(Home(home).make()))
    services.database.upgrade()
    asked = FirstRun(EMAIL, "תמר אלוני", "משרד הדגמה", "90417", PASSWORD)
    set_up_office(services, asked)
    services.close()


@pytest.fixture(autouse=True)
def _no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Unasked())


def test_a_home_without_accounts_when_used_then_its_local_owner_acts(
    command: Command, folder: Path
) -> None:
    assert command("case", "import", folder)[0] == 0
    assert json.loads(command("--json", "case", "list")[1])["total"] == 1


@pytest.mark.usefixtures("accounts")
def test_a_home_with_accounts_when_nobody_is_named_then_refused_with_4(command: Command) -> None:
    code, out, err = command("--lang", "en", "--json", "case", "list")
    assert (code, out) == (4, "")
    assert "--user" in err


@pytest.mark.usefixtures("accounts")
def test_a_user_when_the_password_is_nowhere_then_refused_with_4(command: Command) -> None:
    code, _, err = command("--lang", "en", "--user", EMAIL, "case", "list")
    assert code == 4
    assert "--login-password-env" in err


@pytest.mark.usefixtures("accounts")
def test_a_user_when_the_password_is_wrong_then_refused_and_it_is_not_repeated(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGIN", "not the password")
    words = ("--user", EMAIL, "--login-password-env", "LOGIN", "case", "list")
    code, out, err = command(*words)
    assert (code, out) == (4, "")
    assert "not the password" not in err


@pytest.mark.usefixtures("accounts")
def test_a_user_when_the_password_is_right_then_acts_under_the_own_name(
    command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGIN", PASSWORD)
    who = ("--user", EMAIL, "--login-password-env", "LOGIN", "--json")
    assert command(*who, "case", "import", folder)[0] == 0
    shown = json.loads(command(*who, "case", "show", "sample-case")[1])
    assert shown["fields"]["client.name"]["source"]["by"] == EMAIL


def test_the_home_when_the_environment_names_it_then_it_is_used(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shamay_desktop.cli.main import run

    monkeypatch.setenv("SHAMAY_HOME", str(tmp_path / "elsewhere"))
    assert run(["case", "import", str(folder)]) == 0
    assert Home(tmp_path / "elsewhere").database.is_file()
