"""The small parts beside the text: settings, numbering of lists, notes."""

from collections.abc import Sequence

from shamay_desktop.reports.docx.markup import element, root, val

SEPARATOR = -1
CONTINUATION = 0
_COMPATIBILITY = "http://schemas.microsoft.com/office/word"


def settings_part() -> bytes:
    """`word/settings.xml`: the mode of today's Word, so that it opens without converting."""
    notes = (element("w:footnote", {"w:id": key}) for key in (SEPARATOR, CONTINUATION))
    return root(
        "w:settings",
        element("w:zoom", {"w:percent": 100}),
        "<w:embedTrueTypeFonts/>",
        val("w:defaultTabStop", 567),
        val("w:characterSpacingControl", "doNotCompress"),
        element("w:footnotePr", None, *notes),
        element("w:compat", None, *_compatibility()),
        val("w:decimalSymbol", "."),
        val("w:listSeparator", ","),
    )


def _compatibility() -> tuple[str, ...]:
    settings = (
        ("compatibilityMode", 15),
        ("overrideTableStyleFontSizeAndJustification", 1),
        ("enableOpenTypeFeatures", 1),
        ("doNotFlipMirrorIndents", 1),
    )
    return tuple(
        element("w:compatSetting", {"w:name": name, "w:uri": _COMPATIBILITY, "w:val": value})
        for name, value in settings
    )


def numbering_part(numbered: Sequence[int] = ()) -> bytes:
    """`word/numbering.xml`: bullets, and an instance for each numbered list, so that it starts
    from 1.
    """
    anew = element("w:lvlOverride", {"w:ilvl": 0}, val("w:startOverride", 1))
    instances = (
        element("w:num", {"w:numId": number}, val("w:abstractNumId", 1), anew)
        for number in numbered
    )
    return root(
        "w:numbering",
        _list(0, "bullet", "•"),
        _list(1, "decimal", "%1."),
        element("w:num", {"w:numId": 1}, val("w:abstractNumId", 0)),
        *instances,
    )


def _list(number: int, signs: str, shown: str) -> str:
    level = element(
        "w:lvl",
        {"w:ilvl": 0},
        val("w:start", 1),
        val("w:numFmt", signs),
        val("w:lvlText", shown),
        val("w:lvlJc", "left"),
        element("w:pPr", None, element("w:ind", {"w:left": 454, "w:hanging": 284})),
    )
    kind = val("w:multiLevelType", "hybridMultilevel")
    return element("w:abstractNum", {"w:abstractNumId": number}, kind, level)


def footnotes_part(paragraphs: list[str], *, rtl: bool) -> bytes:
    """`word/footnotes.xml`: the two rules that Word wants first, then the notes from 1."""
    rules = (
        _note(SEPARATOR, _rule("w:separator", rtl=rtl), "separator"),
        _note(CONTINUATION, _rule("w:continuationSeparator", rtl=rtl), "continuationSeparator"),
    )
    notes = (_note(number, text) for number, text in enumerate(paragraphs, start=1))
    return root("w:footnotes", *rules, *notes)


def _note(number: int, content: str, kind: str = "") -> str:
    attributes: dict[str, object] = {"w:type": kind} if kind else {}
    return element("w:footnote", {**attributes, "w:id": number}, content)


def _rule(name: str, *, rtl: bool) -> str:
    direction = element("w:pPr", None, "<w:bidi/>") if rtl else ""
    return element("w:p", None, direction, element("w:r", None, element(name)))
