"""Layer files that mean harm, or were spoiled: a word by name, never a fall, nothing else lost."""

import json
import sqlite3
import struct
import zipfile
from pathlib import Path

import pytest

from shamay_desktop.domain.errors import Refused
from shamay_desktop.gis.layers import LimitedLayers
from tests.layer_files import EAST, NORTH, blob, geojson, geopackage, parcels, ring, shape_file


def refusal(layers: LimitedLayers, path: Path) -> str:
    """The code with which a layer is refused."""
    with pytest.raises(Refused) as caught:
        layers.facts(path)
    assert caught.value.facts["file"] == path.name
    return caught.value.code


def outcome(layers: LimitedLayers, path: Path) -> str:
    """ "read" with at most nine rows, else the code of the refusal."""
    try:
        facts = layers.facts(path)
    except Refused as refused:
        return refused.code
    return "read" if facts.parcels + facts.broken <= 9 else "more than there are"


def test_rows_when_their_shapes_are_broken_then_the_others_are_read_and_they_are_counted(
    layers: LimitedLayers, tmp_path: Path
) -> None:
    good = json.dumps({"type": "Feature", "properties": {"GUSH": 1, "HELKA": 1},
                       "geometry": {"type": "Polygon", "coordinates": [ring(0, 0)]}})  # fmt: skip
    shapes = [
        '{"type":"Polygon","coordinates":[[[NaN,1],[2,3],[4,5]]]}',
        '{"type":"Polygon","coordinates":[[[1e999,1],[2,3],[4,5]]]}',
        '{"type":"Polygon","coordinates":[[[1,1],[2,3]]]}',
        '{"type":"Polygon","coordinates":"x"}', '{"type":"Polygon"}', "7",
        '{"type":"Polygon","coordinates":[[["a","b"],["c","d"],["e","f"]]]}',
        '{"type":"Polygon","coordinates":[[[1],[2],[3]]]}',
        f'{{"type":"Polygon","coordinates":[{[[0, 0], [9, 9], [5, 5]]}]}}',
        '{"type":"MultiPolygon","coordinates":[[[[1,2]]]]}',
        '{"type":"Polygon","coordinates":[' + "[" * 400 + "]" * 400 + "]}",
    ]  # fmt: skip
    rows = [f'{{"type":"Feature","properties":{{"GUSH":1,"HELKA":9}},"geometry":{each}}}'
            for each in shapes]  # fmt: skip
    path = tmp_path / "p.geojson"
    path.write_text('{"features":[' + ",".join([good] * 40 + rows) + "]}", encoding="utf-8")
    facts = layers.facts(path)
    assert facts.parcels == 40
    assert facts.broken == len(shapes)


def test_bow_tie_when_found_then_it_is_told_that_it_crosses_itself(
    layers: LimitedLayers, tmp_path: Path
) -> None:
    a, b, c, d, _ = ring(0, 0)
    path = geojson(tmp_path / "p.geojson", [({"GUSH": 1, "HELKA": 2}, [a, c, b, d, a])])
    assert layers.find(path, "1", "2")[0].crosses


def test_layer_when_elsewhere_or_without_numbers_then_is_refused_in_words(
    layers: LimitedLayers, tmp_path: Path
) -> None:
    far = [(2.0, 48.0), (2.1, 48.0), (2.1, 48.1), (2.0, 48.0)]
    path = geojson(tmp_path / "paris.geojson", [({"GUSH": 1, "HELKA": 2}, far)])
    assert refusal(layers, path) == "layer_elsewhere"
    path = geojson(tmp_path / "trees.geojson", [({"species": "oak"}, ring(0, 0))])
    with pytest.raises(Refused) as caught:
        layers.facts(path)
    assert caught.value.code == "layer_no_parcels"
    assert caught.value.facts["fields"] == "species"


def test_record_when_enormous_then_is_refused(layers: LimitedLayers, tmp_path: Path) -> None:
    path = tmp_path / "p.geojson"
    with path.open("w", encoding="utf-8") as file:
        file.write('{"type":"FeatureCollection","features":[{"properties":{"x":"')
        for _ in range(40):
            file.write("x" * (1 << 20))
        file.write('"}}]}')
    assert refusal(layers, path) == "layer_feature_large"


def test_shapefile_when_a_part_is_missing_or_short_then_is_refused(
    layers: LimitedLayers, tmp_path: Path
) -> None:
    path = shape_file(tmp_path / "one")
    path.with_suffix(".dbf").unlink()
    assert refusal(layers, path) == "layer_part_missing"
    path = shape_file(tmp_path / "two")
    words = path.with_suffix(".dbf")
    words.write_bytes(words.read_bytes()[:-300])
    assert refusal(layers, path) == "layer_counts_differ"
    path = shape_file(tmp_path / "three")
    path.write_bytes(path.read_bytes()[:-136])
    assert refusal(layers, path) == "layer_counts_differ"


@pytest.mark.parametrize("at", range(100, 220, 4))
def test_shapefile_when_a_number_in_it_is_spoiled_then_is_refused_or_read(
    layers: LimitedLayers, tmp_path: Path, at: int
) -> None:
    path = shape_file(tmp_path / "p")
    content = bytearray(path.read_bytes())
    content[at : at + 4] = b"\xff\xff\xff\x7f"
    path.write_bytes(content)
    assert outcome(layers, path) in {
        "read", "layer_broken", "layer_counts_differ", "layer_elsewhere",
    }  # fmt: skip


@pytest.mark.parametrize("at", [4, 8, 10, 29, 32, 43, 48, 64])
def test_words_of_a_shapefile_when_spoiled_then_are_refused_or_read(
    layers: LimitedLayers, tmp_path: Path, at: int
) -> None:
    path = shape_file(tmp_path / "p")
    words = path.with_suffix(".dbf")
    content = bytearray(words.read_bytes())
    content[at : at + 2] = b"\xff\x7f"
    words.write_bytes(content)
    assert outcome(layers, path) in {
        "read", "layer_broken", "layer_counts_differ", "layer_no_parcels",
    }  # fmt: skip


def test_geopackage_when_it_has_views_and_triggers_then_only_its_tables_are_read(
    layers: LimitedLayers, tmp_path: Path
) -> None:
    path = geopackage(
        tmp_path / "p.gpkg",
        extra=(
            "CREATE TRIGGER harm AFTER INSERT ON parcels BEGIN DELETE FROM parcels; END",
            (
                "CREATE VIEW endless AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL"
                " SELECT x + 1 FROM n) SELECT x AS geom, x AS gush FROM n"
            ),
            "INSERT INTO gpkg_geometry_columns VALUES ('endless', 'geom', 'POLYGON', 2039, 0, 0)",
            "INSERT INTO gpkg_geometry_columns VALUES ('x\"; DROP TABLE t; --', 'g', '', 1, 0, 0)",
            "CREATE VIRTUAL TABLE words USING fts5(geom, gush)",
            "INSERT INTO gpkg_geometry_columns VALUES ('words', 'geom', 'POLYGON', 2039, 0, 0)",
        ),
    )
    before = path.read_bytes()
    assert layers.facts(path).parcels == 9
    assert path.read_bytes() == before


def test_geopackage_when_its_list_is_a_view_then_is_refused(
    layers: LimitedLayers, tmp_path: Path
) -> None:
    path = geopackage(
        tmp_path / "p.gpkg",
        extra=(
            "ALTER TABLE gpkg_geometry_columns RENAME TO other",
            "CREATE VIEW gpkg_geometry_columns AS SELECT * FROM other",
        ),
    )
    assert refusal(layers, path) == "layer_broken"


def test_geopackage_when_its_shapes_are_spoiled_then_rows_are_counted(
    layers: LimitedLayers, tmp_path: Path
) -> None:
    path = geopackage(tmp_path / "p.gpkg")
    good = blob(ring(0, 0))
    spoiled = [
        b"", b"GP", b"XX" + good[2:], good[:40], good[:20] + b"\xff\xff\xff\x7f" + good[24:],
        good[:13] + struct.pack("<I", 2**31) + good[17:], b"GP\x00\x0f" + good[4:],
        good.replace(struct.pack("<d", EAST), struct.pack("<d", float("nan"))),
        struct.pack("<2sBBi", b"GP", 0, 1, 2039) + b"\x01\x07\x00\x00\x00\x01\x00\x00\x00" * 50,
    ]  # fmt: skip
    database = sqlite3.connect(path)
    for number, each in enumerate(spoiled, start=100):
        database.execute(
            "INSERT INTO parcels (geom, gush_num, parcel) VALUES (?, 6144, ?)", (each, number)
        )
    database.execute("INSERT INTO parcels (geom, gush_num, parcel) VALUES ('text', 6144, 99)")
    database.commit()
    database.close()
    facts = layers.facts(path)
    assert facts.parcels == 9
    assert facts.broken == len(spoiled) + 1


def test_zip_when_it_unpacks_to_far_more_then_is_refused(
    layers: LimitedLayers, tmp_path: Path
) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("p.shp", bytes(80 << 20))
        archive.writestr("p.dbf", b"x")
    assert refusal(layers, path) == "layer_bomb"
    assert not list((tmp_path / "indexes").glob("layer-*"))


def test_zip_when_its_names_lead_elsewhere_then_nothing_is_written_there(
    layers: LimitedLayers, tmp_path: Path
) -> None:
    path = tmp_path / "p.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(geojson(tmp_path / "p.geojson"), "../../../escaped.geojson")
    assert layers.facts(path).parcels == 9
    assert not list(tmp_path.parent.glob("escaped*"))
    with zipfile.ZipFile(tmp_path / "none.zip", "w") as archive:
        archive.writestr("readme.txt", "x")
    assert refusal(layers, tmp_path / "none.zip") == "layer_kind_unknown"


def test_layer_when_a_name_is_hostile_then_nothing_happens(
    layers: LimitedLayers, tmp_path: Path
) -> None:
    harm = "x'); DROP TABLE parcels; --"
    rows = [({"gush": "1", "helka": 2, "note": harm, harm: harm}, ring(0, 0)), *parcels()]
    path = geojson(tmp_path / "p.geojson", rows)
    assert layers.facts(path).parcels == 10
    assert layers.find(path, "1", "2")[0].note == harm
    assert NORTH
