"""Hostile pictures and PDFs through the real use case: each has an answer, the program stands."""

import os
import sys
from collections import Counter
from pathlib import Path

import pytest

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import Refused
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.usecases.evidence.adding import AddedFiles, add_files, evidence_of
from shamay_desktop.usecases.evidence.pictures import page_picture, thumbnail
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import create_case
from tests.documents.hostile_files import hostile_file
from tests.documents.made_files import rotated_jpeg
from tests.memory_watch import MemoryWatch

MOST_MEMORY = 2_000_000_000
SLICE, ALL = 150, 2000
SHOWN_EACH = 3
"""Every so-manieth file that was taken is also shown, as a window would."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits and memory are Linux's")


def answers(added: AddedFiles) -> Counter[str]:
    """How many files had which answer; every refusal has its sentence in both languages."""
    for each in (*added.refused, *added.told):
        for language in Language:
            words = load_texts(language)(f"errors.{each.problem.code}", **each.problem.facts)
            assert each.name in words
    counted = Counter(each.problem.code for each in added.refused)
    counted["taken"] = len(added.documents) + len(added.images)
    counted["linked"] = len(added.linked)
    return counted


def take_hostile(services: Services, actor: Actor, folder: Path, numbers: range) -> Counter[str]:
    """Add the files of the numbers to a new case, and show what was taken as the window does."""
    case = create_case(services, actor).valuation.id
    paths = [hostile_file(folder, number) for number in numbers]
    added = add_files(services, actor, case, paths)
    counted = answers(added)
    assert counted.total() == len(paths), "each file has one answer"
    hashes = [photo.sha256 for photo in added.images]
    hashes += [paper.sha256 for paper in added.documents]
    for sha256 in hashes[::SHOWN_EACH]:
        try:
            thumbnail(services, sha256, 256)
            page_picture(services, sha256, 1, 96)
        except Refused as problem:
            counted[f"shown: {problem.code}"] += 1
    evidence = evidence_of(services, actor, case)
    known = {paper.sha256 for paper in evidence.documents} | {
        photo.sha256 for photo in evidence.images
    }
    report = services.store.verify(known)
    assert (report.missing, report.altered) == ((), ())
    assert list(services.temporary.iterdir()) == []
    return counted


def test_hostile_files_when_added_then_each_is_taken_or_refused_with_a_word(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    with MemoryWatch() as memory:
        counted = take_hostile(services, actor, tmp_path / "hostile", range(SLICE))
    assert len(counted) > 6, counted
    assert counted["taken"] > SLICE // 20
    assert memory.most < MOST_MEMORY


@pytest.mark.soak
def test_two_thousand_hostile_files_when_added_then_each_has_a_word_and_memory_is_bounded(
    services: Services, actor: Actor, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    counted: Counter[str] = Counter()
    with MemoryWatch() as memory:
        for start in range(0, ALL, 100):
            counted += take_hostile(
                services, actor, tmp_path / "hostile", range(start, start + 100)
            )
    with capsys.disabled():
        sys.stdout.write(f"\n{ALL} hostile files: {dict(counted.most_common())}\n")
        sys.stdout.write(f"most memory of the whole program: {memory.most / 1e6:.0f} MB\n")
    assert memory.most < MOST_MEMORY


def test_a_vast_or_bottomless_file_when_added_then_it_is_refused_before_it_is_read(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    case = create_case(services, actor).valuation.id
    vast = rotated_jpeg(tmp_path / "vast.jpg", 1)
    os.truncate(vast, 500 * 1024 * 1024 + 1)
    trailing = rotated_jpeg(tmp_path / "trailing.jpg", 1)
    os.truncate(trailing, 50 * 1024 * 1024)
    os.mkfifo(tmp_path / "pipe.jpg")
    (tmp_path / "ring.jpg").symlink_to(tmp_path / "ring.jpg")
    names = ("vast.jpg", "pipe.jpg", "ring.jpg", "trailing.jpg")
    added = add_files(services, actor, case, [tmp_path / name for name in names])
    assert [(each.name, each.problem.code) for each in added.refused] == [
        ("vast.jpg", "file_too_large"),
        ("pipe.jpg", "file_kind_unsupported"),
        ("ring.jpg", "file_unreadable"),
    ]
    assert [image.file_name for image in added.images] == ["trailing.jpg"]
