"""The one place where text of the record becomes safe for the format it is written into."""

from __future__ import annotations

import html as _html
import re

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")
_LATEX = re.compile(r"([&%$#_{}])|([~^\\])")
_LINK = re.compile(r"https?://[^\s<>\"`{}\\^|\x00-\x1f]+")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LATEX_NAMES = {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}"}


def html(text: str) -> str:
    """Return text safe as HTML or XML content and inside a quoted attribute."""
    return _html.escape(text, quote=True)


def markdown(text: str) -> str:
    """Return text safe inside a line of Markdown."""
    return _MARKDOWN.sub(r"\\\1", text)


def latex(text: str) -> str:
    """Return text safe in LaTeX, its letters left as they are (UTF-8)."""
    return _LATEX.sub(lambda m: rf"\{m[1]}" if m[1] else _LATEX_NAMES[m[2]], text)


def cell(text: str) -> str:
    """Return text that a spreadsheet does not take for a formula (OWASP: CSV injection)."""
    return "'" + text if text.startswith(_FORMULA) else text


def link(url: str) -> str | None:
    """Return the address if it is http(s) and holds nothing that ends a quotation or a bracket, else None."""
    return url if _LINK.fullmatch(url) else None
