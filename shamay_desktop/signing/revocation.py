"""What authorities say of revocation, fetched while signing, so that a file brings it along."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import x509  # type: ignore[import-untyped]
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    InvalidCertificateError,
    PathBuildingError,
    PathValidationError,
    RevokedError,
)
from pyhanko_certvalidator.fetchers.aiohttp_fetchers import AIOHttpFetcherBackend
from pyhanko_certvalidator.path import ValidationPath

from shamay_desktop.domain.errors import Refused
from shamay_desktop.signing.certificates import facts_of

_TIMEOUT = 10


@dataclass(frozen=True, slots=True)
class Gathered:
    """The chains that were followed, and a context that holds the answers and asks for no more."""

    paths: tuple[ValidationPath, ...]
    context: ValidationContext


@dataclass(frozen=True, slots=True)
class Asked:
    """A certificate of which is asked, with what may lead from it to a root."""

    certificate: x509.Certificate
    others: tuple[x509.Certificate, ...] = ()


def gathered(
    asked: Sequence[Asked], roots: Sequence[x509.Certificate], clock: TimeStamper | None = None
) -> Gathered | None:
    """The answers on each certificate, and on the clock's; None when one of them is not to be had.

    Raises Refused(`certificate_revoked`), WorldFailed(`timestamp_unavailable`).
    """
    return asyncio.run(_gathered(asked, roots, clock)) if roots else None


async def _gathered(
    asked: Sequence[Asked], roots: Sequence[x509.Certificate], clock: TimeStamper | None
) -> Gathered | None:
    backend = AIOHttpFetcherBackend(per_request_timeout=_TIMEOUT)
    others = [other for each in asked for other in each.others]
    context = ValidationContext(
        trust_roots=list(roots),
        other_certs=others,
        allow_fetching=True,
        revocation_mode="require",
        fetcher_backend=backend,
    )
    try:
        paths = [
            await CertificateValidator(
                each.certificate, validation_context=context
            ).async_validate_path()
            for each in asked
        ]
        if clock is not None:
            told = clock.validation_paths(context)  # type: ignore[no-untyped-call]
            paths += [path async for path in told]
    except RevokedError as error:
        raise _revoked(error, asked) from error
    except (PathBuildingError, PathValidationError, InvalidCertificateError, OSError, ValueError):
        return None
    finally:
        await backend.close()  # type: ignore[no-untyped-call]
    return Gathered(tuple(paths), _answered(context, roots, others))


def _answered(
    context: ValidationContext,
    roots: Sequence[x509.Certificate],
    others: Sequence[x509.Certificate],
) -> ValidationContext:
    """The same answers without the network: each call of the library has a loop of its own."""
    return ValidationContext(
        trust_roots=list(roots),
        other_certs=list(others),
        crls=list(context.crls),
        ocsps=list(context.ocsps),
        allow_fetching=False,
        revocation_mode="require",
    )


def _revoked(error: RevokedError, asked: Sequence[Asked]) -> Refused:
    when: datetime | None = error.revocation_dt
    day = "–" if when is None else when.date().isoformat()
    return Refused("certificate_revoked", name=facts_of(asked[0].certificate).subject, day=day)
