"""Rows and content as HTML: the pieces of `cards.html`, in which whatever comes from a file or a person is escaped."""

from collections.abc import Callable

from kit.views.markup import Html
from kit.views.templates import CARDS


def __getattr__(piece: str) -> Callable[..., Html]:
    """Return the piece of this name as a function of this module."""
    return getattr(CARDS, piece)
