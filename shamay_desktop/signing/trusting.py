"""Whether a certificate leads to a known root at a moment, and what is known of its revocation."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from asn1crypto import crl, ocsp, x509  # type: ignore[import-untyped]
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    ExpiredError,
    InsufficientRevinfoError,
    NotYetValidError,
    PathBuildingError,
    RevokedError,
    ValidationError,
)

from shamay_desktop.domain.signing import Trust

SIGNING = KeyUsageConstraints(
    key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
)
TIMING = KeyUsageConstraints(extd_key_usage={"time_stamping"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a file brings along: certificates, and what authorities said of revocation (B-LT)."""

    certificates: tuple[x509.Certificate, ...] = ()
    crls: tuple[crl.CertificateList, ...] = ()
    ocsps: tuple[ocsp.OCSPResponse, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.crls or self.ocsps)


@dataclass(frozen=True, slots=True)
class Ground:
    """What trust rests on: known roots, and the evidence of a file."""

    roots: tuple[x509.Certificate, ...] = ()
    evidence: Evidence = field(default_factory=Evidence)

    def trust(
        self,
        certificate: x509.Certificate,
        moment: datetime,
        usage: KeyUsageConstraints = SIGNING,
    ) -> Trust:
        """What is known of a certificate at a moment; UNKNOWN when there are no roots."""
        if not self.roots:
            return Trust.UNKNOWN
        told = self._found(certificate, moment, usage, "require")
        if told in (Trust.TRUSTED, Trust.REVOKED):
            return told
        # what was said of revocation may be too old by now to count, and says nothing then
        told = self._found(certificate, moment, usage, "soft-fail")
        if told is Trust.UNCHECKED:
            bare = replace(self, evidence=replace(self.evidence, crls=(), ocsps=()))
            told = bare._found(certificate, moment, usage, "soft-fail")
        return Trust.UNCHECKED if told is Trust.TRUSTED else told

    def _found(
        self,
        certificate: x509.Certificate,
        moment: datetime,
        usage: KeyUsageConstraints,
        mode: str,
    ) -> Trust:
        context = ValidationContext(
            trust_roots=list(self.roots),
            other_certs=list(self.evidence.certificates),
            crls=list(self.evidence.crls),
            ocsps=list(self.evidence.ocsps),
            moment=moment,
            allow_fetching=False,
            revocation_mode=mode,
            retroactive_revinfo=True,  # what was said later of an earlier time counts the more
        )
        validator = CertificateValidator(certificate, validation_context=context)
        try:
            asyncio.run(validator.async_validate_path())
            usage.validate(certificate)
        except RevokedError:
            return Trust.REVOKED
        except InsufficientRevinfoError:
            return Trust.UNCHECKED
        except (ExpiredError, NotYetValidError):
            return Trust.EXPIRED
        except PathBuildingError:
            return Trust.UNKNOWN
        except (ValidationError, ValueError):
            return Trust.REFUSED
        return Trust.TRUSTED


def evidence_of(reader: PdfFileReader, brought: Sequence[x509.Certificate]) -> Evidence:
    """What the file brings along, with the certificates of its containers."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return Evidence(tuple(brought))
    return Evidence(
        (*brought, *store.load_certs()),
        tuple(crl.CertificateList.load(each.get_object().data) for each in store.crls),
        tuple(ocsp.OCSPResponse.load(each.get_object().data) for each in store.ocsps),
    )
