"""The words of a fixed paragraph that is said for each row of a list, read as its columns are."""

from shamay_desktop.domain.texts.parsing import by_ids, by_labels
from shamay_desktop.i18n.language import Language


def row_text(text: str, each: str) -> str:
    """The text as it is parsed: each line within the list's rows; without a list as it is."""
    if not each:
        return text
    return "\n".join(f"[* {each}: {line}]" for line in text.split("\n"))


def by_ids_in(text: str, each: str) -> str:
    """The text with every name by its id, as it is kept. Raises Refused as `parsed`."""
    return _bare(by_ids(row_text(text, each)), each)


def by_labels_in(text: str, each: str, language: Language) -> str:
    """The text as people read it; one that cannot be read stays."""
    return _bare(by_labels(row_text(text, each), language), each)


def _bare(text: str, each: str) -> str:
    if not each:
        return text
    return "\n".join(line[line.index(":") + 1 : -1].strip() for line in text.split("\n"))
