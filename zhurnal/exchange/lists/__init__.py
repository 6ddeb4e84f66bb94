"""The lists of a college, described as data: one description serves the file that goes out and the file that comes in. Pure."""

from zhurnal.exchange.lists.columns import CODE, Col, Described, Sort
from zhurnal.exchange.lists.disciplines import DISCIPLINES
from zhurnal.exchange.lists.groups import GROUPS
from zhurnal.exchange.lists.load import LOAD
from zhurnal.exchange.lists.orders import ORDERS
from zhurnal.exchange.lists.parents import PARENTS
from zhurnal.exchange.lists.registers import REGISTERS
from zhurnal.exchange.lists.rooms import ROOMS
from zhurnal.exchange.lists.staff import STAFF
from zhurnal.exchange.lists.students import STUDENTS
from zhurnal.exchange.lists.subgroups import SUBGROUPS

LISTS = {one.name: one for one in (STAFF, STUDENTS, PARENTS, GROUPS, SUBGROUPS, ROOMS, DISCIPLINES, LOAD, REGISTERS)}
TABLES = {**LISTS, ORDERS.name: ORDERS}
"""Everything that is read as one table by its titles: the lists, and orders, which go out from their own room."""

__all__ = ["CODE", "LISTS", "TABLES", "Col", "Described", "Sort"]
