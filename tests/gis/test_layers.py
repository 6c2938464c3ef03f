"""Parcel layers of every kind: read, found by number and by place, in the limited process."""

import json
import threading
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.maps.layer_systems import System
from shamay_desktop.gis.layers import LimitedLayers
from tests.layer_files import (
    EAST,
    NORTH,
    geojson,
    geopackage,
    parcels,
    ring,
    shape_file,
    zipped,
)

REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "gushim_ramatgan.geojson"


MAKERS: dict[str, Callable[[Path], Path]] = {
    "geojson": lambda folder: geojson(folder / "parcels.geojson"),
    "geojson-utf16": lambda folder: geojson(folder / "parcels.json", encoding="utf-16"),
    "geojson-cp1255": lambda folder: geojson(folder / "parcels.json", encoding="cp1255"),
    "shp": lambda folder: shape_file(folder / "parcels"),
    "zip": lambda folder: zipped(folder / "parcels.zip", shape_file(folder / "parcels")),
    "zip-below": lambda folder: zipped(folder / "p.zip", shape_file(folder / "p"), "שכבה/"),
    "gpkg": lambda folder: geopackage(folder / "parcels.gpkg"),
    "gpkg-big": lambda folder: geopackage(folder / "parcels.gpkg", big=True, z=True),
}
"""A layer of nine parcels of each kind."""


@pytest.mark.parametrize("kind", MAKERS)
def test_parcel_when_the_layer_is_of_any_kind_then_is_found_with_its_words(
    layers: LimitedLayers, tmp_path: Path, kind: str
) -> None:
    path = MAKERS[kind](tmp_path)
    facts = layers.facts(path)
    assert (facts.parcels, facts.blocks, facts.broken) == (9, 0, 0)
    assert facts.system is System.ITM
    assert facts.bounds == (EAST, NORTH, EAST + 90, NORTH + 60)
    (found,) = layers.find(path, "6144", "5")
    assert found.key == ("6144", "", "5")
    assert (found.locality, found.status, found.registered_area) == (
        "רמת גן", "מוסדר", Decimal(612),
    )  # fmt: skip
    assert found.drawn_area == pytest.approx(600, abs=0.1)
    assert set(found.rings[0]) == set(ring(1, 1))
    assert [each.helka for each in layers.find(path, "6144")] == [str(n) for n in range(1, 10)]
    assert layers.find(path, "6144", "77") == ()
    assert layers.find(path, "9999") == ()
    assert layers.find(path, "6144", "9")[0].road


@pytest.mark.parametrize(
    ("encoding", "code_page"),
    [("cp1255", ""), ("utf-8", ""), ("utf-8", "UTF-8"), ("cp1255", "1255"),
     ("iso8859_8", "ISO 8859-8"), ("iso8859_8", "ISO-8859-8"), ("cp862", "OEM")],
)  # fmt: skip
def test_hebrew_when_in_any_encoding_then_is_read(
    layers: LimitedLayers, tmp_path: Path, encoding: str, code_page: str
) -> None:
    path = shape_file(tmp_path / "p", encoding=encoding, code_page=code_page)
    assert layers.find(path, "6144", "1")[0].locality == "רמת גן"


def test_around_when_a_box_is_asked_then_those_that_meet_it_come(
    layers: LimitedLayers, tmp_path: Path
) -> None:
    path = geojson(tmp_path / "p.geojson")
    found = layers.around(path, (EAST + 5, NORTH + 5, EAST + 10, NORTH + 10))
    assert [each.helka for each in found] == ["1"]
    found = layers.around(path, (EAST + 25, NORTH + 15, EAST + 35, NORTH + 25))
    assert sorted(each.helka for each in found) == ["1", "2", "4", "5"]


@pytest.mark.parametrize("system", [System.MERCATOR, System.DEGREES, System.DEGREES_SWAPPED,
                                    System.OLD_GRID])  # fmt: skip
def test_system_when_it_is_another_then_is_told_and_brought_to_israel_tm(
    layers: LimitedLayers, tmp_path: Path, system: System
) -> None:
    origin = {
        System.MERCATOR: (3_870_903.0, 3_766_273.0), System.DEGREES: (34.77299, 32.0226),
        System.DEGREES_SWAPPED: (32.0226, 34.77299), System.OLD_GRID: (128_690.0, 158_902.0),
    }[system]  # fmt: skip
    step = 0.0003 if "degrees" in system else 30.0
    x, y = origin
    outline = [(x, y), (x + step, y), (x + step, y + step), (x, y + step), (x, y)]
    path = geojson(tmp_path / "p.geojson", [({"gush": 6144, "helka": 5}, outline)])
    assert layers.facts(path).system is system
    (found,) = layers.find(path, "6144", "5")
    east, north = min(found.rings[0])
    assert east == pytest.approx(178_690, abs=25)
    assert north == pytest.approx(658_902, abs=60)
    assert layers.name_of(system)


def test_holes_and_parts_when_there_are_then_their_area_counts(
    layers: LimitedLayers, tmp_path: Path
) -> None:
    outer, far = ring(0, 0), ring(3, 0)
    hole = [(x * 0.5 + (EAST + 15) * 0.5, y * 0.5 + (NORTH + 10) * 0.5) for x, y in outer]
    whole = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {"GUSH": 1, "HELKA": 2},
             "geometry": {"type": "MultiPolygon", "coordinates": [[outer, hole], [far]]}},
        ],
    }  # fmt: skip
    path = tmp_path / "p.geojson"
    path.write_text(json.dumps(whole), encoding="utf-8")
    (found,) = layers.find(path, "1", "2")
    assert found.drawn_area == pytest.approx(600 - 150 + 600, abs=0.1)
    assert len(found.outer_rings) == 2
    assert not found.crosses


def test_records_when_one_a_line_or_bare_then_are_read(
    layers: LimitedLayers, tmp_path: Path
) -> None:
    records = [
        json.dumps({"type": "Feature", "properties": properties,
                    "geometry": {"type": "Polygon", "coordinates": [outline]}})
        for properties, outline in parcels()
    ]  # fmt: skip
    listed = f"[{','.join(records)}]"
    texts = {
        "lines.geojson": "\n".join(records), "list.json": listed,
        "late.json": f'{{"features":{listed},"type":"x"}}',
    }  # fmt: skip
    for name, text in texts.items():
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        assert layers.facts(path).parcels == 9, name


def test_index_when_it_stands_then_the_file_is_not_read_again(
    layers: LimitedLayers, tmp_path: Path
) -> None:
    path = geojson(tmp_path / "p.geojson")
    told: list[int] = []
    layers.facts(path)
    layers.find(path, "6144", "5", on_progress=lambda done, _all: told.append(done))
    assert told == []
    geojson(path, parcels()[:4])
    assert layers.facts(path).parcels == 4


def test_indexing_when_cancelled_then_nothing_half_made_stays(
    layers: LimitedLayers, tmp_path: Path
) -> None:
    path = geojson(tmp_path / "p.geojson", parcels(300, 300))
    stop = threading.Event()
    with pytest.raises(WorkCancelled):
        layers.facts(path, on_progress=lambda _done, _all: stop.set(), cancelled=stop.is_set)
    assert not list((tmp_path / "indexes").glob("*.sqlite3"))
    assert layers.facts(path).parcels == 90_000
    assert [each.suffix for each in (tmp_path / "indexes").iterdir()] == [".sqlite3"]


def test_indexes_when_many_then_the_oldest_go(layers: LimitedLayers, tmp_path: Path) -> None:
    for number in range(15):
        layers.facts(geojson(tmp_path / f"{number}.geojson"))
    assert len(list((tmp_path / "indexes").glob("*.sqlite3"))) == 12


@pytest.mark.skipif(not REAL.is_file(), reason="the published blocks are not at hand")
def test_published_blocks_when_read_then_lie_where_they_should(layers: LimitedLayers) -> None:
    facts = layers.facts(REAL)
    assert (facts.blocks, facts.parcels, facts.broken) == (52, 0, 0)
    assert facts.system is System.DEGREES
    (found,) = layers.find(REAL, "6106")
    assert 100_000 < found.drawn_area < 2_000_000
    left, low, right, high = facts.bounds
    assert 179_000 < left < right < 188_000
    assert 659_000 < low < high < 670_000


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"), (b"hello", "layer_kind_unknown"), (b"{}", "layer_broken"),
        (b"[]", "layer_empty"), (b'{"type":"FeatureCollection","features":[', "layer_broken"),
        (b'{"type":"FeatureCollection","features":[]}', "layer_empty"),
        (b"[" * 200_000, "layer_broken"), (b'{"a":' * 200_000, "layer_broken"),
        (b'{"features":[' + b"9" * 10_000 + b"]}", "layer_broken"),
        (b'{"features":[1,2,"x",null,[[]]]}', "layer_empty"),
        (b'{"type":"FeatureCollection","features":{"a":1}}', "layer_broken"),
        (b"PK\x03\x04garbage", "layer_broken"), (b"SQLite format 3\x00garbage", "layer_broken"),
        (b"\x00\x00\x27\x0a" + b"\xff" * 96, "layer_part_missing"),
    ],
)  # fmt: skip
def test_file_when_it_is_no_layer_then_is_refused_by_name(
    layers: LimitedLayers, tmp_path: Path, content: bytes, code: str
) -> None:
    path = tmp_path / "layer.shp"
    path.write_bytes(content)
    with pytest.raises(Refused) as caught:
        layers.facts(path)
    assert caught.value.code == code
    assert caught.value.facts["file"] == "layer.shp"


def test_layer_when_missing_or_a_folder_then_is_refused(
    layers: LimitedLayers, tmp_path: Path
) -> None:
    for path, code in ((tmp_path / "no.shp", "file_missing"), (tmp_path, "file_is_folder")):
        with pytest.raises(Refused) as caught:
            layers.facts(path)
        assert caught.value.code == code
