"""Rooms by the name on the door."""

from zhurnal.exchange.lists.columns import CLOSED, CODE, Col, Described

ROOMS = Described(
    "rooms",
    "Кабинеты",
    "кабинет",
    "building",
    "exchange.rooms.list",
    "room",
    (
        CODE,
        Col("name", "Кабинет", "name", required=True, longest=40, synonyms=("Название", "Аудитория", "Номер")),
        Col("building", "Корпус", "building", longest=40, synonyms=("Здание",), common=True),
        CLOSED,
    ),
)
