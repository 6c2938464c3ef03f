"""Numbers of places as words of the window: metres, areas, coordinates, systems."""

from shamay_desktop.domain.maps.layer_systems import System
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import isolate, isolate_left_to_right
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.usecases.places.placing import KnownPlace


def metres(texts: Texts, length: float, digits: int = 1) -> str:
    """ "12.4 m", from ten kilometres on in kilometres."""
    if abs(length) >= 10_000:
        return texts("places.kilometres", n=isolate_left_to_right(f"{length / 1000:,.1f}"))
    return texts("places.metres", n=isolate_left_to_right(f"{length:,.{digits}f}"))


def square_metres(texts: Texts, area: float) -> str:
    """ "612 m²", small ones to a tenth."""
    return formats.area(f"{area:.{1 if area < 1000 else 0}f}", texts.language)


def pair(east: float, north: float, digits: int = 2) -> str:
    """ "178690.00, 658902.00", read from the left."""
    return isolate_left_to_right(f"{east:.{digits}f}, {north:.{digits}f}")


def came_by(texts: Texts, place: KnownPlace) -> str:
    """From which system a place came, and by which transform."""
    system = texts(f"places.system.{place.system}")
    if not place.transform:
        return texts("places.came_as", system=system)
    return texts("places.came_by", system=system, transform=isolate(place.transform))


def system_words(texts: Texts, system: System, transform: str) -> str:
    """A layer's system, and the transform that brought it to Israel TM."""
    words = texts(f"places.system.{system}")
    if not transform:
        return words
    return texts("places.system_by", system=words, transform=isolate(transform))
