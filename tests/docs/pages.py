"""The documentation's pages as text."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md")))


def page(name: str) -> str:
    """A page by its path from the repository's top."""
    return (ROOT / name).read_text(encoding="utf-8")
