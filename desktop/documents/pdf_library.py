"""MuPDF, loaded when first needed, and what it raises over a stranger's file."""

from functools import cache
from typing import Any


@cache
def library() -> Any:
    import pymupdf

    tools: Any = pymupdf.TOOLS
    tools.mupdf_display_errors(False)
    tools.mupdf_display_warnings(False)
    return pymupdf


@cache
def trouble() -> tuple[type[Exception], ...]:
    """Its own errors, and those of its Python half that stumbles over what it did not expect."""
    own: type[Exception] = library().mupdf.FzErrorBase
    return (own, RuntimeError, ValueError, TypeError, IndexError, AssertionError, KeyError, AttributeError, OSError)
