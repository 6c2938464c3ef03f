"""Keys on smart cards through PKCS#11: which certificates there are, and a session to sign in."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from asn1crypto import x509  # type: ignore[import-untyped]

from shamay_desktop.domain.errors import Refused
from shamay_desktop.signing.certificates import facts_of
from shamay_desktop.usecases.signing_ports import CardCertificate, CardKey


def card_certificates(module: Path) -> Sequence[CardCertificate]:
    """The certificates of persons on all tokens; reading them needs no PIN."""
    import pkcs11

    found: list[CardCertificate] = []
    with _translated():
        for token in _tokens(module):
            with token.open() as session:
                objects = session.get_objects(
                    {pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE}
                )
                found += [_certificate(module, token.label, each) for each in objects]
    return [each for each in found if each.facts.subject]


@contextmanager
def card_session(key: CardKey) -> Iterator[tuple[Any, x509.Certificate]]:
    """A session that is signed in, and the certificate; the PIN is tried once.

    Raises Refused(`wrong_pin`, `card_locked`, `card_missing`, `card_module_unusable`).
    """
    import pkcs11

    with _translated():
        token = _token(key)
        with token.open(user_pin=key.pin) as session:
            wanted = {
                pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                pkcs11.Attribute.ID: bytes.fromhex(key.certificate_id),
            }
            held = next(iter(session.get_objects(wanted)), None)
            if held is None:
                raise Refused("card_missing", card=key.token)
            yield session, x509.Certificate.load(held[pkcs11.Attribute.VALUE])


def _token(key: CardKey) -> Any:
    for token in _tokens(key.module):
        if token.label == key.token:
            return token
    raise Refused("card_missing", card=key.token)


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
        raise Refused("card_missing", card=module.name)
    return ready


def _certificate(module: Path, token: str, held: Any) -> CardCertificate:
    import pkcs11

    certificate = x509.Certificate.load(held[pkcs11.Attribute.VALUE])
    return CardCertificate(
        module=module,
        token=token,
        certificate_id=bytes(held[pkcs11.Attribute.ID]).hex(),
        label=str(held[pkcs11.Attribute.LABEL]),
        facts=facts_of(certificate),
    )


@contextmanager
def _translated() -> Iterator[None]:
    """The library's errors as ours; nothing of them is shown, as they may hold what was given."""
    import pkcs11

    try:
        yield
    except (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange):
        raise Refused("wrong_pin") from None
    except pkcs11.PinLocked:
        raise Refused("card_locked") from None
    except (pkcs11.NoSuchToken, pkcs11.TokenNotPresent, pkcs11.DeviceRemoved):
        raise Refused("card_missing", card="") from None
    except pkcs11.PKCS11Error as error:
        raise Refused("card_failed", why=type(error).__name__) from None
