"""Recording a lesson: a batch of commands in one transaction."""

from .batch import record

__all__ = ["record"]
