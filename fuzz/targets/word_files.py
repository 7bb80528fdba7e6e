"""A Word file whose parts are any XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from communique.sources.pieces import Piece
from fuzz.documents import read_and_hold
from fuzz.target import Target

__all__ = ["TARGET"]

_PARTED = b"\n=====\n"
_TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
</Types>"""
_RELATIONS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Target="word/document.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>
<Relationship Id="r2" Target="docProps/core.xml"
 Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"/></Relationships>"""
_DOCUMENT = """<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Talks in Marlow</w:t></w:r></w:p>
<w:p><w:r>
<w:t xml:space="preserve">Ada Quill </w:t><w:tab/><w:t>met Bo Reed.</w:t><w:br/></w:r>
<w:del><w:r><w:delText>No.</w:delText></w:r></w:del></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Who</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>"""
_PROPERTIES = """<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>Talks</dc:title><dc:creator>Cy Tan; Bo</dc:creator>
<dc:language>en-GB</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">2024-02-28T10:00:00Z</dcterms:created>
</cp:coreProperties>"""


def _check(data: bytes) -> None:
    document, _, properties = data.partition(_PARTED)
    packed = io.BytesIO()
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": document,
    }
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in (parts | {"docProps/core.xml": properties or _PROPERTIES}).items():
            archive.writestr(zipfile.ZipInfo(name), content)
    read_and_hold(Piece(source="fuzzed", data=packed.getvalue(), name="fuzzed.docx"))


def _seeds() -> Sequence[bytes]:
    return [_DOCUMENT.encode(), _DOCUMENT.encode() + _PARTED + _PROPERTIES.encode()]


TARGET = Target(
    about="Word files to text",
    check=_check,
    seeds=_seeds,
    words=(
        *(
            "<w:p>",
            "</w:p>",
            "<w:r>",
            "<w:t>",
            "</w:t>",
            "<w:tbl>",
            "<w:tr>",
            "<w:tc>",
            "<w:br/>",
            "<w:tab/>",
            "<w:sdt>",
            "<w:ins>",
        ),
        *(
            "<!DOCTYPE a [<!ENTITY b 'c'>]>",
            "&b;",
            "&#0;",
            "&#xfffe;",
            "<![CDATA[",
            "<?xml encoding='x'?>",
            "<!--",
            _PARTED,
        ),
        *(
            "<dc:title>",
            "<dc:language>",
            "<dcterms:created>",
            "0000-00-00T00:00:00Z",
            "9999-12-31T23:59:59+99:00",
            "en_US",
            " ",
        ),
    ),
    seconds=2.0,
    tries=150,
)
