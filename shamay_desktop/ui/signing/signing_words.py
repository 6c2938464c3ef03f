"""Certificates, moments and methods in the words that the windows of signing share."""

from datetime import datetime

from shamay_desktop.domain.signing import CertificateFacts
from shamay_desktop.i18n.isolates import isolate_left_to_right
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.cases.columns import day_and_time

GROUP = 8
"""Signs of a hash between two gaps: so it can be compared by eye."""


def day(moment: datetime) -> str:
    """DD.MM.YYYY in local time."""
    return f"{moment.astimezone():%d.%m.%Y}"


def moment_words(moment: datetime) -> str:
    """Day and time, kept in its order within a Hebrew line."""
    return isolate_left_to_right(day_and_time(moment))


def certificate_words(
    facts: CertificateFacts, now: datetime, texts: Texts
) -> tuple[str, theme.Tone]:
    """Holder, issuer and until when; a certificate that is out of force says so."""
    if now > facts.valid_until:
        state, tone = "signing_ui.certificate_ended", "error"
    elif now < facts.valid_from:
        state, tone = "signing_ui.certificate_not_begun", "error"
    else:
        state, tone = "signing_ui.certificate_until", "muted"
    until = facts.valid_from if now < facts.valid_from else facts.valid_until
    words = " · ".join(
        (
            texts("signing_ui.certificate_of", name=facts.subject),
            texts("signing_ui.certificate_by", issuer=facts.issuer),
            texts(state, day=day(until)),
        )
    )
    return words, "error" if tone == "error" else "muted"


def grouped_hash(sha256: str) -> str:
    """A hash in groups, in its own order."""
    groups = [sha256[at : at + GROUP] for at in range(0, len(sha256), GROUP)]
    return isolate_left_to_right(" ".join(groups))
