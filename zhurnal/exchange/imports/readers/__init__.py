"""Pure readers of files that others made: OneRoster bundles, aSc timetables, ``.plx`` curricula.

No Django here, no database, no clock: bytes in, frozen dataclasses and a list of problems out. A reader never raises on
a bad file. In the product readers are called only through ``sandbox.read``, in a process of their own.
"""
