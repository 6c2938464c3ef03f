"""No room on the disk while drawings are kept or written: a clear word, and all as it was."""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.domain.measuring.reading import sheets_of
from shamay_desktop.domain.measuring.scale import measured
from shamay_desktop.domain.standards import RuleSet
from shamay_desktop.i18n.language import Language
from shamay_desktop.usecases.cases.working import case_now
from shamay_desktop.usecases.drawings.keeping import keep_drawn
from shamay_desktop.usecases.drawings.writing import write_png
from shamay_desktop.usecases.measuring.exporting import export_csv, export_dxf, export_json
from shamay_desktop.usecases.report.producing import send_to_review, write_report
from shamay_desktop.usecases.services import Services
from tests.complete_case import COMPLETE
from tests.drawing_scenes import Scene, scene

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks what file is written")


@pytest.fixture
def drawn(services: Services, actor: Actor, tmp_path: Path) -> Scene:
    return scene(services, actor, tmp_path / "in", COMPLETE)


@contextmanager
def full(monkeypatch: pytest.MonkeyPatch, *folders: Path) -> Iterator[None]:
    """No file of these folders reaches the disk while the block runs."""
    real = os.fsync

    def refuse(handle: int) -> None:
        file = Path(f"/proc/self/fd/{handle}").readlink()
        if any(file.is_relative_to(folder) for folder in folders):
            raise OSError(errno.ENOSPC, "No space left on device", str(file))
        real(handle)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", refuse)
        yield


def files_of(*folders: Path) -> dict[str, bytes]:
    """Every file of folders, and what is in it."""
    return {
        str(path): path.read_bytes()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def store(services: Services) -> Path:
    """Where whole files are kept."""
    return services.store.path("0" * 64).parents[2]


def assets(services: Services, actor: Actor) -> int:
    """How many files the case has that were made."""
    with services.database.work(actor) as work:
        return len(work.assets.of("c1"))


def test_drawings_when_the_store_takes_no_more_then_it_is_said_and_none_is_half_kept(
    services: Services, actor: Actor, drawn: Scene, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_of(store)
    with full(monkeypatch, store), pytest.raises(WorldFailed) as failed:
        keep_drawn(services, actor, drawn.case)
    assert failed.value.code in ("disk_full", "disk_short")
    assert files_of(store) == before
    assert assets(services, actor) == 0
    assert len(keep_drawn(services, actor, drawn.case)) == 4, "with room again, all of them"
    assert assets(services, actor) == 4


def test_a_case_when_it_is_sent_and_the_store_is_full_then_it_is_not_sent_and_is_as_it_was(
    services: Services, actor: Actor, drawn: Scene, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unruled = replace(services, rules=lambda: RuleSet("none", "1", date(2026, 1, 1), ()))
    before = case_now(services, actor, "c1")[0]
    with full(monkeypatch, store), pytest.raises(WorldFailed):
        send_to_review(unruled, actor, "c1")
    now = case_now(services, actor, "c1")[0]
    assert (now.status, now.case.values) == (before.status, before.case.values)


def test_a_report_when_the_store_is_full_then_no_half_of_it_is_written(
    services: Services, actor: Actor, drawn: Scene, store: Path,
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
) -> None:  # fmt: skip
    with full(monkeypatch, store, tmp_path / "out"), pytest.raises(WorldFailed):
        write_report(services, actor, drawn.case, Language.HE, tmp_path / "out")
    assert files_of(tmp_path / "out") == {}
    assert assets(services, actor) == 0


KINDS = ("csv", "json", "dxf", "sheet.png", "area.png")


def write(services: Services, actor: Actor, scene: Scene, kind: str, target: Path) -> object:
    """A file of the user's own."""
    found = measured(sheets_of(scene.case)[0])
    deeds: dict[str, Callable[[], object]] = {
        "csv": partial(export_csv, services, actor, [found], target),
        "json": partial(export_json, services, actor, found, "plan.pdf", target),
        "dxf": partial(export_dxf, services, actor, found, target),
        "sheet.png": partial(write_png, services, scene.case, "sheet", target),
        "area.png": partial(write_png, services, scene.case, "area", target),
    }
    return deeds[kind]()


def test_files_of_a_drawing_when_their_disk_is_full_then_the_old_one_stays_and_nothing_is_left(
    services: Services, actor: Actor, drawn: Scene,
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
) -> None:  # fmt: skip
    out = tmp_path / "out"
    out.mkdir()
    for kind in KINDS:
        (out / f"old.{kind}").write_bytes(b"what stood there")
    before = files_of(out, services.temporary)
    for kind in KINDS:
        with full(monkeypatch, out), pytest.raises(WorldFailed) as failed:
            write(services, actor, drawn, kind, out / f"old.{kind}")
        assert failed.value.code in ("disk_full", "disk_short"), kind
        assert files_of(out, services.temporary) == before, kind
    write(services, actor, drawn, "json", out / "old.json")
    assert (out / "old.json").stat().st_size > 1000


def test_files_of_a_drawing_when_their_place_is_no_folder_then_it_is_said(
    services: Services, actor: Actor, drawn: Scene, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    for kind in ("csv", "json", "area.png"):
        with pytest.raises(WorldFailed) as failed:
            write(services, actor, drawn, kind, tmp_path / "file" / f"new.{kind}")
        assert failed.value.code in ("folder_not_writable", "disk_failed"), kind
    assert files_of(services.temporary) == {}
