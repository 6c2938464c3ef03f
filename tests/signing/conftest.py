"""A report to sign, keys to sign it with, a card and a timestamp server of the tests."""

import functools
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from shamay_desktop.domain import report_content as rc
from shamay_desktop.domain.signing import Capacity
from shamay_desktop.i18n.language import Language
from shamay_desktop.reports.pdf import write_pdf
from shamay_desktop.reports.pdf.stamp import write_stamp
from shamay_desktop.usecases.signing_ports import CardKey, KeyFile, SigningRequest
from tests import certificate_office as office
from tests.reports.pdf.sample_report import SENTENCE, chapter, words
from tests.reports.pdf.sample_report import report as make
from tests.signing.answering import Answers, answering, clock_of

PIN = "4711"
_MODULES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
)


def request(capacity: Capacity = Capacity.APPRAISER, **facts: object) -> SigningRequest:
    """A request as the use case makes it."""
    given: dict[str, object] = {
        "capacity": capacity,
        "name": "דנה לוי",
        "reason": "שומת מקרקעין",
        "location": "תל אביב",
        "moment": office.NOW,
        "later": ((Capacity.REVIEWER, None),) if capacity is Capacity.APPRAISER else (),
    }
    return SigningRequest(**(given | facts))  # type: ignore[arg-type]


def stamped_by(name: str, target: Path) -> Path:
    """A visible stamp, as the report's own writer sets it."""
    lines = ("נחתם אלקטרונית", name, "מספר רישיון 1234")
    write_stamp(lines, target, width=190, height=60, language=Language.HE)
    return target


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report of two pages, as it is before signing."""
    content = make(chapter(rc.Paragraph(words(SENTENCE * 5))), logo=None, front=None)
    target = tmp_path / "report.pdf"
    write_pdf(content, {}, target, created=office.NOW)
    return target


@pytest.fixture
def key(tmp_path: Path) -> KeyFile:
    """The appraiser's key."""
    return KeyFile(office.person().file(tmp_path, "appraiser.p12"), office.PASSWORD)


@pytest.fixture
def reviewer(tmp_path: Path) -> KeyFile:
    """The reviewer's key."""
    held = office.person("רון כהן")
    return KeyFile(held.file(tmp_path, "reviewer.p12"), office.PASSWORD)


@pytest.fixture
def roots() -> list[bytes]:
    """The authority that the verifier trusts."""
    return [office.root().encoded()]


@dataclass(frozen=True)
class Card:
    """A token of SoftHSM with the appraiser's key."""

    module: Path
    token: str
    certificate_id: str = "a1"


@pytest.fixture(scope="session")
def card(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Card]:
    """A card in the reader; the same one for all who import this fixture."""
    before = os.environ.get("SOFTHSM2_CONF")
    if not _MADE:
        _MADE.append(_made(tmp_path_factory))
    yield _MADE[0]
    if before is None:
        del os.environ["SOFTHSM2_CONF"]
    else:
        os.environ["SOFTHSM2_CONF"] = before


_MADE: list[Card] = []


def _made(tmp_path_factory: pytest.TempPathFactory) -> Card:
    """Once a process: the card's driver reads where its tokens lie when it is loaded."""
    module = next((Path(path) for path in _MODULES if Path(path).exists()), None)
    if module is None or shutil.which("softhsm2-util") is None:
        if os.environ.get("CI"):
            pytest.fail("SoftHSM2 is missing: tools/setup.sh test installs it")
        pytest.skip("SoftHSM2 is not installed")
    folder = tmp_path_factory.mktemp("card")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'tokens'}\n")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    subprocess.run(
        ["softhsm2-util", "--init-token", "--free", "--label", "שמאי", "--pin", PIN,
         "--so-pin", "12345678"],
        check=True, capture_output=True,
    )  # fmt: skip
    _load(module)
    return Card(module, "שמאי")


def _load(module: Path) -> None:
    """A key; and on a real card lie the issuers, too, here also something broken."""
    import pkcs11
    from pkcs11.util.rsa import decode_rsa_private_key

    held = office.person()
    token = pkcs11.lib(str(module)).get_token(token_label="שמאי")
    with token.open(user_pin=PIN, rw=True) as session:
        keep = functools.partial(_keep, session)
        keep(b"\xa1", decode_rsa_private_key(_traditional(held)), held)
        keep(b"\xca", None, office.intermediate())
        keep(b"\xcb", None, office.root())
        session.create_object(
            {
                pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                pkcs11.Attribute.ID: b"\xbb",
                pkcs11.Attribute.LABEL: "שבור",
                pkcs11.Attribute.SUBJECT: b"0\0",
                pkcs11.Attribute.VALUE: b"no certificate",
                pkcs11.Attribute.TOKEN: True,
            }
        )


@contextmanager
def another_key(card: Card, identity: bytes, held: office.Held) -> Iterator[CardKey]:
    """A key of an elliptic curve on the card for a while."""
    import pkcs11
    from pkcs11.util.ec import decode_ec_private_key

    def opened() -> Any:
        library = pkcs11.lib(str(card.module))
        library.reinitialize()
        return library.get_token(token_label=card.token).open(user_pin=PIN, rw=True)

    with opened() as session:
        _keep(session, identity, decode_ec_private_key(_traditional(held)), held)
    yield CardKey(card.module, card.token, identity.hex(), PIN)
    with opened() as session:
        for each in list(session.get_objects({pkcs11.Attribute.ID: identity})):
            each.destroy()


def _traditional(held: office.Held) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    return held.key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())


def _keep(session: Any, identity: bytes, key: dict[Any, Any] | None, held: office.Held) -> None:
    import pkcs11
    from cryptography.hazmat.primitives.serialization import Encoding
    from pkcs11.util.x509 import decode_x509_certificate

    named = {
        pkcs11.Attribute.ID: identity,
        pkcs11.Attribute.LABEL: "חתימה",
        pkcs11.Attribute.TOKEN: True,
    }
    if key is not None:
        session.create_object(key | named)
    certificate = decode_x509_certificate(held.certificate.public_bytes(Encoding.DER))
    session.create_object(certificate | named)


@pytest.fixture
def timestamp_server() -> Iterator[str]:
    """A server that vouches for times, on this machine."""
    with clock_of(office.timestamp_authority()) as address:
        yield address


@pytest.fixture
def foreign_clock() -> Iterator[str]:
    """A clock of one's own making: it leads to no authority that anybody trusts."""
    with clock_of(office.foreign_clock()) as address:
        yield address


@pytest.fixture
def answers() -> Iterator[Answers]:
    """Authorities that tell what was revoked, on this machine."""
    with answering() as given:
        yield given
