"""A version of a report in words: its state, how it was sealed, when and by whom."""

from shamay_desktop.domain.sealing import ReportVersion, VersionKind
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.signing.signing_words import moment_words


def state_of(version: ReportVersion) -> str:
    """The code of its state: `draft`, `superseded` or `current`."""
    if version.kind is VersionKind.DRAFT:
        return "draft"
    return "current" if version.superseded_by_id is None else "superseded"


def tone_of(version: ReportVersion) -> theme.Tone:
    """How it is shown."""
    tones: dict[str, theme.Tone] = {"draft": "muted", "superseded": "warning", "current": "ok"}
    return tones[state_of(version)]


def sealed_when(version: ReportVersion) -> str:
    """When it was sealed: the first signature, else when the version was made; "" of a draft."""
    if version.kind is VersionKind.DRAFT:
        return ""
    moment = version.signers[0].at if version.signers else version.created_at
    return moment_words(moment)


def signers_of(version: ReportVersion, texts: Texts) -> str:
    """Names with their capacities."""
    return ", ".join(
        texts(
            "signing_ui.signer",
            name=signer.name,
            capacity=texts(f"signing.as_{signer.capacity.value}"),
        )
        for signer in version.signers
    )


def band_words(version: ReportVersion, texts: Texts) -> str:
    """What stands over a case that is signed."""
    kind = "issued" if version.kind is VersionKind.ISSUED else "signed"
    parts = [
        texts(f"signing_ui.band_{kind}", when=sealed_when(version), number=version.number),
        texts(f"signing.method_{version.method.value}"),
    ]
    if version.signers:
        parts.append(signers_of(version, texts))
    if version.superseded_by_id is not None:
        parts.append(texts("signing_ui.band_superseded"))
    return " · ".join(parts)


def look_words(version: ReportVersion, count: int, texts: Texts) -> str:
    """One line of a case in the list: its version, its state, how and when it was sealed."""
    state = texts(f"signing_ui.version_{state_of(version)}")
    words = texts("signing_ui.look_version", number=version.number, count=count, state=state)
    if version.kind is VersionKind.DRAFT:
        return words
    method = texts(f"signing.method_{version.method.value}")
    return f"{words} · {method} · {sealed_when(version)}"
