"""Price indexes of an office: previewed, taken, revised, forgotten; heads of its own."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.domain.errors import NotAllowed, Refused
from shamay_desktop.domain.valuation.heads import Head
from shamay_desktop.usecases.market.indexes import (
    LARGEST,
    forget_index,
    import_indexes,
    indexes_of,
    preview_indexes,
)
from shamay_desktop.usecases.office.heads import office_heads, save_heads
from shamay_desktop.usecases.office.practice import practice_of
from shamay_desktop.usecases.services import Services

DAY = date(2026, 10, 20)


def points(folder: Path, text: str) -> Path:
    """A file of points."""
    path = folder / "points.csv"
    path.write_text(text, encoding="utf-8-sig")
    return path


def test_points_when_taken_then_continue_the_shipped_index_and_keep_what_they_revise(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    source = points(tmp_path, "month,value\n2026-05,593.6\n2026-06,595.4\n2026-07,596.0\nx,1\n")
    previews = preview_indexes(services, actor, source, code="40010", retrieved=DAY)
    (one,) = previews
    assert (one.new, one.revised, one.same, one.left_out) == (((2026, 7),), ((2026, 6),), 1, 1)
    assert indexes_of(services, actor)["40010"].points[2026, 6].value == Decimal("594.8")
    import_indexes(services, actor, previews)
    index = indexes_of(services, actor)["40010"]
    assert index.months[0] == (2009, 1)
    revised = index.points[2026, 6]
    assert (revised.value, revised.base, revised.provisional) == (Decimal("595.4"), "1993", True)
    assert revised.earlier == ((Decimal("594.8"), date(2026, 9, 29)),)
    kept = practice_of(services, actor)["indexes"]
    assert isinstance(kept, dict)
    (raw,) = kept.values()
    assert isinstance(raw, dict)
    assert set(raw["points"]) == {"2026-05", "2026-06", "2026-07"}  # type: ignore[arg-type]  # a mapping
    again = preview_indexes(services, actor, source, code="40010", retrieved=DAY)
    assert (again[0].new, again[0].revised, again[0].same) == ((), (), 3)


def test_an_index_of_ones_own_when_taken_and_forgotten_then_comes_and_goes(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    source = points(tmp_path, "month,value,base\n2026-01,106.4,ממוצע 2024\n")
    previews = preview_indexes(
        services, actor, source, code="120460", name="שכר דירה", retrieved=DAY
    )
    import_indexes(services, actor, previews)
    assert list(indexes_of(services, actor)) == ["40010", "120460"]
    assert indexes_of(services, actor)["120460"].points[2026, 1].base == "2024"
    forget_index(services, actor, "120460")
    assert list(indexes_of(services, actor)) == ["40010"]
    with pytest.raises(Refused) as caught:
        forget_index(services, actor, "120460")
    assert caught.value.code == "index_unknown"


def test_points_when_one_may_not_manage_the_office_then_can_be_seen_but_not_taken(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    source = points(tmp_path, "month,value\n2026-07,596.0\n")
    helper = Actor(actor.user_id, actor.email, actor.name, actor.organization_id, Role.APPRAISER)
    previews = preview_indexes(services, helper, source, code="40010", retrieved=DAY)
    with pytest.raises(NotAllowed):
        import_indexes(services, helper, previews)


def test_a_file_when_it_is_missing_or_too_large_or_of_tomorrow_then_is_refused(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    large = tmp_path / "large.json"
    large.write_bytes(b" " * (LARGEST + 1))
    tomorrow = date(9999, 1, 1)
    for source, day, code in (
        (tmp_path / "none.json", DAY, "file_missing"),
        (large, DAY, "file_too_large"),
        (large, tomorrow, "index_day_future"),
    ):
        with pytest.raises(Refused) as caught:
            preview_indexes(services, actor, source, retrieved=day)
        assert caught.value.code == code


def test_heads_when_kept_by_the_owner_then_the_whole_office_has_them(
    services: Services, actor: Actor
) -> None:
    heads = (Head("גינון", "גינון", "Garden", own=True),)
    save_heads(services, actor, heads)
    assert office_heads(services, actor) == heads
    with pytest.raises(Refused):
        save_heads(services, actor, (*heads, *heads))
    assert office_heads(services, actor) == heads
