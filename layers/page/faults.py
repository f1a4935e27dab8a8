"""What a visitor is told when something fails: one plain sentence with a reference number that the log holds.

A message of this package may name folders of the server, so it goes to the log and not to the page.
"""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

LOG = logging.getLogger(__name__)
SENTENCE = "This part cannot be shown. The log of the server holds the reason under the number {number}."


class guarded:  # noqa: N801 - it is used as a function is
    """Show a part of the page; if it fails, say so in its place and let the rest live.

    Parameters
    ----------
    say
        Turns the sentence into the language of the page.
    """

    def __init__(self, say: Callable[[str], str] = str) -> None:
        self.say = say

    def __enter__(self) -> None:
        """Begin the part."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> bool:
        """End the part. Whatever failed in it fails here; Streamlit's own signals are no `Exception` and pass."""
        if not isinstance(error, Exception):
            return False
        number = secrets.token_hex(4)
        LOG.error("%s: %s", number, error, exc_info=error)
        st.error(self.say(SENTENCE).format(number=number))
        return True
