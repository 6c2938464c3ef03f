"""Smart cards: the certificates of persons, one PIN for one signature, and each thing amiss."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.signing import Trust, Whole
from shamay_desktop.signing import cards
from shamay_desktop.signing.adapters import HankoSigner, HankoVerifier
from shamay_desktop.usecases.signing_ports import CardKey
from tests import certificate_office as office
from tests.signing.agreement import agreed
from tests.signing.conftest import PIN, Card, another_key, request

SIGNER, VERIFIER = HankoSigner(), HankoVerifier()


def test_a_card_when_it_signs_needs_its_pin_once_and_brings_its_chain(
    report: Path, card: Card, roots: list[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[str] = []
    opened = cards._tokens

    class Counting:
        """A token that counts how often a PIN was given to it."""

        def __init__(self, token: Any) -> None:
            self._token = token

        def __getattr__(self, name: str) -> Any:
            return getattr(self._token, name)

        def open(self, **named: Any) -> Any:
            given.extend([named["user_pin"]] if "user_pin" in named else [])
            return self._token.open(**named)

    monkeypatch.setattr(
        cards, "_tokens", lambda module: [Counting(each) for each in opened(module)]
    )
    key = CardKey(card.module, card.token, card.certificate_id, PIN)
    assert SIGNER.certificate(CardKey(card.module, card.token, card.certificate_id, "")).subject
    assert given == []
    target = tmp_path / "signed.pdf"
    SIGNER.sign(report, target, key, request())
    assert given == [PIN]
    (found,) = VERIFIER.verify(target, roots, office.NOW).signatures
    assert (found.whole, found.trust) == (Whole.WHOLE, Trust.UNCHECKED)
    assert found.certificate is not None
    assert found.certificate.subject == "דנה לוי"
    agreed(target, 1)


def test_a_card_when_looked_at_shows_persons_and_no_authorities(card: Card) -> None:
    """The intermediate, the root and a broken certificate lie on the card, too."""
    held = SIGNER.cards(card.module)
    assert [each.certificate_id for each in held] == ["a1"]
    assert {each.token for each in held} == {card.token}
    (serial,) = {each.serial for each in held}
    assert len(serial) > 0


def test_a_card_when_its_key_is_of_an_elliptic_curve_signs(
    report: Path, card: Card, tmp_path: Path
) -> None:
    target = tmp_path / "signed.pdf"
    with another_key(card, b"\xec", office.person("נועה", curve=True)) as key:
        made = SIGNER.sign(report, target, key, request())
    assert made.whole is Whole.WHOLE
    agreed(target, 1)


@pytest.mark.parametrize(
    ("token", "identity", "pin", "serial", "code"),
    [
        ("שמאי", "a1", "0000", "", "wrong_pin"),
        ("אחר", "a1", PIN, "", "card_missing"),
        ("שמאי", "b2", PIN, "", "card_missing"),
        ("שמאי", "a1", PIN, "another", "card_missing"),
        ("שמאי", "ca", PIN, "", "certificate_not_for_signing"),
    ],
    ids=["pin", "token", "certificate", "serial", "authority"],
)
def test_a_card_when_something_is_wrong_says_what(
    report: Path, card: Card, tmp_path: Path,
    token: str, identity: str, pin: str, serial: str, code: str,
) -> None:  # fmt: skip
    key = CardKey(card.module, token, identity, pin, serial)
    with pytest.raises(Refused) as refused:
        SIGNER.sign(report, tmp_path / "signed.pdf", key, request())
    assert refused.value.code == code
    assert not (tmp_path / "signed.pdf").exists()


def test_a_pin_when_two_cards_have_one_name_is_tried_on_neither(
    report: Path, card: Card, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = cards._tokens
    monkeypatch.setattr(cards, "_tokens", lambda module: [*opened(module), *opened(module)])
    key = CardKey(card.module, card.token, card.certificate_id, "0000")
    with pytest.raises(Refused) as refused:
        SIGNER.sign(report, tmp_path / "signed.pdf", key, request())
    assert refused.value.code == "card_choice"


class Locked:
    """A token that is locked; giving it a PIN would be one attempt more."""

    label, serial = "שמאי", b"1"

    def __init__(self) -> None:
        import pkcs11

        self.flags = pkcs11.TokenFlag.USER_PIN_LOCKED | pkcs11.TokenFlag.TOKEN_INITIALIZED

    def open(self, **_named: Any) -> Any:
        pytest.fail("a locked card was given a PIN")


def test_a_card_when_it_is_locked_is_given_no_pin(
    report: Path, card: Card, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cards, "_tokens", lambda _module: [Locked()])
    with pytest.raises(Refused) as refused:
        SIGNER.sign(
            report, tmp_path / "signed.pdf", CardKey(card.module, "שמאי", "a1", PIN), request()
        )
    assert refused.value.code == "card_locked"


@pytest.mark.parametrize(
    ("raised", "code"),
    [
        ("PinLocked", "card_locked"),
        ("PinIncorrect", "wrong_pin"),
        ("TokenNotPresent", "card_missing"),
        ("DeviceRemoved", "card_missing"),
        ("DeviceError", "card_failed"),
    ],
)
def test_a_card_when_its_driver_fails_says_what_and_shows_nothing_of_it(
    card: Card, monkeypatch: pytest.MonkeyPatch, raised: str, code: str
) -> None:
    import pkcs11

    def fail(_key: CardKey) -> Any:
        raise getattr(pkcs11, raised)(f"PIN {PIN}")

    monkeypatch.setattr(cards, "_token", fail)
    with pytest.raises(Refused) as refused:
        SIGNER.certificate(CardKey(card.module, "שמאי", "a1", PIN))
    assert refused.value.code == code
    assert PIN not in str(refused.value)
    assert refused.value.__cause__ is None


def test_a_reader_when_it_is_empty_says_so(card: Card, monkeypatch: pytest.MonkeyPatch) -> None:
    import pkcs11

    class Empty:
        """A driver with a reader and no card."""

        def reinitialize(self) -> None:
            """Nothing changed."""

        def get_slots(self, *, token_present: bool) -> list[Any]:
            assert token_present
            return []

    monkeypatch.setattr(pkcs11, "lib", lambda _path: Empty())
    with pytest.raises(Refused) as refused:
        SIGNER.cards(card.module)
    assert refused.value.code == "card_not_inserted"


def test_a_module_when_it_is_none_is_refused(tmp_path: Path) -> None:
    module = tmp_path / "no.so"
    module.write_bytes(b"none")
    with pytest.raises(Refused) as refused:
        SIGNER.cards(module)
    assert refused.value.code == "card_module_unusable"


def test_a_card_when_looked_at_while_it_signs_signs_all_the_same(
    report: Path, card: Card, tmp_path: Path
) -> None:
    """Looking for cards ends every session of the driver: it waits until a signature is made."""
    stop, failed = threading.Event(), list[BaseException]()

    def look() -> Iterator[None]:
        while not stop.is_set():
            SIGNER.cards(card.module)
            yield

    def keep_looking() -> None:
        try:
            for _ in look():
                pass
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=keep_looking)
    thread.start()
    try:
        for number in range(3):
            key = CardKey(card.module, card.token, card.certificate_id, PIN)
            SIGNER.sign(report, tmp_path / f"{number}.pdf", key, request())
    finally:
        stop.set()
        thread.join()
    assert failed == []
    agreed(tmp_path / "2.pdf", 1)
