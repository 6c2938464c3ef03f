"""Passwords, recovery codes and the keyring, with or without one."""

import threading
import unicodedata

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, NoKeyringError, PasswordDeleteError

from shamay_desktop.system.passwords import Argon2Passwords
from shamay_desktop.system.secrets import Answer, KeyringSecrets, NoSecret


def test_a_password_fits_in_either_normal_form() -> None:
    passwords = Argon2Passwords()
    hashed = passwords.hash("סיסמה é שׁ")
    assert hashed.startswith("$argon2id$")
    assert passwords.verify(hashed, unicodedata.normalize("NFD", "סיסמה é שׁ"))
    assert not passwords.verify(hashed, "סיסמה e ש")
    assert not passwords.needs_rehash(hashed)


def test_a_hash_is_salted_and_a_broken_one_fits_nothing() -> None:
    passwords = Argon2Passwords()
    assert passwords.hash("a") != passwords.hash("a")
    for broken in ("", "$argon2id$", "not a hash"):
        assert not passwords.verify(broken, "a")
        assert passwords.needs_rehash(broken)


def test_an_old_hash_still_fits_and_is_to_be_renewed() -> None:
    from argon2 import PasswordHasher

    old = PasswordHasher(time_cost=1, memory_cost=1024).hash("a")
    assert Argon2Passwords().verify(old, "a")
    assert Argon2Passwords().needs_rehash(old)


def test_a_recovery_code_fits_however_it_is_typed() -> None:
    passwords = Argon2Passwords()
    code = passwords.new_recovery_code()
    assert [len(group) for group in code.split("-")] == [4] * 7
    hashed = passwords.hash_recovery_code(code)
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert passwords.verify_recovery_code(hashed, typed)
    assert not passwords.verify_recovery_code(hashed, passwords.new_recovery_code())


def test_recovery_codes_do_not_repeat() -> None:
    assert len({Argon2Passwords().new_recovery_code() for _ in range(200)}) == 200


class FakeKeyring(KeyringBackend):
    """A keyring in memory, or one that fails or hangs."""

    priority = 1

    def __init__(self, failure: Exception | None = None) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.failure = failure
        self.hanging: threading.Event | None = None

    def get_password(self, service: str, username: str) -> str | None:
        self._trouble()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._trouble()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise PasswordDeleteError
        del self.kept[service, username]

    def _trouble(self) -> None:
        if self.hanging is not None:
            self.hanging.wait(30)
        if self.failure is not None:
            raise self.failure


@pytest.fixture
def backend(monkeypatch: pytest.MonkeyPatch) -> FakeKeyring:
    fake = FakeKeyring()
    for name in ("get_password", "set_password", "delete_password"):
        monkeypatch.setattr(keyring, name, getattr(fake, name))
    return fake


def test_a_secret_is_kept_and_forgotten(backend: FakeKeyring) -> None:
    secrets = KeyringSecrets()
    assert secrets.look("token") == Answer(None, NoSecret.ABSENT)
    assert secrets.set("token", "סוד")
    assert secrets.get("token") == "סוד"
    secrets.delete("token")
    secrets.delete("token")
    assert secrets.get("token") is None


@pytest.mark.parametrize(
    ("failure", "reason"),
    [
        (NoKeyringError(), NoSecret.NO_KEYRING),
        (KeyringLocked(), NoSecret.LOCKED),
        (OSError("the bus is gone"), NoSecret.FAILED),
    ],
)
def test_a_keyring_that_fails_is_an_answer(
    backend: FakeKeyring, failure: Exception, reason: NoSecret
) -> None:
    backend.failure = failure
    secrets = KeyringSecrets()
    assert secrets.look("token") == Answer(None, reason)
    assert secrets.get("token") is None
    assert not secrets.set("token", "x")


def test_a_keyring_that_hangs_is_given_up(backend: FakeKeyring) -> None:
    backend.hanging = threading.Event()
    assert KeyringSecrets(timeout=1).look("token") == Answer(None, NoSecret.SLOW)
    backend.hanging.set()


def test_a_secret_is_not_printed() -> None:
    assert "xyz" not in repr(Answer("xyz"))
