"""Servers of the tests, on this machine: clocks, and authorities that tell what was revoked."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from tests import certificate_office as office
from tests.certificate_office import Held, Wish, issued

Answer = tuple[int, str, bytes]


@contextmanager
def served(answer: Callable[[str, bytes], Answer]) -> Iterator[str]:
    """The address of a server that answers each path and body so."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self._told(self.rfile.read(int(self.headers["Content-Length"])))

        def do_GET(self) -> None:
            self._told(b"")

        def _told(self, body: bytes) -> None:
            code, kind, content = answer(self.path, body)
            self.send_response(code)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_args: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def loaded(held: Held | x509.Certificate) -> Any:
    """A certificate as the signing library wants it."""
    from asn1crypto import x509 as parsed  # type: ignore[import-untyped]

    certificate = held.certificate if isinstance(held, Held) else held
    return parsed.Certificate.load(certificate.public_bytes(Encoding.DER))


@contextmanager
def clock_of(held: Held) -> Iterator[str]:
    """A timestamp server; as many do, it sends what issued its certificate, and no root."""
    from asn1crypto import keys, tsp
    from pyhanko.sign.timestamps import DummyTimeStamper
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    above = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    above.register_multiple([loaded(each) for each in held.issuers[:-1]])
    key = keys.PrivateKeyInfo.load(held.key_der())
    stamper = DummyTimeStamper(loaded(held), key, certs_to_embed=above)

    def answer(_path: str, body: bytes) -> Answer:
        told = stamper.request_tsa_response(tsp.TimeStampReq.load(body))
        return 200, "application/timestamp-reply", told.dump()

    with served(answer) as address:
        yield address


@dataclass
class Answers:
    """Authorities under the root of the tests, and what they say: `revoked` by serial number;
    `silent` when they do not answer at all.
    """

    address: str
    revoked: dict[int, datetime] = field(default_factory=dict)
    silent: bool = False
    issuers: dict[int, Held] = field(default_factory=dict)

    def person(self, name: str = "דנה לוי", days: int = 700) -> Held:
        """A person of whose certificate may be asked."""
        return issued(Wish(name, days=days, answers=self.address), self.issuer)

    def clock(self) -> Held:
        """A clock of whose certificate may be asked."""
        return issued(Wish("שעון בדיקה", days=3000, stamps=True, answers=self.address), self.issuer)

    @property
    def issuer(self) -> Held:
        """What issued them: the root tells of it."""
        if not self.issuers:
            wish = Wish("רשות עונה", days=3000, ca=True, answers=self.address)
            for held in (office.root(), issued(wish, office.root())):
                self.issuers[held.certificate.serial_number] = held
        return list(self.issuers.values())[-1]

    def answer(self, path: str, body: bytes) -> Answer:
        """What is said to a request."""
        if self.silent:
            return 503, "text/plain", b""
        if path == "/ocsp":
            return 200, "application/ocsp-response", self._state(body)
        serial = int(path.strip("/").removesuffix(".crl"), 16)
        return 200, "application/pkix-crl", self._list(self.issuers[serial])

    def _list(self, issuer: Held) -> bytes:
        now = datetime.now(UTC)
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(issuer.certificate.subject)
            .last_update(now - timedelta(hours=1))
            .next_update(now + timedelta(days=7))
        )
        for serial, day in self.revoked.items():
            revoked = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(day)
            builder = builder.add_revoked_certificate(revoked.build())
        identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key())
        builder = builder.add_extension(x509.CRLNumber(1), critical=False)
        builder = builder.add_extension(identifier, critical=False)
        return builder.sign(issuer.key, hashes.SHA256()).public_bytes(Encoding.DER)

    def _state(self, body: bytes) -> bytes:
        from cryptography.x509 import ocsp

        asked = ocsp.load_der_ocsp_request(body)
        now, issuer = datetime.now(UTC), self.issuer
        day = self.revoked.get(asked.serial_number)
        builder = ocsp.OCSPResponseBuilder().add_response_by_hash(
            issuer_name_hash=asked.issuer_name_hash,
            issuer_key_hash=asked.issuer_key_hash,
            serial_number=asked.serial_number,
            algorithm=asked.hash_algorithm,
            cert_status=ocsp.OCSPCertStatus.GOOD if day is None else ocsp.OCSPCertStatus.REVOKED,
            this_update=now - timedelta(hours=1),
            next_update=now + timedelta(days=7),
            revocation_time=day,
            revocation_reason=None,
        )
        builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, issuer.certificate)
        return builder.sign(issuer.key, hashes.SHA256()).public_bytes(Encoding.DER)


@contextmanager
def answering() -> Iterator[Answers]:
    """Authorities and their server."""
    given = Answers("")
    with served(given.answer) as address:
        given.address = address
        yield given
