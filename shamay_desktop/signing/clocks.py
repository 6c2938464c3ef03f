"""Timestamp servers: what they answer, without what nobody vouches for."""

from collections.abc import Collection, Iterable, Sequence

from asn1crypto import cms, x509  # type: ignore[import-untyped]
from pyhanko.sign.timestamps import HTTPTimeStamper

from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.signing.chains import leading

DIGEST = "sha256"
_TIMEOUT = 15


class Clock(HTTPTimeStamper):
    """A timestamp server. Whatever it does wrong is WorldFailed(`timestamp_unavailable`: why).

    No key covers the certificates of a token, and one that no other vouches for could be altered
    without anybody noticing. Where a signature can name them (`names`), those of the first
    answer are kept as they are, for it to name; elsewhere `left_out` are those that were taken
    out, for the file to hold in a place that the token covers.
    """

    def __init__(
        self, server: str, roots: Sequence[x509.Certificate] = (), *, names: bool = False
    ) -> None:
        if not server.startswith(("http://", "https://")):
            raise WorldFailed("timestamp_unavailable", why="address")
        super().__init__(server, timeout=_TIMEOUT)
        self._roots = tuple(roots)
        self._names = names
        self._named: dict[bytes, x509.Certificate] = {}
        self.left_out: dict[bytes, x509.Certificate] = {}

    async def named(self) -> list[x509.Certificate]:
        """The certificates that a signature is to name, so that it covers them."""
        await self.async_dummy_response(DIGEST)
        return list(self._named.values())

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """A token over a digest, with only those certificates that something binds."""
        try:
            token = await super().async_timestamp(message_digest, md_algorithm)
            if self._names and not self._named:
                self._named = _by_bytes(_held(token))
            kept = _bound(token, self._roots, self._named)
            self.left_out |= _by_bytes(_held(token), without=_by_bytes(kept))
            return _holding(token, kept)
        except Exception as error:  # the library raises whatever the answer makes it raise
            raise WorldFailed("timestamp_unavailable", why=_why(error)) from error


def _why(error: BaseException) -> str:
    """`silent`: nobody answers there; `answer`: what came is no timestamp. Codes of texts."""
    return "silent" if isinstance(error.__cause__ or error, OSError) else "answer"


def _held(token: cms.ContentInfo) -> list[x509.Certificate]:
    return [each.chosen for each in token["content"]["certificates"] if each.name == "certificate"]


def _by_bytes(
    certificates: Iterable[x509.Certificate], without: Collection[bytes] = ()
) -> dict[bytes, x509.Certificate]:
    return {each.dump(): each for each in certificates if each.dump() not in without}


def _bound(
    token: cms.ContentInfo, roots: Sequence[x509.Certificate], named: Collection[bytes]
) -> list[x509.Certificate]:
    """The certificates of a token that something binds, and the known root that binds them."""
    held, signer = _held(token), token["content"]["signer_infos"][0]["sid"]
    known = _by_bytes(held)
    above = [root for root in roots if root.dump() not in known and _issues_one_of(root, held)]
    vouched_for = _by_bytes(leading([*held, *above]))
    return [
        each
        for each in (*held, *above)
        if each.dump() in vouched_for or each.dump() in named or _is_meant(each, signer)
    ]


def _holding(token: cms.ContentInfo, kept: Sequence[x509.Certificate]) -> cms.ContentInfo:
    """The token with other certificates; nothing that was signed is touched."""
    if _by_bytes(kept).keys() == _by_bytes(_held(token)).keys():
        return token
    token["content"]["certificates"] = cms.CertificateSet(
        [cms.CertificateChoices(name="certificate", value=each) for each in kept]
    )
    return cms.ContentInfo.load(token.dump(force=True))


def _issues_one_of(root: x509.Certificate, held: Sequence[x509.Certificate]) -> bool:
    return any(each.issuer == root.subject for each in held)


def _is_meant(certificate: x509.Certificate, signer: cms.SignerIdentifier) -> bool:
    if signer.name != "issuer_and_serial_number":
        return bool(certificate.key_identifier == signer.native)
    named = signer.chosen
    same = certificate.serial_number == named["serial_number"].native
    return bool(same and certificate.issuer == named["issuer"])
