"""Hashing of passwords and recovery codes: Argon2id with the library's defaults."""

import secrets
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32 symbols, 5 bits each: no I, L, O, U to be misread."""

_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
_GROUPS, _GROUP = 7, 4


class Argon2Passwords:
    """The port `Passwords`. A hash names its own parameters, so stronger ones can come later."""

    def __init__(self) -> None:
        self._hasher: PasswordHasher | None = None

    def hash(self, password: str) -> str:
        """The salted hash of a password in NFC; about an eighth of a second."""
        return self._library().hash(_normal(password))

    def verify(self, password_hash: str, password: str) -> bool:
        """Whether the password fits; False as well when the stored hash is unreadable."""
        from argon2.exceptions import InvalidHashError, VerificationError

        try:
            return self._library().verify(password_hash, _normal(password))
        except (VerificationError, InvalidHashError):
            return False

    def needs_rehash(self, password_hash: str) -> bool:
        """Whether the hash was made with older parameters than today's."""
        from argon2.exceptions import InvalidHashError

        try:
            return self._library().check_needs_rehash(password_hash)
        except InvalidHashError:
            return True

    def new_recovery_code(self) -> str:
        """A random code of 140 bits in seven groups of four, to be printed once."""
        groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP)) for _ in range(_GROUPS))
        return "-".join(groups)

    def hash_recovery_code(self, code: str) -> str:
        """The salted hash of a recovery code, however it was typed."""
        return self.hash(_plain(code))

    def verify_recovery_code(self, code_hash: str, code: str) -> bool:
        """Whether the code fits; case, dashes, spaces and misread O, I, L do not matter."""
        return self.verify(code_hash, _plain(code))

    def _library(self) -> "PasswordHasher":
        if self._hasher is None:
            from argon2 import PasswordHasher

            self._hasher = PasswordHasher()
        return self._hasher


def _normal(password: str) -> str:
    return unicodedata.normalize("NFC", password)


def _plain(code: str) -> str:
    return "".join(filter(str.isalnum, code.upper())).translate(_MISREAD)
