"""A PDF whose parts a screen reader can tell apart (ISO 32000-1, 14.7 and 14.8): headings, paragraphs, described maps.

matplotlib does not tag a PDF: the renderer here wraps each part in marked content, and pypdf adds the tree.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from matplotlib.backends.backend_mixed import MixedModeRenderer
from matplotlib.backends.backend_pdf import PdfFile, RendererPdf, Verbatim
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from layers import escape
from layers.render.figure.parts import told

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from pypdf.generic import IndirectObject

    from layers.render.figure.parts import Part


def save(figure: Figure, axes: Axes, metadata: dict[str, Any], dpi: int, language: str) -> bytes:
    """Return a figure as a PDF with a structure tree; `dpi` is that of pictures in it."""
    stream = io.BytesIO()
    for artist in axes.get_children():
        artist.set_gid(str(artist.get_label()) or None)  # what a renderer is told of an artist
    figure.set_dpi(72)  # a PDF counts in points
    width, height = figure.get_size_inches()
    file: Any = PdfFile(stream, metadata=metadata)  # type: ignore[no-untyped-call]
    file.newPage(width, height)
    tagging = _Tagging(file, dpi, height, width)
    renderer: Any = MixedModeRenderer(figure, width, height, dpi, tagging)  # type: ignore[no-untyped-call]
    figure.draw(renderer)
    renderer.finalize()
    file.finalize()
    file.close()
    return _with_tree(stream, tagging.pieces, metadata["Title"], language)


class _Tagging(RendererPdf):
    """Writes marked content (14.6): one piece for each run of artists that belong to one part."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)  # type: ignore[no-untyped-call]
        self.pieces: list[Part] = []
        self._now: str | None = None

    def open_group(self, s: str, gid: str | None = None) -> None:  # noqa: ARG002
        label = gid or ""
        if label != self._now:
            self._close()
            self._put(self._begun(label))
            self._now = label

    def _begun(self, label: str) -> bytes:
        if not label:
            return b"/Artifact BMC"
        self.pieces.append(told(label))
        return f"/{self.pieces[-1].kind} <</MCID {len(self.pieces) - 1}>> BDC".encode()

    def _close(self) -> None:
        if self._now is not None:
            self._put(b"EMC")

    def _put(self, operator: bytes) -> None:
        self.file.output(Verbatim(operator))  # type: ignore[no-untyped-call]

    def finalize(self) -> None:
        self._close()
        super().finalize()  # type: ignore[no-untyped-call]


def _with_tree(stream: io.BytesIO, pieces: list[Part], title: str, language: str) -> bytes:
    """Return a PDF of one page with the structure of its marked content, its language, and its title in the window."""
    written = PdfWriter(clone_from=PdfReader(stream))
    written.pdf_header = "%PDF-1.7"
    page, root = written.pages[0], written.root_object
    tree, document = _named(Type="StructTreeRoot"), _named(Type="StructElem", S="Document")
    top, within = written._add_object(tree), written._add_object(document)
    elements: dict[Part, IndirectObject] = {}
    for number, piece in enumerate(pieces):
        if piece not in elements:
            elements[piece] = written._add_object(_element(piece, within, page.indirect_reference))
        _told(elements[piece], "/K").append(NumberObject(number))
    owners = ArrayObject(elements[piece] for piece in pieces)
    document.update({NameObject("/P"): top, NameObject("/K"): ArrayObject(elements.values())})
    parents = DictionaryObject({NameObject("/Nums"): ArrayObject([NumberObject(0), written._add_object(owners)])})
    tree.update({NameObject("/K"): within, NameObject("/ParentTree"): written._add_object(parents)})
    tree[NameObject("/ParentTreeNextKey")] = NumberObject(1)
    page.update({NameObject("/StructParents"): NumberObject(0), NameObject("/Tabs"): NameObject("/S")})
    root[NameObject("/StructTreeRoot")] = top
    root[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
    root[NameObject("/Lang")] = TextStringObject(language)
    root[NameObject("/Metadata")] = written._add_object(_packet(title, language))
    root[NameObject("/ViewerPreferences")] = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    out = io.BytesIO()
    written.write(out)
    return out.getvalue()


def _packet(title: str, language: str) -> StreamObject:
    """Return the title and the language as XMP (ISO 16684-1), where PDF/UA looks for them."""
    written = StreamObject()
    written.update(_named(Type="Metadata", Subtype="XML"))
    written.set_data(
        f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape.html(title)}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{escape.html(language)}</rdf:li></rdf:Bag></dc:language>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>""".encode()
    )
    return written


def _named(**names: str) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): NameObject(f"/{name}") for key, name in names.items()})


def _told(element: IndirectObject, key: str) -> Any:
    found: Any = element.get_object()
    return found[key]


def _element(piece: Part, within: IndirectObject, page: IndirectObject | None) -> DictionaryObject:
    """Return the structure element of a part, still without its content."""
    element = _named(Type="StructElem", S=piece.kind)
    element.update({NameObject("/P"): within, NameObject("/Pg"): page, NameObject("/K"): ArrayObject()})
    if piece.alt:
        element[NameObject("/Alt")] = TextStringObject(piece.alt)
    if piece.bounds:
        layout = _named(O="Layout", Placement="Block")
        layout[NameObject("/BBox")] = ArrayObject(map(FloatObject, piece.bounds))
        element[NameObject("/A")] = layout
    return element
