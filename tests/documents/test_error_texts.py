"""Every error that papers, photos and the machine can raise has its sentence in both languages."""

import re
from pathlib import Path

import pytest

from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts

PACKAGE = Path(__file__).resolve().parents[2] / "shamay_desktop"
RAISED = re.compile(r'(?:Refused|WorldFailed)\(\s*"(\w+)"|: "(file_\w+)"|"failed": "(\w+)"')


def codes() -> set[str]:
    sources = [*PACKAGE.glob("documents/**/*.py"), *PACKAGE.glob("system/*.py")]
    found = (RAISED.findall(source.read_text(encoding="utf-8")) for source in sources)
    return {code for matches in found for groups in matches for code in groups if code}


@pytest.mark.parametrize("language", Language)
def test_every_code_has_a_sentence(language: Language) -> None:
    found = codes()
    assert len(found) > 15
    assert {code for code in found if not load_texts(language).has(f"errors.{code}")} == set()
