"""The tasks of the recognising process, by name: the only place where the engine is loaded."""

import os

os.environ["OMP_THREAD_LIMIT"] = "1"  # before the engine: one thread a page, a process a core
os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy, whose idle threads take address space

from collections.abc import Callable, Mapping
from pathlib import Path

from shamay_desktop.documents.ocr.engine import engine_of, engine_version
from shamay_desktop.documents.ocr.recognising import recognised
from shamay_desktop.domain.reading.page_json import encode_page


def page(path: str, number: int, rotation: int, words: str, figures: str) -> dict[str, object]:
    """A page's words as `page_json` writes them; `words` and `figures`: the models' folders."""
    engine = engine_of(Path(words), Path(figures))
    return encode_page(recognised(Path(path), number, rotation, engine))


def version(words: str, figures: str) -> str:
    """The engine's version; its models are loaded, so that whoever asks knows that it works."""
    engine_of(Path(words), Path(figures))
    return engine_version()


TASKS: Mapping[str, Callable[..., object]] = {"page": page, "version": version}
