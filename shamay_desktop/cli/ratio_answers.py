"""Ratio statistics for `comparables stats`: as exact strings, and in a line of words."""

from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.money import plain, to_places
from shamay_desktop.domain.valuation.ratios import FEWEST, Ratios
from shamay_desktop.i18n.texts import Texts

_PLACES = {"ratio": Decimal("0.0001"), "percent": Decimal("0.01"), "index": Decimal("0.001")}


def ratios_json(ratios: Ratios) -> dict[str, Json]:
    """The study, with null for what the data do not say."""
    study = ratios.study
    told: dict[str, Json] = {"asked": ratios.asked, "count": ratios.count}
    names = ("median", "mean", "weighted_mean", "cod", "prd", "prb", "prb_low", "prb_high")
    if study is None:
        return told | dict.fromkeys(names)
    return told | {
        "median": _exact(study.median, "ratio"),
        "mean": _exact(study.mean, "ratio"),
        "weighted_mean": _exact(study.weighted_mean, "ratio"),
        "cod": _exact(study.cod, "percent"),
        "prd": _exact(study.prd, "index"),
        "prb": _exact(study.prb, "index"),
        "prb_low": _exact(study.prb_low, "index"),
        "prb_high": _exact(study.prb_high, "index"),
    }


def ratios_line(name: str, ratios: Ratios, texts: Texts) -> str:
    """The study in words, or why there is none."""
    title = texts(f"cli.ratios_{name}")
    if ratios.study is None:
        why = texts("cli.ratios_none", count=ratios.count, asked=ratios.asked, needed=FEWEST)
        return f"{title}: {why}"
    told = ratios_json(ratios)
    unsaid = texts("cli.ratios_unsaid")
    words = texts(
        "cli.ratios",
        count=ratios.count,
        asked=ratios.asked,
        **{name: unsaid if told[name] is None else str(told[name]) for name in _SHOWN},
    )
    return f"{title}: {words}"


_SHOWN = ("median", "weighted_mean", "cod", "prd", "prb")


def _exact(figure: Fraction | float | None, kind: str) -> str | None:
    if figure is None:
        return None
    places = _PLACES[kind]
    return plain(to_places(Fraction(figure), places), -int(places.as_tuple().exponent))
