"""Changes of results. One place writes ``Result``: ``results.set_results`` for teachers, ``results.put_results`` for documents."""

from .results import Outcome, ResultChange, set_results
from .writing import Put, put_results

__all__ = ["Outcome", "Put", "ResultChange", "put_results", "set_results"]
