"""Paper: a template of typst and typed data become a PDF (3.3, A9, A12.6), in a child process that may be ended any time."""

from .press import Sheets, TypesetError, expect, typeset

__all__ = ["Sheets", "TypesetError", "expect", "typeset"]
