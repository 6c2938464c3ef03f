"""The visible stamp of a signature: one page of the size asked, all its words, fonts embedded."""

from pathlib import Path

import pikepdf
import pytest

from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.i18n.language import Language
from shamay_desktop.reports.pdf.stamp import write_stamp

LINES = ("נחתם אלקטרונית", "דנה לוי", "מספר רישיון 1234", "02.11.2026 08:00")


def text_of(path: Path) -> str:
    from pypdfium2 import PdfDocument

    document = PdfDocument(path)
    text = document[0].get_textpage().get_text_range()
    document.close()
    return str(text)


def test_a_stamp_when_written_is_one_page_of_its_size_with_its_fonts(tmp_path: Path) -> None:
    target = tmp_path / "stamp.pdf"
    write_stamp(LINES, target, width=195, height=66, language=Language.HE)
    with pikepdf.open(target) as pdf:
        (page,) = pdf.pages
        assert [float(side) for side in page.mediabox] == [0, 0, 195, 66]
        fonts = page.resources["/Font"]
        assert all(
            "/FontFile2" in font["/FontDescriptor"]
            for font in fonts.values()
            if "/FontDescriptor" in font
        )
    assert "1234" in text_of(target)
    assert "02.11.2026" in text_of(target)


@pytest.mark.parametrize("language", Language)
def test_a_stamp_when_it_says_much_is_set_smaller_and_loses_no_word(
    tmp_path: Path, language: Language
) -> None:
    target = tmp_path / "stamp.pdf"
    lines = (*LINES, " ".join(f"word{number}" for number in range(40)))
    write_stamp(lines, target, width=195, height=66, language=language)
    assert "word39" in text_of(target)


def test_a_stamp_when_its_folder_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(WorldFailed) as failed:
        write_stamp(LINES, tmp_path / "gone" / "a.pdf", width=9, height=9, language=Language.HE)
    assert failed.value.code == "report_not_written"
