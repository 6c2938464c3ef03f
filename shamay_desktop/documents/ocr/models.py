"""The two models of the engine: where they are looked for, and whether they are the right ones."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from shamay_desktop.resource_files import resource

INSTALLING = "sudo apt-get install tesseract-ocr-heb tesseract-ocr-script-hebr"
"""How the models come to a source checkout on Debian; the packaged program brings them."""


@dataclass(frozen=True, slots=True)
class Model:
    """A model's file as it was measured: another one reads differently, so it is not taken."""

    file: str
    size: int
    sha256: str


WORDS = Model(
    "Hebrew.traineddata",
    4_866_337,
    "4f4f3405404a61e21e5c16316ed5c3052ddb3572a75e0b3dc3fe118b12dea76e",
)
FIGURES = Model(
    "heb.traineddata",
    961_404,
    "11f9e43ab227f786352a50f75c94c2e9906f1baba86d93276da19da7ce0904db",
)
MODELS = (WORDS, FIGURES)


class Lack(StrEnum):
    """What is wrong with a model."""

    MISSING = "missing"
    ALTERED = "altered"


@dataclass(frozen=True, slots=True)
class Found:
    """The folder of each model that is right, and what is wrong with the others."""

    folders: dict[Model, Path]
    lacks: dict[Model, Lack]

    @property
    def complete(self) -> bool:
        """Whether the engine can work."""
        return not self.lacks


def model_folders(own: Path | None = None) -> Sequence[Path]:
    """Where models may be: what the program ships, the user's `own` folder, the system's."""
    system = sorted(Path("/usr/share/tesseract-ocr").glob("*/tessdata"), reverse=True)
    return [resource("ocr"), *([own] if own else []), *system, Path("/usr/share/tessdata")]


def find_models(folders: Iterable[Path]) -> Found:
    """The first right file of each model; sizes and SHA-256 are checked, which takes 10 ms."""
    places, found, lacks = list(folders), {}, {}
    for model in MODELS:
        there = [folder for folder in places if (folder / model.file).is_file()]
        right = next((folder for folder in there if _is_right(folder / model.file, model)), None)
        if right is not None:
            found[model] = right
        else:
            lacks[model] = Lack.ALTERED if there else Lack.MISSING
    return Found(found, lacks)


def _is_right(path: Path, model: Model) -> bool:
    try:
        if path.stat().st_size != model.size:
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == model.sha256
    except OSError:
        return False
