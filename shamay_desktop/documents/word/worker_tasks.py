"""The task of the limited process that reads a Word file as a template."""

from pathlib import Path


def word_template(path: str, folder: str) -> dict[str, object]:
    """A Word file's `lines`, `foreign`, `looks`, `page`, `styles` and `letterhead`.

    Pictures of the letterhead are written to `folder`. Raises Refused(`word_…`).
    """
    from shamay_desktop.documents.word.body import BodyReader, kinds_of_styles, ordered_lists
    from shamay_desktop.documents.word.letterhead import letterhead_of, section_of
    from shamay_desktop.documents.word.looks import StyleReader, page_of
    from shamay_desktop.documents.word.package import DOCUMENT, WordPackage, child
    from shamay_desktop.domain.errors import Refused

    package = WordPackage(Path(path))
    document, styles = package.xml(DOCUMENT), package.xml("word/styles.xml")
    body = None if document is None else child(document, "body")
    if body is None:
        raise Refused("word_unreadable")
    words = BodyReader(kinds_of_styles(styles), ordered_lists(package.xml("word/numbering.xml")))
    words.read(body)
    read = StyleReader(styles, package.xml("word/theme/theme1.xml"))
    section = section_of(document)
    letterhead, problems = letterhead_of(package, section, Path(folder))
    return {
        "lines": words.lines,
        "foreign": [*words.foreign, *problems],
        "looks": read.looks(),
        "page": {} if section is None else page_of(section),
        "styles": read.styles(),
        "letterhead": letterhead,
    }
