"""Faults on purpose: the application or the database is killed, or the power is cut, while teachers write marks.

``python3 run.py faults`` (see ``__main__``). Nothing here is imported by the product. Every fault happens in namespaces of its
own, and only processes that were started here are signalled.
"""
