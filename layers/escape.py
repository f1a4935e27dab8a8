"""The one place where text of the record becomes safe for the format it is written into."""

from __future__ import annotations

import html as _html
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
_LATEX = re.compile(r"([&%$#_])|([~^\\{}])")
_LINK = re.compile(r"https?://[^/?#][^\s<>\"`{}\\^|\x00-\x1f\x7f\ud800-\udfff]*")
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_IN_ADDRESS = "%/:?#[]@!$&'()*+,;=~"
"""What stands in an address as it is, beside letters and digits: RFC 3986, reserved, and what is encoded already."""
_ODD = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LATEX_NAMES = {
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
}


def html(text: str) -> str:
    """Return text safe as HTML or XML content and inside a quoted attribute."""
    return _html.escape(text, quote=True)


def odd(text: str) -> list[str]:
    """Return the characters of a text that readers do not see, but programs act upon, each once.

    Controls but for tabs and ends of lines, marks of direction (Unicode's Bidi_Control), separators of lines, halves of
    pairs, and what is no character.
    """
    # what Unicode calls printable holds none of them, and is asked ten times as fast
    return [] if text.isprintable() else [*dict.fromkeys(_ODD.findall(text))]


def code_points(characters: Iterable[str]) -> str:
    """Return characters with their code points, so that those are named too which cannot be seen."""
    return ", ".join(f"{c!r} (U+{ord(c):04X})" for c in characters)


def line(text: str) -> str:
    """Return text as one line, for formats in which a new line begins something else."""
    return " ".join(text.splitlines())


def markdown(text: str) -> str:
    """Return text safe inside a line of Markdown, where a dollar sign may begin a formula."""
    return _MARKDOWN.sub(r"\\\1", line(text))


def latex(text: str) -> str:
    """Return text safe in LaTeX and in a field of BibTeX, its letters left as they are (UTF-8).

    Braces have names, because BibTeX counts them even after a backslash: one alone would end the field.
    """
    return _LATEX.sub(lambda m: rf"\{m[1]}" if m[1] else _LATEX_NAMES[m[2]], text)


def cell(text: str) -> str:
    """Return text that a spreadsheet does not take for a formula (OWASP: CSV injection)."""
    return "'" + text if text.startswith(_FORMULA) else text


def link(url: str) -> str | None:
    """Return the address, percent-encoded, if it is http(s) and holds nothing that ends a quotation or a bracket."""
    return quote(_PERCENT.sub("%25", url), safe=_IN_ADDRESS) if _LINK.fullmatch(url) else None
