"""Keys on smart cards through PKCS#11: which certificates there are, and a session to sign in."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from asn1crypto import x509  # type: ignore[import-untyped]

from shamay_desktop.domain.errors import Refused
from shamay_desktop.signing.certificates import facts_of, may_sign
from shamay_desktop.signing.chains import chain_of
from shamay_desktop.usecases.signing_ports import CardCertificate, CardKey


@dataclass(frozen=True, slots=True)
class OpenCard:
    """A session on a card, the certificate that was asked for, and its issuers on the card.

    `digests` is whether the card digests by itself what it signs with an elliptic curve.
    """

    session: Any
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    digests: bool


def card_certificates(module: Path) -> Sequence[CardCertificate]:
    """The certificates of persons on all tokens; reading them needs no PIN."""
    found: list[CardCertificate] = []
    with _alone(module), _translated():
        for token in _tokens(module):
            with token.open() as session:
                found += [
                    CardCertificate(
                        module=module,
                        token=token.label,
                        certificate_id=identity,
                        label=label,
                        facts=facts_of(certificate),
                        serial=_serial(token),
                    )
                    for certificate, identity, label in _held(session)
                    if may_sign(certificate)
                ]
    return found


def card_certificate(key: CardKey) -> x509.Certificate:
    """The certificate of a key, read without its PIN. Raises as `card_session`."""
    with _alone(key.module), _translated(key.token), _token(key).open() as session:
        return _opened(session, key, digests=True).certificate


@contextmanager
def card_session(key: CardKey) -> Iterator[OpenCard]:
    """A session that is signed in; the PIN is tried once, and on no card but the one meant.

    Raises Refused(`wrong_pin`, `card_locked`, `card_missing`, `card_choice`, `card_failed`,
    `card_module_unusable`).
    """
    import pkcs11

    with _alone(key.module), _translated(key.token):
        token = _token(key)
        digests = pkcs11.Mechanism.ECDSA_SHA256 in token.slot.get_mechanisms()
        with token.open(user_pin=key.pin) as session:
            yield _opened(session, key, digests=digests)


def _opened(session: Any, key: CardKey, *, digests: bool) -> OpenCard:
    held = _held(session)
    meant = [each for each, identity, _ in held if identity == key.certificate_id.lower()]
    if not meant:
        raise Refused("card_missing", card=key.token)
    chain = chain_of(meant[0], [each for each, *_ in held])
    return OpenCard(session, meant[0], tuple(chain), digests)


def _held(session: Any) -> list[tuple[x509.Certificate, str, str]]:
    """The certificates of a token with their ids and labels; one that is broken is passed over."""
    import pkcs11

    found = []
    for each in session.get_objects({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE}):
        try:
            certificate = x509.Certificate.load(each[pkcs11.Attribute.VALUE], strict=True)
            facts_of(certificate)  # parsing waits until it is asked for
        except (ValueError, TypeError, KeyError):
            continue
        identity = bytes(each[pkcs11.Attribute.ID]).hex()
        found.append((certificate, identity, str(each[pkcs11.Attribute.LABEL])))
    return found


def _token(key: CardKey) -> Any:
    import pkcs11

    fitting = [
        token
        for token in _tokens(key.module)
        if token.label == key.token and key.token_serial in ("", _serial(token))
    ]
    if not fitting:
        raise Refused("card_missing", card=key.token)
    if len(fitting) > 1:  # a PIN that is tried on the wrong card is an attempt lost
        found = ", ".join(f"{token.label}/{_serial(token)}" for token in fitting)
        raise Refused("card_choice", found=found)
    if pkcs11.TokenFlag.USER_PIN_LOCKED in fitting[0].flags:
        raise Refused("card_locked")
    return fitting[0]


def _serial(token: Any) -> str:
    return str(bytes(token.serial).decode("ascii", "replace").strip("\0 "))


def _tokens(module: Path) -> Sequence[Any]:
    """The tokens that were set up; an empty slot or a blank token is none."""
    import pkcs11

    try:
        library = pkcs11.lib(str(module))
        library.reinitialize()  # a card that was put in meanwhile is only seen then
    except (RuntimeError, OSError, pkcs11.PKCS11Error) as error:
        raise Refused("card_module_unusable", file=module.name) from error
    tokens = [slot.get_token() for slot in library.get_slots(token_present=True)]
    ready = [each for each in tokens if pkcs11.TokenFlag.TOKEN_INITIALIZED in each.flags]
    if not ready:
        raise Refused("card_not_inserted")
    return ready


@contextmanager
def _alone(module: Path) -> Iterator[None]:
    """One thread at a time: whoever looks for cards ends every session on the module."""
    with _lock(str(module)):
        yield


@cache
def _lock(_module: str) -> "threading.RLock":
    return threading.RLock()


@contextmanager
def _translated(card: str = "") -> Iterator[None]:
    """The library's errors as ours; nothing of them is shown, as they may hold what was given."""
    import pkcs11

    try:
        yield
    except (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange):
        raise Refused("wrong_pin") from None
    except pkcs11.PinLocked:
        raise Refused("card_locked") from None
    except (pkcs11.NoSuchToken, pkcs11.TokenNotPresent, pkcs11.DeviceRemoved):
        if card:
            raise Refused("card_missing", card=card) from None
        raise Refused("card_not_inserted") from None
    except pkcs11.PKCS11Error as error:
        raise Refused("card_failed", why=type(error).__name__) from None
