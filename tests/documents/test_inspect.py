"""What the limited process says of good, strange and hostile files."""

import os
import random
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from shamay_desktop.documents.imaging.pages import MOST_PAGES
from shamay_desktop.documents.worker.pool import LimitedWorkers
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import FileFacts, FileKind
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from tests.documents.made_files import (
    bare_pdf,
    deep_grey_png,
    pdf_bytes,
    png_claiming,
    quartered,
    rotated_jpeg,
    saved,
)

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"


def refusal(workers: LimitedWorkers, path: Path) -> str:
    """The code of the refusal, once its sentences were seen to name the file."""
    with pytest.raises(Refused) as refused:
        workers.inspect(path)
    error = refused.value
    for language in Language:
        assert path.name in load_texts(language)(f"errors.{error.code}", **error.facts)
    return error.code


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_a_jpeg_has_its_stored_size_and_orientation(
    workers: LimitedWorkers, tmp_path: Path
) -> None:
    facts = workers.inspect(rotated_jpeg(tmp_path / "a.jpg", 6))
    plain = replace(facts, likeness=None, sharpness=None, brightness=None)
    assert plain == FileFacts(FileKind.JPEG, 1, 80, 40, 6)
    assert facts.shown_size == (40, 80)


def test_the_content_tells_the_kind_when_the_name_lies(
    workers: LimitedWorkers, tmp_path: Path
) -> None:
    saved(quartered(), tmp_path / "a.png")
    lying = (tmp_path / "a.png").rename(tmp_path / "a.pdf")
    assert workers.inspect(lying).kind is FileKind.PNG


@pytest.mark.parametrize("mode", ["L", "P", "1", "LA", "RGBA"])
def test_every_mode_of_png_is_taken(workers: LimitedWorkers, tmp_path: Path, mode: str) -> None:
    path = saved(quartered(mode="L" if mode == "LA" else mode).convert(mode), tmp_path / "a.png")
    assert (workers.inspect(path).width, workers.inspect(path).height) == (80, 40)


def test_cmyk_and_deep_grey_are_taken(workers: LimitedWorkers, tmp_path: Path) -> None:
    assert workers.inspect(saved(quartered(mode="CMYK"), tmp_path / "a.jpg")).width == 80
    assert workers.inspect(deep_grey_png(tmp_path / "b.png")).width == 256


def test_a_pdf_has_its_pages_in_points(workers: LimitedWorkers, tmp_path: Path) -> None:
    facts = workers.inspect(write(tmp_path / "a.pdf", pdf_bytes([(595, 842), (959, 9752)])))
    assert facts == FileFacts(FileKind.PDF, 2, 595, 842, 1, ((595, 842), (959, 9752)))


@pytest.mark.parametrize("kept", [3, 10, 50, 90, 99])
@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
def test_a_torn_picture_is_refused(
    workers: LimitedWorkers, tmp_path: Path, name: str, kept: int
) -> None:
    whole = saved(Image.effect_noise((300, 200), 80), tmp_path / name).read_bytes()
    path = write(tmp_path / name, whole[: len(whole) * kept // 100])
    assert refusal(workers, path) in {"file_broken", "file_kind_unsupported"}


@pytest.mark.parametrize("kept", [5, 30, 60, 95])
def test_a_torn_pdf_is_refused(workers: LimitedWorkers, tmp_path: Path, kept: int) -> None:
    whole = pdf_bytes([(595, 842)] * 5)
    path = write(tmp_path / "a.pdf", whole[: len(whole) * kept // 100])
    assert refusal(workers, path) == "file_broken"


@pytest.mark.parametrize("side", [11_500, 65_000])
def test_a_picture_that_claims_too_many_pixels_is_refused(
    workers: LimitedWorkers, tmp_path: Path, side: int
) -> None:
    bomb = png_claiming(tmp_path / "bomb.png", side, side)
    assert refusal(workers, bomb) == "file_too_many_pixels"


def test_a_picture_of_many_frames_is_refused(workers: LimitedWorkers, tmp_path: Path) -> None:
    frames = [Image.new("L", (2, 2), number % 256) for number in range(201)]
    path = saved(frames[0], tmp_path / "a.png", save_all=True, append_images=frames[1:])
    assert refusal(workers, path) == "file_too_many_frames"


def test_a_pdf_page_without_bounds_is_refused(workers: LimitedWorkers, tmp_path: Path) -> None:
    path = write(tmp_path / "a.pdf", bare_pdf(1, "0 0 14401 100"))
    assert refusal(workers, path) == "file_page_too_large"
    assert workers.inspect(write(path, bare_pdf(1, "0 0 14400 100"))).width == 14_400


def test_a_pdf_of_too_many_pages_is_refused(workers: LimitedWorkers, tmp_path: Path) -> None:
    path = write(tmp_path / "a.pdf", bare_pdf(MOST_PAGES + 1, "0 0 100 100"))
    assert refusal(workers, path) == "file_too_many_pages"
    assert workers.inspect(write(path, bare_pdf(MOST_PAGES, "0 0 100 100"))).pages == MOST_PAGES


def test_a_pdf_with_a_password_is_refused_by_its_own_name(
    workers: LimitedWorkers, tmp_path: Path
) -> None:
    path = write(tmp_path / "נסח.pdf", pdf_bytes([(100, 100)], password="secret"))
    assert refusal(workers, path) == "file_encrypted"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"PK\x03\x04 a zip", "file_kind_unsupported"),
        (b"GIF89a", "file_kind_unsupported"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "file_broken"),
        (b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00avifmif1miaf", "file_kind_unsupported"),
        (b"II*\x00\x08\x00\x00\x00", "file_broken"),
        (b"RIFF\x04\x00\x00\x00WEBP", "file_broken"),
        (b"BM\x1e\x00\x00\x00\x00\x00\x00\x00\x1a\x00\x00\x00\x28\x00\x00\x00", "file_broken"),
        (b"BM is how a sentence may begin", "file_kind_unsupported"),
        (b"%PDF-1.7\n", "file_broken"),
        (b"%PDF-1.7\n%%EOF", "file_broken"),
        (b"\xff\xd8\xff\xe0", "file_broken"),
        (b"\x89PNG\r\n\x1a\n", "file_broken"),
    ],
)
def test_what_is_no_picture_or_pdf_is_refused_with_the_reason(
    workers: LimitedWorkers, tmp_path: Path, content: bytes, code: str
) -> None:
    assert refusal(workers, write(tmp_path / "a.pdf", content)) == code


def test_what_is_no_ordinary_file_is_refused(workers: LimitedWorkers, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    assert refusal(workers, tmp_path / "pipe.jpg") == "file_kind_unsupported"
    assert refusal(workers, tmp_path) == "file_is_folder"
    assert refusal(workers, tmp_path / "nowhere.jpg") == "file_missing"


def test_a_name_that_is_no_text_does_not_hide_the_reason(
    workers: LimitedWorkers, tmp_path: Path
) -> None:
    path = tmp_path / os.fsdecode(b"scan\xe9\xe2\x80\xae.jpg")
    saved(quartered(), tmp_path / "good.jpg").rename(path)
    assert workers.inspect(path).width == 80
    path.write_bytes(b"\xff\xd8\xff")
    with pytest.raises(Refused) as refused:
        workers.inspect(path)
    assert refused.value.facts["file"] == "scan.jpg"


def test_spoilt_files_are_taken_or_refused_and_nothing_else(
    workers: LimitedWorkers, tmp_path: Path
) -> None:
    chance = random.Random(20261121)
    noise = Image.effect_noise((60, 40), 80)
    good = [
        pdf_bytes([(100, 100)] * 3),
        saved(noise, tmp_path / "a.jpg").read_bytes(),
        saved(quartered(mode="P"), tmp_path / "a.png").read_bytes(),
        rotated_jpeg(tmp_path / "b.jpg", 6).read_bytes(),
    ]
    for number in range(80):
        spoilt = bytearray(good[number % len(good)])
        for _ in range(chance.randint(1, 30)):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        with suppress(Refused):
            workers.inspect(write(tmp_path / "spoilt", bytes(spoilt)))
        with suppress(Refused):
            target = str(tmp_path / "target")
            workers.run("thumbnail", str(tmp_path / "spoilt"), target, 32, file_name="spoilt")


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample papers are not here")
def test_the_sample_papers_are_taken(workers: LimitedWorkers) -> None:
    pages = {path.name: workers.inspect(path).pages for path in SAMPLES.glob("*.pdf")}
    assert pages == {
        "building_permit_scan.pdf": 5,
        "condominium_order_scan.pdf": 3,
        "tabu_condominium_unit.pdf": 3,
    }
