"""3.1: the head of ИВЦ exports inside data sets (lists of users, students, subjects) and imports outside ones."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import worlds
from zhurnal.exchange.models import ImportRun
from zhurnal.timetable.models import Room

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


def test_a_list_goes_out_is_mended_and_comes_back():
    world = worlds.make_college("vek", "А")
    client = world.client("ivc_head")
    page = client.get("/lists/").content.decode()
    titles = ("Сотрудники", "Студенты", "Родители", "Группы", "Подгруппы", "Кабинеты", "Дисциплины", "Нагрузка")
    assert all(f">{title}</a>" in page for title in titles)
    answer = client.post("/lists/file/", {"list": "rooms", "format": "csv"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    mended = text.replace("304", "304а") + ";Новый зал;\r\n"
    sent = {"name": "rooms", "uploads": SimpleUploadedFile("Кабинеты.csv", mended.encode())}
    assert client.post("/lists/", sent).status_code == 302
    run = ImportRun.objects.of(world.id).get()
    preview = client.get(f"/imports/{run.pk}/").content.decode()
    assert ("<ins>304а" in preview, "Новый зал" in preview) == (True, True)
    client.post(f"/imports/{run.pk}/apply/")
    names = Room.objects.of(world.id).values_list("name", flat=True)
    assert ("Новый зал" in names, any(name.startswith("304а") for name in names)) == (True, True)
    client.post(f"/imports/{run.pk}/undo/")
    assert "Новый зал" not in Room.objects.of(world.id).values_list("name", flat=True)
