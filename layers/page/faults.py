"""What a visitor is told when something fails: one plain sentence with a reference number that the log holds.

A message of this package may name folders of the server, so it goes to the log and not to the page.
"""

from __future__ import annotations

import logging
import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING

import streamlit as st

from layers.errors import LayersError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LOG = logging.getLogger(__name__)
SENTENCE = "This part cannot be shown. The log of the server holds the reason under the number {number}."


@contextmanager
def guarded(say: Callable[[str], str] = str) -> Iterator[None]:
    """Show a part of the page; if it fails, say so in its place and let the rest live.

    Parameters
    ----------
    say
        Turns the sentence into the language of the page.
    """
    try:
        yield
    except (LayersError, OSError) as error:
        number = secrets.token_hex(4)
        LOG.error("%s: %s", number, error, exc_info=error)
        st.error(say(SENTENCE).format(number=number))
