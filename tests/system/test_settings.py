"""This machine's choices: durable, and a broken file is kept aside."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.system.durable import DurableDisk
from shamay_desktop.system.settings import SettingsFile

CHOICES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None
)
@given(chosen=st.dictionaries(st.text(min_size=1), CHOICES, max_size=4))
def test_choices_are_there_after_a_restart(tmp_path: Path, chosen: dict[str, object]) -> None:
    path = tmp_path / "settings.json"
    path.unlink(missing_ok=True)
    file = SettingsFile(path)
    for name, choice in chosen.items():
        file.set(name, choice)
    again = SettingsFile(path)
    assert {name: again.get(name) for name in chosen} == chosen


def test_a_missing_choice_is_the_default_and_nothing_is_written(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "settings.json")
    assert file.get("language", "he") == "he"
    assert list(tmp_path.iterdir()) == []


def test_names_of_another_version_are_carried_along(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"format": 9, "choices": {"of a later version": [1, 2]}}')
    SettingsFile(path).set("language", "en")
    assert json.loads(path.read_text())["choices"] == {
        "language": "en",
        "of a later version": [1, 2],
    }


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"choices": 3}', b"\xff\xfe", b"null"])
def test_a_broken_file_is_kept_aside_and_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    file = SettingsFile(path)
    assert file.get("language", "he") == "he"
    assert file.kept_aside is not None
    assert file.kept_aside.read_bytes() == content
    file.set("language", "en")
    assert SettingsFile(path).get("language") == "en"


class BrokenDisk(DurableDisk):
    def write(self, target: Path, content: bytes, mode: int = 0o600) -> None:
        raise WorldFailed("disk_full", file=target.name)


def test_a_choice_holds_for_this_run_when_the_disk_refuses_it(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "settings.json", BrokenDisk())
    with pytest.raises(WorldFailed):
        file.set("language", "en")
    assert file.get("language") == "en"
