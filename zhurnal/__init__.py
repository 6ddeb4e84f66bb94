"""«Журнал»: an electronic class journal for vocational colleges."""
