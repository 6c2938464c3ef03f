"""A report to sign, keys to sign it with, a card and a timestamp server of the tests."""

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from shamay_desktop.domain import report_content as rc
from shamay_desktop.domain.signing import Capacity
from shamay_desktop.reports.pdf import write_pdf
from shamay_desktop.usecases.signing_ports import KeyFile, SigningRequest
from tests import certificate_office as office
from tests.reports.pdf.sample_report import SENTENCE, chapter, words
from tests.reports.pdf.sample_report import report as make

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
def roots(tmp_path: Path) -> list[Path]:
    """The authority that the verifier trusts."""
    return [office.root().pem(tmp_path, "root.pem")]


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
    import pkcs11
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from pkcs11.util.rsa import decode_rsa_private_key
    from pkcs11.util.x509 import decode_x509_certificate

    held = office.person()
    token = pkcs11.lib(str(module)).get_token(token_label="שמאי")
    with token.open(user_pin=PIN, rw=True) as session:
        traditional = held.key.private_bytes(
            Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption()
        )
        named = {pkcs11.Attribute.ID: b"\xa1", pkcs11.Attribute.LABEL: "חתימה"}
        key = decode_rsa_private_key(traditional)
        session.create_object(key | named | {pkcs11.Attribute.TOKEN: True})
        certificate = decode_x509_certificate(held.certificate.public_bytes(Encoding.DER))
        session.create_object(certificate | named | {pkcs11.Attribute.TOKEN: True})


@pytest.fixture
def timestamp_server() -> Iterator[str]:
    """A server that vouches for times, on this machine."""
    from asn1crypto import keys, tsp, x509
    from cryptography.hazmat.primitives.serialization import Encoding
    from pyhanko.sign.timestamps import DummyTimeStamper

    held = office.timestamp_authority()
    certificate = x509.Certificate.load(held.certificate.public_bytes(Encoding.DER))
    stamper = DummyTimeStamper(certificate, keys.PrivateKeyInfo.load(held.key_der()))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            answer = stamper.request_tsa_response(tsp.TimeStampReq.load(asked)).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_args: object) -> None:
            """Silent."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()
