"""A workbook is opened, or told to be none; nothing that its library raises gets through."""

import io
import zipfile

import pytest

from senim.kernel import spreadsheet


@pytest.mark.parametrize("name", ["[Content_Types].xml", "xl/workbook.xml", "a.csv"])
def test_a_packed_file_that_is_no_workbook_is_told(name: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr(name, "<Types/>")
    for content in (packed.getvalue(), packed.getvalue()[:40], b"PK\x03\x04", b""):
        with pytest.raises(spreadsheet.NotASheet):
            list(spreadsheet.rows_of(content))
