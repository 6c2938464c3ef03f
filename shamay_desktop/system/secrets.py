"""Secrets in the platform's keyring, asked in a thread that may hang without harm.

On a Linux without a desktop there is no keyring, or it waits for ever to be unlocked: both are
answers, not errors, and the program asks its user for the passphrase instead.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class NoSecret(StrEnum):
    """Why the keyring gave nothing."""

    ABSENT = "absent"
    NO_KEYRING = "no_keyring"
    LOCKED = "locked"
    SLOW = "slow"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Answer:
    """A secret, or why there is none."""

    secret: str | None
    reason: NoSecret | None = None

    def __repr__(self) -> str:
        return f"Answer(reason={self.reason})"  # a secret never stands in a log or a traceback


class KeyringSecrets:
    """The port `Secrets`; `look` tells the reason besides. Each call waits `timeout` seconds."""

    def __init__(self, service: str = "ShamayDesktop", timeout: int = 5) -> None:
        self._service = service
        self._timeout = timeout

    def get(self, name: str) -> str | None:
        """The secret of a name, None when the keyring gives none."""
        return self.look(name).secret

    def look(self, name: str) -> Answer:
        """The secret of a name, or why there is none."""
        import keyring

        answer = self._ask(lambda: keyring.get_password(self._service, name))
        if answer.secret is None and answer.reason is None:
            return Answer(None, NoSecret.ABSENT)
        return answer

    def set(self, name: str, secret: str) -> bool:
        """Keep a secret; False when the keyring does not take it."""
        import keyring

        return self._ask(lambda: keyring.set_password(self._service, name, secret)).reason is None

    def delete(self, name: str) -> None:
        """Forget a secret; one that is not there is forgotten already."""
        import keyring

        self._ask(lambda: keyring.delete_password(self._service, name))

    def _ask(self, call: Callable[[], str | None]) -> Answer:
        answers: list[Answer] = []
        thread = threading.Thread(target=lambda: answers.append(_answer(call)), daemon=True)
        thread.start()
        thread.join(self._timeout)
        return answers[0] if answers else Answer(None, NoSecret.SLOW)


def _answer(call: Callable[[], str | None]) -> Answer:
    from keyring.errors import InitError, KeyringLocked, NoKeyringError

    try:
        return Answer(call())
    except KeyringLocked:
        return Answer(None, NoSecret.LOCKED)
    except (NoKeyringError, InitError):
        return Answer(None, NoSecret.NO_KEYRING)
    except Exception:  # backends raise whatever their platform's library raises
        return Answer(None, NoSecret.FAILED)
