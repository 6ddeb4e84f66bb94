"""A report or a list is a typed table; xlsx, csv and json are its renderers, and ``answer`` sends the file."""

from .answer import answer, disposition, file_name
from .cells import neutralised, restored
from .table import Cell, Column, Format, Kind, Table, Total
from .write import write

__all__ = [
    "Cell",
    "Column",
    "Format",
    "Kind",
    "Table",
    "Total",
    "answer",
    "disposition",
    "file_name",
    "neutralised",
    "restored",
    "write",
]
