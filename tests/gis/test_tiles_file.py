"""Maps of tiles in a file: what it says of itself, and pictures that lie on the earth."""

import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.maps.georeference import georeference
from shamay_desktop.domain.maps.pictures import ControlPoint
from shamay_desktop.gis.layers import LimitedLayers
from shamay_desktop.gis.systems import mercator_of
from tests.layer_files import tiles

PLACE = (178_690.0, 658_902.0)
ZOOM = 16
WORLD = 20_037_508.342789244


def at(place: tuple[float, float], zoom: int = ZOOM) -> tuple[float, float]:
    """Column and row of a place, with their parts."""
    ((x, y),) = mercator_of([place])
    across = 2 * WORLD / 2**zoom
    return (x + WORLD) / across, (WORLD - y) / across


def a_map(folder: Path, **told: str) -> Path:
    """Five by five tiles around the place."""
    column, row = map(int, at(PLACE))
    near = range(-2, 3)
    return tiles(
        folder / "map.mbtiles", ZOOM, [column + n for n in near], [row + n for n in near], **told
    )


def test_map_file_when_looked_at_then_says_what_it_is(
    layers: LimitedLayers, tmp_path: Path
) -> None:
    path = a_map(tmp_path, attribution="© מפות", timestamp="2025-03-01", bounds="34.7,32,34.9,32.1")
    facts = layers.map_facts(path)
    assert (facts.name, facts.attribution, facts.date) == ("מפת רקע", "© מפות", "2025-03-01")
    assert facts.zooms == (ZOOM,)
    assert facts.bounds is not None
    assert facts.bounds[0] == pytest.approx(171_800, abs=500)


def test_picture_when_drawn_then_its_points_say_where_it_is(
    layers: LimitedLayers, tmp_path: Path
) -> None:
    path, target = a_map(tmp_path), tmp_path / "picture.png"
    drawn = layers.map_picture(path, target, PLACE, ZOOM, 800, 600)
    with Image.open(target) as picture:
        assert picture.size == (drawn.width, drawn.height) == (800, 600)
        column, row = map(int, at(PLACE))
        assert picture.getpixel((400, 300)) == (column * 40 % 256, row * 70 % 256, 120)
    fit = georeference(
        ControlPoint(str(number), pixel[0], pixel[1], _exact(place[0]), _exact(place[1]))
        for number, (pixel, place) in enumerate(drawn.points)
    )
    assert fit.rms < 0.1
    assert fit.to_picture(*PLACE) == pytest.approx((400, 300), abs=0.6)
    assert fit.metres_per_pixel == pytest.approx(2.3887 * 0.848, rel=0.01)
    assert abs(fit.north) < 1


def _exact(number: float) -> Decimal:
    return Decimal(repr(round(number, 2)))


def test_picture_when_the_place_is_not_in_the_file_then_is_refused(
    layers: LimitedLayers, tmp_path: Path
) -> None:
    with pytest.raises(Refused) as caught:
        layers.map_picture(a_map(tmp_path), tmp_path / "p.png", (200_000, 500_000), ZOOM, 800, 600)
    assert caught.value.code == "map_file_nothing_here"
    assert not (tmp_path / "p.png").exists()


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE metadata SET value = 'pbf' WHERE name = 'format'", "map_file_vector"),
        ("DELETE FROM tiles", "map_file_empty"), ("DROP TABLE tiles", "map_file_broken"),
        ("DROP TABLE metadata", "map_file_broken"),
    ],
)  # fmt: skip
def test_map_file_when_it_is_no_map_of_pictures_then_is_refused(
    layers: LimitedLayers, tmp_path: Path, statement: str, code: str
) -> None:
    path = a_map(tmp_path)
    database = sqlite3.connect(path)
    database.execute(statement)
    database.commit()
    database.close()
    with pytest.raises(Refused) as caught:
        layers.map_facts(path)
    assert caught.value.code == code


def test_map_file_when_its_tiles_are_spoiled_then_nothing_falls(
    layers: LimitedLayers, tmp_path: Path
) -> None:
    path = a_map(tmp_path)
    database = sqlite3.connect(path)
    database.execute("UPDATE tiles SET tile_data = x'89504e470d0a1a0a00' WHERE rowid % 2")
    database.execute("UPDATE tiles SET tile_data = 'text' WHERE rowid % 3 = 0")
    database.commit()
    database.close()
    drawn = layers.map_picture(path, tmp_path / "p.png", PLACE, ZOOM, 1200, 1200)
    assert 0 < drawn.tiles < 25


def test_map_file_when_its_tiles_are_a_view_that_never_ends_then_is_refused(
    layers: LimitedLayers, tmp_path: Path
) -> None:
    path = a_map(tmp_path)
    database = sqlite3.connect(path)
    database.execute("DROP TABLE tiles")
    database.execute(
        "CREATE VIEW tiles AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
        " SELECT x AS zoom_level, x AS tile_column, x AS tile_row, x AS tile_data FROM n"
    )
    database.commit()
    database.close()
    with pytest.raises(Refused) as caught:
        layers.map_facts(path)
    assert caught.value.code == "map_file_broken"


def test_file_when_it_is_no_database_then_is_refused(layers: LimitedLayers, tmp_path: Path) -> None:
    path = tmp_path / "map.mbtiles"
    path.write_bytes(b"no map at all")
    with pytest.raises(Refused) as caught:
        layers.map_facts(path)
    assert caught.value.code == "map_file_broken"
