"""About what a radius is drawn where the subject's own place is not known, and how that is said."""

from dataclasses import dataclass, replace

from shamay_desktop.domain.market.similarity import Subject
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.market.saved_searches import Relative
from shamay_desktop.usecases.market.localities import Locality

RADIUS = "radius"


@dataclass(frozen=True, slots=True)
class About:
    """What stands in for the subject's place.

    `centre` is that of its town, None where the place itself is known or the town is not;
    `wanted` says whether a person chose it, None as long as nobody did: it is then taken where
    neither block nor street narrows the search.
    """

    centre: Locality | None = None
    wanted: bool | None = None

    def used(self, subject: Subject | None, relative: Relative) -> Locality | None:
        """The centre about which the radius is drawn, None where it is not about one."""
        if subject is None or self.centre is None or is_placed(subject):
            return None
        if RADIUS not in dict(relative):
            return None
        told = bool(subject.gush or subject.street)
        wanted = not told if self.wanted is None else self.wanted
        return self.centre if wanted else None

    def placed(self, subject: Subject, relative: Relative) -> Subject:
        """The subject for bounds alone: likeness is never reckoned from a town's centre."""
        centre = self.used(subject, relative)
        return subject if centre is None else replace(
            subject, east=centre.east, north=centre.north
        )  # fmt: skip

    def words(self, subject: Subject | None, relative: Relative, texts: Texts) -> tuple[str, str]:
        """What is said of the radius, and what is offered instead; "" for nothing."""
        if subject is None or is_placed(subject) or RADIUS not in dict(relative):
            return "", ""
        town = "" if self.centre is None else _name(self.centre, texts)
        if self.used(subject, relative) is not None:
            offer = texts("market.about.own") if subject.gush or subject.street else ""
            return texts("market.about.centre", town=town), offer
        offer = texts("market.about.offer", town=town) if town else ""
        if subject.gush:
            return texts("market.about.block", gush=formats.identifier(subject.gush)), offer
        if subject.street:
            return texts("market.about.street", street=subject.street), offer
        return texts("market.about.nothing"), offer


def is_placed(subject: Subject) -> bool:
    """Whether the subject's own place is known."""
    return subject.east is not None and subject.north is not None


def _name(centre: Locality, texts: Texts) -> str:
    return centre.name if texts.language.right_to_left else centre.name_en
