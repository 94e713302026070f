"""The text of a PDF, as a program extracts it."""

from io import BytesIO


def pdf_text(data: bytes) -> str:
    """Return the text of all pages; empty when it is no PDF that can be read."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    except (PyPdfError, ValueError, KeyError):
        return ""
