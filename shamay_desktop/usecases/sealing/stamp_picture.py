"""The visible stamp as a picture, to be looked at before anything is signed."""

import shutil
from pathlib import Path

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.signing import Capacity, CertificateFacts
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.usecases.sealing.making import licence_beside
from shamay_desktop.usecases.sealing.stamps import HEIGHT, stamp_lines
from shamay_desktop.usecases.services import Services

WIDTH = 190.0
"""Points; about what the page gives it."""

_DPI = 220


def stamp_picture(
    services: Services,
    actor: Actor,
    facts: CertificateFacts,
    capacity: Capacity,
    language: Language,
    name: str = "",
) -> bytes:
    """The stamp of a certificate as the bytes of a picture; nothing of it stays on the disk.

    `name` is the signer as the case names them. Raises Refused, WorldFailed.
    """
    texts = load_texts(language)
    with services.database.work(actor) as work:
        person = work.offices.person(actor.user_id)
    licence = licence_beside(facts, person, name, confirmed=True)
    lines = stamp_lines(texts, capacity, facts, licence, services.clock.now())
    folder = services.temporary / f"stamp-{new_id()}"
    folder.mkdir(parents=True, mode=0o700)
    try:
        painted = folder / "stamp.pdf"
        services.stamp_writer(lines, painted, width=WIDTH, height=HEIGHT, language=language)
        return Path(services.derived.page_of_file(painted, 1, _DPI).path).read_bytes()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
