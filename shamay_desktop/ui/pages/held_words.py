"""Words that stand on a page and are in no journal: who leaves is brought to them once."""

from shamay_desktop.domain.report_edits.arrangement import CHANGES
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.models.findings_model import declared

DRAFT = "draft:"
"""Before the name of a draft, where the id of a change's row stands else."""


def draft_path(name: str) -> str:
    """The path of a draft of the report."""
    return f"{CHANGES}/{DRAFT}{name}"


def held_words(path: str, texts: Texts) -> str:
    """What is said of words that would be lost."""
    if path.startswith(draft_path("")):
        return texts("editing.drafts_held")
    label = declared(path)
    name = "" if label is None else label.label(texts.language)
    return texts("shell.refused_text", field=name)
