"""Who signs: a key of a file or a card, whose signature names each certificate that it brings."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from asn1crypto import tsp, x509  # type: ignore[import-untyped]
from pyhanko.sign.attributes import CMSAttributeProvider, SignedAttributeProviderSpec
from pyhanko.sign.general import as_signing_certificate_v2
from pyhanko.sign.pkcs11 import PKCS11Signer
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from shamay_desktop.domain.errors import Refused
from shamay_desktop.signing.cards import card_certificate, card_session
from shamay_desktop.signing.certificates import require_usable, signer_of_file
from shamay_desktop.signing.chains import chain_of
from shamay_desktop.signing.clocks import Clock
from shamay_desktop.usecases.signing_ports import Key, KeyFile


class _Named(CMSAttributeProvider):
    """The signing certificate, its issuers and those of the clock, each by its digest (RFC 5035):
    so the signature covers certificates that are not the signer's own, too.
    """

    attribute_type = "signing_certificate_v2"

    def __init__(self, certificates: Iterable[x509.Certificate], clock: Clock | None) -> None:
        self._certificates, self._clock = tuple(certificates), clock

    async def build_attr_value(self, dry_run: bool = False) -> tsp.SigningCertificateV2:  # noqa: ARG002
        of_clock = [] if self._clock is None else await self._clock.named()
        named = [as_signing_certificate_v2(each) for each in (*self._certificates, *of_clock)]
        return tsp.SigningCertificateV2({"certs": [each["certs"][0] for each in named]})


class _Attributes(SignedAttributeProviderSpec):
    """What is signed beside the file's digest."""

    def __init__(self, certificates: Iterable[x509.Certificate], clock: Clock | None) -> None:
        self._certificates, self._clock = tuple(certificates), clock

    def signed_attr_providers(
        self,
        data_digest: bytes,  # noqa: ARG002  the library's signature
        digest_algorithm: str,  # noqa: ARG002
    ) -> Iterable[CMSAttributeProvider]:
        yield _Named(self._certificates, self._clock)


@contextmanager
def opened(key: Key, moment: datetime, clock: Clock | None) -> Iterator[Signer]:
    """A key, ready to sign at a moment that a clock vouches for. Raises as `PdfSigner.sign`."""
    if isinstance(key, KeyFile):
        held = signer_of_file(key)
        require_usable(held.signing_cert, moment)
        yield bound(held, chain_of(held.signing_cert, list(held.cert_registry or ())), clock)
        return
    require_usable(card_certificate(key), moment)  # before the PIN is given
    with card_session(key) as card:
        signer = PKCS11Signer(
            card.session,
            signing_cert=card.certificate,
            key_id=bytes.fromhex(key.certificate_id),
            use_raw_mechanism=card.certificate.public_key.algorithm == "ec" and not card.digests,
        )
        yield bound(signer, card.chain, clock)


def bound(signer: Signer, chain: Iterable[x509.Certificate], clock: Clock | None) -> Signer:
    """A signer that brings its certificate and its issuers, and names each."""
    certificates = [signer.signing_cert, *chain]
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple(certificates)
    signer._cert_registry = store  # the library offers no other way after loading
    signer.signed_attr_prov_spec = _Attributes(certificates, clock)
    return signer


def certificate_of(key: Key) -> x509.Certificate:
    """Whose key it is; a card is not asked for its PIN."""
    if not isinstance(key, KeyFile):
        return card_certificate(key)
    certificate = signer_of_file(key).signing_cert
    if certificate is None:
        raise Refused("key_file_unreadable", file=key.path.name)
    return certificate
