"""Every kind of picture: inspected, shown upright, without a past; TIFF page by page."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image

from shamay_desktop.documents.content_store import FileStore
from shamay_desktop.documents.derived import DerivedFiles
from shamay_desktop.documents.worker.pool import LimitedWorkers
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import FileKind
from tests.documents.heic_maker import saved_heic
from tests.documents.made_files import quartered, saved
from tests.documents.test_derived_files import SHOWN, UPRIGHT, corners

MAKERS: dict[FileKind, Callable[[Path], Path]] = {
    FileKind.HEIC: lambda folder: saved_heic(quartered(), folder / "a.heic"),
    FileKind.TIFF: lambda folder: saved(quartered(), folder / "a.tif", compression="tiff_lzw"),
    FileKind.BMP: lambda folder: saved(quartered(), folder / "a.bmp"),
    FileKind.WEBP: lambda folder: saved(quartered(), folder / "a.webp", lossless=True),
}


def exif_of(orientation: int) -> Image.Exif:
    """A phone's EXIF: turned, with a time, a place in Ramat Gan, a camera."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, "Phone"
    exif.get_ifd(0x8769)[0x9003] = "2026:05:04 10:11:12"
    exif[0x8825] = {1: "N", 2: (32.0, 4.0, 55.2), 3: "E", 4: (34.0, 49.0, 28.2)}
    written = Image.Exif()
    written.load(exif.tobytes())
    return written


@pytest.mark.parametrize("kind", MAKERS)
def test_a_picture_when_of_any_kind_then_its_facts_and_its_small_picture_are_right(
    workers: LimitedWorkers, tmp_path: Path, kind: FileKind
) -> None:
    look = workers.look(MAKERS[kind](tmp_path), tmp_path / "small.jpg", 64)
    assert (look.facts.kind, look.facts.pages) == (kind, 1)
    assert look.facts.shown_size == (80, 40)
    assert look.small is not None
    assert (look.small.width, look.small.height) == (64, 32)
    assert corners(look.small) == UPRIGHT


@pytest.mark.parametrize("kind", MAKERS)
def test_a_picture_when_of_any_kind_then_print_page_and_thumbnail_are_made_and_turned(
    store: FileStore, derived: DerivedFiles, tmp_path: Path, kind: FileKind
) -> None:
    sha256 = store.add(MAKERS[kind](tmp_path)).sha256
    assert corners(derived.for_print(sha256, 60, rotation=90)) == SHOWN[6]
    assert corners(derived.page(sha256, 1, 72, rotation=180)) == SHOWN[3]
    assert corners(derived.thumbnail(sha256, 64, rotation=270)) == SHOWN[8]
    assert corners(derived.thumbnail(sha256, 64)) == UPRIGHT


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("ending", ["jpg", "png", "tif", "webp"])
def test_orientation_when_any_kind_states_it_then_it_is_shown_upright_and_sizes_fit(
    workers: LimitedWorkers, tmp_path: Path, ending: str, orientation: int
) -> None:
    options = {"quality": 95} if ending == "jpg" else {"lossless": True} if ending == "webp" else {}
    path = saved(quartered(), tmp_path / f"a.{ending}", exif=exif_of(orientation), **options)
    look = workers.look(path, tmp_path / "small.jpg", 80)
    assert look.small is not None
    assert corners(look.small) == SHOWN[orientation]
    assert look.facts.shown_size == ((40, 80) if orientation >= 5 else (80, 40))


@pytest.mark.parametrize("turn", range(4))
def test_a_heic_when_its_container_turns_it_then_exif_does_not_turn_it_again(
    workers: LimitedWorkers, tmp_path: Path, turn: int
) -> None:
    stated = exif_of(6).tobytes()
    path = saved_heic(quartered(), tmp_path / "a.heic", turn=turn, exif=stated)
    look = workers.look(path, tmp_path / "small.jpg", 80)
    assert look.small is not None
    assert corners(look.small) == SHOWN[{0: 1, 1: 8, 2: 3, 3: 6}[turn]]
    assert look.facts.shown_size == ((40, 80) if turn % 2 else (80, 40))


@pytest.mark.parametrize("ending", ["jpg", "png", "tif", "webp", "heic"])
def test_time_and_place_when_exif_has_them_then_they_are_read_exactly(
    workers: LimitedWorkers, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"a.{ending}"
    if ending == "heic":
        saved_heic(quartered(), path, exif=exif_of(1).tobytes())
    else:
        saved(quartered(), path, exif=exif_of(1))
    facts = workers.inspect(path)
    assert facts.taken_at == "2026-05-04T10:11:12"
    assert (facts.latitude, facts.longitude) == (Decimal("32.082"), Decimal("34.8245"))


@pytest.mark.parametrize(
    ("gps", "place"),
    [
        ({1: "S", 2: (33.0, 30.0, 0.0), 3: "W", 4: (70.0, 40.0, 12.0)}, ("-33.5", "-70.67")),
        ({1: "N", 2: (31.5,), 3: "E", 4: (35.25,)}, ("31.5", "35.25")),
        ({1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)}, None),
        ({1: "N", 2: (91.0, 0.0, 0.0), 3: "E", 4: (35.0, 0.0, 0.0)}, None),
        ({1: "Q", 2: (31.0, 0.0, 0.0), 3: "E", 4: (35.0, 0.0, 0.0)}, None),
        ({2: (31.0, 0.0, 0.0), 4: (35.0, 0.0, 0.0)}, None),
        ({1: "N", 2: (31.0, 0.0, 0.0)}, None),
    ],
)
def test_a_place_when_it_is_no_place_then_none_is_said(
    workers: LimitedWorkers,
    tmp_path: Path,
    gps: dict[int, object],
    place: tuple[str, str] | None,
) -> None:
    exif = Image.Exif()
    exif[0x8825] = gps
    facts = workers.inspect(saved(quartered(), tmp_path / "a.jpg", exif=exif))
    expected = (None, None) if place is None else (Decimal(place[0]), Decimal(place[1]))
    assert (facts.latitude, facts.longitude) == expected


def test_a_place_when_a_denominator_is_zero_then_none_is_said(
    workers: LimitedWorkers, tmp_path: Path
) -> None:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (31.0, 46.0, 12.5), 3: "E", 4: (35.0, 13.0, 1.0)}
    path = saved(quartered(), tmp_path / "a.jpg", exif=exif)
    content = path.read_bytes()
    at = content.index(b"\0\0\0\x1f\0\0\0\x01") if b"\0\0\0\x1f\0\0\0\x01" in content else (
        content.index(b"\x1f\0\0\0\x01\0\0\0")
    )  # fmt: skip
    path.write_bytes(content[: at + 4] + bytes(4) + content[at + 8 :])
    assert workers.inspect(path).latitude is None


@pytest.mark.parametrize(
    "stated", ["0000:00:00 00:00:00", "1970:01:01 00:00:00", "2026:13:01 10:00:00", "noon", ""]
)
def test_a_time_when_the_clock_was_not_set_then_none_is_said(
    workers: LimitedWorkers, tmp_path: Path, stated: str
) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = stated
    assert workers.inspect(saved(quartered(), tmp_path / "a.jpg", exif=exif)).taken_at is None


def test_a_torn_exif_block_when_read_then_the_picture_is_taken_all_the_same(
    workers: LimitedWorkers, tmp_path: Path
) -> None:
    path = saved(quartered(), tmp_path / "a.jpg", exif=exif_of(1))
    content = bytearray(path.read_bytes())
    start = content.index(b"Exif\0\0") + 14
    content[start : start + 60] = b"\xff" * 60
    path.write_bytes(bytes(content))
    facts = workers.inspect(path)
    assert (facts.width, facts.height, facts.taken_at) == (80, 40, None)


def pages_tiff(target: Path, count: int) -> Path:
    """A TIFF whose pages are of different sizes and colours."""
    frames = [
        Image.new("L" if number % 2 else "RGB", (100 + number, 60), 40 * (number % 5))
        for number in range(count)
    ]
    return saved(frames[0], target, save_all=True, append_images=frames[1:])


def test_a_tiff_when_it_has_pages_then_each_is_shown_and_there_are_no_more(
    workers: LimitedWorkers, store: FileStore, derived: DerivedFiles, tmp_path: Path
) -> None:
    path = pages_tiff(tmp_path / "scan.tif", 3)
    facts = workers.inspect(path)
    assert (facts.kind, facts.pages, facts.width) == (FileKind.TIFF, 3, 100)
    sha256 = store.add(path).sha256
    assert [derived.page(sha256, page, 150).width for page in (1, 2, 3)] == [100, 101, 102]
    assert derived.for_print(sha256, 400).width == 100, "as a photo it is its first page"
    with pytest.raises(Refused, match="file_page_missing"):
        derived.page(sha256, 4, 150)


def test_a_tiff_when_a_later_page_is_torn_then_it_is_refused(
    workers: LimitedWorkers, tmp_path: Path
) -> None:
    frames = [Image.effect_noise((90, 60), 70 + number) for number in range(3)]
    path = saved(
        frames[0], tmp_path / "scan.tif", save_all=True, append_images=frames[1:],
        compression="tiff_lzw",
    )  # fmt: skip
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 900] = b"\xff" * 900
    path.write_bytes(bytes(content))
    with pytest.raises(Refused, match="file_broken"):
        workers.inspect(path)


def test_a_tiff_when_it_has_too_many_pages_or_chains_them_in_a_ring_then_it_ends(
    workers: LimitedWorkers, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="file_too_many_frames"):
        workers.inspect(pages_tiff(tmp_path / "many.tif", 201))
    ring = saved(quartered(8, 8), tmp_path / "ring.tif")
    content = bytearray(ring.read_bytes())
    directory = int.from_bytes(content[4:8], "little")
    entries = int.from_bytes(content[directory : directory + 2], "little")
    after = directory + 2 + 12 * entries
    content[after : after + 4] = directory.to_bytes(4, "little")
    ring.write_bytes(bytes(content))
    assert workers.inspect(ring).pages == 1


def test_a_telephones_200_megapixels_when_added_then_they_are_shown(
    workers: LimitedWorkers, tmp_path: Path
) -> None:
    vast = Image.new("L", (16_320, 12_240), 90)
    for progressive in (False, True):
        path = saved(vast, tmp_path / "a.jpg", progressive=progressive, quality=50)
        look = workers.look(path, tmp_path / "small.jpg", 320)
        assert (look.facts.width, look.facts.height) == (16_320, 12_240)
        target = tmp_path / "page.jpg"
        found = workers.run("page_picture", str(path), 1, str(target), 150, file_name="a.jpg")
        assert found == [2550, 1913]


@pytest.mark.parametrize("ending", ["jpg", "tif", "bmp"])
def test_a_picture_when_it_has_more_pixels_than_its_kind_may_then_it_is_refused(
    workers: LimitedWorkers, tmp_path: Path, ending: str
) -> None:
    width, height = (16_500, 16_500) if ending == "jpg" else (11_000, 11_000)
    path = saved(Image.new("1", (width, height)).convert("L"), tmp_path / f"a.{ending}")
    with pytest.raises(Refused) as refused:
        workers.inspect(path)
    limit = 250 if ending == "jpg" else 120
    assert (refused.value.code, refused.value.facts["limit"]) == ("file_too_many_pixels", limit)
