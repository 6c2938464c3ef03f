"""How the window is looked at: language, light or dark, scale, size."""

from dataclasses import dataclass

from shamay_desktop.i18n.language import Language


@dataclass(frozen=True, slots=True)
class Look:
    """How the window is looked at. `size` in logical pixels."""

    name: str
    language: Language
    scheme: str = "light"
    scale: str = "1"
    size: tuple[int, int] = (1366, 768)


LOOKS = {
    look.name: look
    for look in (
        Look("he", Language.HE),
        Look("en", Language.EN),
        Look("he-dark", Language.HE, scheme="dark"),
        Look("en-dark", Language.EN, scheme="dark"),
        # A 13-inch screen of 1920 × 1080 at 150 %, and one of 2560 × 1440 at 200 %.
        Look("he-150", Language.HE, scale="1.5", size=(1280, 680)),
        Look("he-200", Language.HE, scale="2", size=(1280, 680)),
        Look("en-200", Language.EN, scale="2", size=(1280, 680)),
    )
}
