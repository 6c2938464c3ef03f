"""The visible stamp of a signature: what it says, and where on the report it stands."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from shamay_desktop.domain.report_content import STAMP_ROOM, ReportContent, SignatureBlock
from shamay_desktop.domain.report_edits.keys import key_of
from shamay_desktop.domain.report_places import BlockPlace, places_of
from shamay_desktop.domain.signing import Capacity, CertificateFacts
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.signing_ports import StampPlace

HEIGHT = STAMP_ROOM - 6.0
_SHARE = 0.42


def stamp_places(
    content: ReportContent, places: Sequence[BlockPlace]
) -> tuple[StampPlace | None, StampPlace | None]:
    """The appraiser's place, above the name that is printed, and the reviewer's beside it.

    None where the report prints no signature block (it was hidden): the signature is then there
    and not seen.
    """
    keys = [
        key_of(block)
        for chapter in content.chapters
        for block in chapter.blocks
        if isinstance(block, SignatureBlock)
    ]
    found = places_of(places, keys[-1]) if keys else ()
    if not found:
        return None, None
    place = found[0]
    width, half = place.width * _SHARE, place.width / 2
    inset = (half - width) / 2
    ends, begins = place.x + inset, place.x + half + inset
    if not content.language.right_to_left:
        ends, begins = begins, ends
    return (
        StampPlace(place.page, ends, place.y, width, HEIGHT),
        StampPlace(place.page, begins, place.y, width, HEIGHT),
    )


def stamp_lines(
    texts: Texts, capacity: Capacity, facts: CertificateFacts, licence: str, at: datetime
) -> tuple[str, ...]:
    """Who signed, by whose certificate, when: what the certificate says, and no more."""
    reviewer = capacity is Capacity.REVIEWER
    local = at.astimezone()
    lines = [
        texts("signing.stamp_title_reviewer" if reviewer else "signing.stamp_title"),
        texts("signing.stamp_name", name=facts.subject),
    ]
    if licence:
        lines.append(texts("signing.stamp_licence", licence=licence))
    lines.append(texts("signing.stamp_issuer", issuer=facts.issuer))
    lines.append(
        texts("signing.stamp_time", day=formats.date(local.date()), time=local.strftime("%H:%M"))
    )
    return tuple(lines)


def write_stamp(
    services: Services, lines: Sequence[str], texts: Texts, place: StampPlace | None, target: Path
) -> Path | None:
    """The stamp as a file of one page; None when there is no place to show it."""
    if place is None:
        return None
    services.stamp_writer(
        lines, target, width=place.width, height=place.height, language=texts.language
    )
    return target
