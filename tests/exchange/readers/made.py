"""Small invented files in the forms that the readers know."""

import io
import zipfile
from collections.abc import Mapping

from zhurnal.exchange.imports.readers.problems import Problem

ROSTER_1P1 = {
    "manifest.csv": (
        "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.orgs,bulk\nfile.users,bulk\n"
        "file.classes,bulk\nfile.academicSessions,\nfile.enrollments,bulk\nfile.courses,absent\nsource.systemName,Деканат\n"
    ),
    "orgs.csv": "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\norg,active,,Колледж,school,,\n",
    "academicSessions.csv": (
        "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\n"
        "fall,,,1 семестр,semester,2026-09-01,29/12/2026,,2027\n"
    ),
    "classes.csv": (
        "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,"
        "termSourcedIds,subjects,subjectCodes,periods\n"
        'e21,active,,Э-21,"09,10",,Э-21,homeroom,,org,"fall",,,\n'
    ),
    "users.csv": (
        "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,"
        "identifier,email,sms,phone,agentSourcedIds,grades,password\n"
        't1,active,,TRUE,org,teacher,kravtsova,"{LDAP:12},{LTI:15}",Ольга,Кравцова,Сергеевна,,,,,,,secret\n'
        "s1,active,,true,org,student,abramov,,Кирилл,Абрамов,,,,,,p1,10,\n"
        "p1,,,FALSE,org,parent,abramova,,Инна,Абрамова,,,,,,s1,,\n"
    ),
    "enrollments.csv": (
        "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n"
        "n1,active,,e21,org,t1,teacher,true,,\n"
        "n2,active,,e21,org,s1,student,false,2026-09-01,30.06.2027\n"
    ),
}
ROSTER_1P2 = {
    "manifest.csv": (
        "propertyName,value\noneroster.version,1.2\nfile.orgs,bulk\nfile.users,bulk\nfile.roles,bulk\nfile.demographics,bulk\n"
    ),
    "orgs.csv": ROSTER_1P1["orgs.csv"],
    "users.csv": (
        "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,"
        "phone,agentSourcedIds,grades,password,userMasterIdentifier,prefferedGivenName,primaryOrgSourcedId,pronouns\n"
        "u1,,,TRUE,kravtsova,,Ольга,Кравцова,,,,,,,,,,,org,\n"
    ),
    "roles.csv": (
        "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId\n"
        "r1,,,u1,primary,teacher,2026-09-01,,org,\nr2,,,u1,secondary,parent,,,org,\n"
    ),
    "demographics.csv": "sourcedId,status,dateLastModified,birthDate,sex,asian\nu1,,,1984-04-17,female,true\n",
}

ASC_2008 = """<timetable importtype="database" options="idprefix:XML,groupstype1,decimalseparatordot">
   <days columns="day,name,short">
      <day day="0" name="Понедельник" short="Пн"/><day day="1" name="Вторник" short="Вт"/>
   </days>
   <periods columns="period,starttime,endtime">
      <period period="1" starttime="8:00" endtime="8:45"/><period period="2" starttime="8:50" endtime="9:35"/>
      <period period="3" starttime="9:45" endtime="10:30"/>
   </periods>
   <teachers><teacher id="*1" name="Кравцова О. С." short="Кр" gender="F"/></teachers>
   <classes><class id="*1" name=" Э-21" short="Э-21" teacherid="" classroomids=""/></classes>
   <subjects><subject id="*1" name="Физика" short="Физ"/><subject id="*2" name="Химия" short="Хим"/></subjects>
   <classrooms><classroom id="*1" name="304" short="304"/></classrooms>
   <groups>
      <group id="*1" name="Весь класс" classid="*1" entireclass="1" divisiontag="0"/>
      <group id="*2" name="1 группа" classid="*1" entireclass="0" divisiontag="1"/>
   </groups>
   <lessons>
      <lesson id="*1" subjectid="*1" classids="*1" groupids="*1" teacherids="*1" classroomids="*1" periodspercard="2"
              periodsperweek="2.0" weeks="1"/>
      <lesson id="*2" subjectid="*2" classids="*1" groupids="*2" teacherids="*1" classroomids="" periodspercard="1"
              periodsperweek="0.5" weeks="01"/>
   </lessons>
   <cards>
      <card lessonid="*1" day="0" period="1" classroomids="*1"/>
      <card lessonid="*2" day="1" period="3" classroomids=""/>
   </cards>
</timetable>
"""

ASC_2012 = """<?xml version="1.0" encoding="windows-1251"?>
<timetable importtype="database" options="export:idprefix:%CHRID" displayname="aSc Timetables 2012 XML">
   <periods><period period="1" name="1" starttime="8:00" endtime="8:45"/><period period="2" name="2" starttime="8:50" endtime="9:35"/></periods>
   <daysdefs>
      <daysdef id="D0" name="Любой день" days="10,01"/><daysdef id="D1" name="Понедельник" days="10"/>
      <daysdef id="D2" name="Вторник" days="01"/>
   </daysdefs>
   <weeksdefs><weeksdef id="W0" name="Любая" weeks="10,01"/><weeksdef id="W1" name="А" weeks="10"/></weeksdefs>
   <termsdefs><termsdef id="T0" name="Весь год" terms="1"/></termsdefs>
   <subjects><subject id="S1" name="Физика" short="Физ"/></subjects>
   <teachers><teacher id="T1" firstname="КРАВЦОВА О. С." lastname="КРАВЦОВА О. С." name="КРАВЦОВА О. С. КРАВЦОВА О. С."/></teachers>
   <buildings><building id="B1" name="Главный"/></buildings>
   <classrooms><classroom id="R1" name="304" capacity="*" buildingid="B1"/></classrooms>
   <classes><class id="C1" name="Э-21" short="Э-21"/></classes>
   <groups><group id="G1" name="Весь класс" classid="C1" entireclass="1" divisiontag="0"/></groups>
   <lessons>
      <lesson id="L1" subjectid="S1" classids="C1" groupids="G1" teacherids="T1" periodspercard="2" periodsperweek="2.0"/>
      <lesson id="L2" subjectid="S1" classids="C1" groupids="G1" teacherids="T1" periodspercard="2" periodsperweek="2.0"/>
   </lessons>
   <cards>
      <card lessonid="L1" period="1" days="10" weeks="11" terms="1" classroomids="R1"/>
      <card lessonid="L1" period="2" days="10" weeks="11" terms="1" classroomids="R1"/>
   </cards>
</timetable>
"""

PLX = """<?xml version="1.0" encoding="utf-16"?>
<Документ Тип="РАБОЧИЙ УЧЕБНЫЙ ПЛАН" ЧислоКурсов="11" СеместровНаКурсе="2">
  <diffgr:diffgram xmlns:msdata="urn:schemas-microsoft-com:xml-msdata" xmlns:diffgr="urn:schemas-microsoft-com:xml-diffgram-v1">
    <dsMMISDB xmlns="http://tempuri.org/dsMMISDB.xsd">
      <ООП diffgr:id="ООП1" Код="1" Шифр="13.02.11" Название="ЭЛЕКТРОМОНТАЖ" УровеньОбразования="2"/>
      <Планы Код="-1" Титул="Электромонтаж" Квалификация="Техник" ГодНачалаПодготовки="2026" КодБазы="3" КодФормыОбучения="1"
             УчебныйГод="2026-2027" СрокОбучения="3" СрокОбученияМесяцев="10"/>
      <СправочникБазы Код="3" Наименование="основное общее образование"/>
      <ФормаОбучения Код="1" ФормаОбучения="Очная"/>
      <СправочникВидыПрактик Код="6" Наименование="Учебная практика"/>
      <ПланыЦиклы Код="-1" Идентификатор="ПП" Цикл="Профессиональная подготовка"/>
      <ПланыЦиклы Код="-2" КодРодителя="-1" Идентификатор="ОП" Цикл="Общепрофессиональный цикл"/>
      <ПланыСтроки Код="-1" КодБлока="-2" ДисциплинаКод="  ОП 02" Дисциплина="Электротехника" ТипОбъекта="2" Порядок="1" ЧасовПоПлану="36"/>
      <ПланыСтроки Код="-2" КодБлока="-1" ДисциплинаКод=" ПМ.01" Дисциплина="Монтаж" ТипОбъекта="1" Порядок="2" ЧасовПоПлану="48"/>
      <ПланыСтроки Код="-3" КодБлока="-1" КодРодителя="-2" ДисциплинаКод="  МДК.01.01" Дисциплина="Основы монтажа" ТипОбъекта="2"
                   Порядок="3" ЧасовПоПлану="36"/>
      <ПланыСтроки Код="-4" КодБлока="-1" КодРодителя="-2" ДисциплинаКод="ПM.01.ЭК" Дисциплина="Экзамен" ТипОбъекта="4" Порядок="4"
                   ЧасовПоПлану="12"/>
      <ПланыНовыеЧасы КодОбъекта="-1" КодВидаРаботы="101" КодТипаЧасов="1" Курс="1" Семестр="2" Сессия="0" Количество="20"/>
      <ПланыНовыеЧасы КодОбъекта="-1" КодВидаРаботы="103" КодТипаЧасов="1" Курс="1" Семестр="2" Сессия="0" Количество="16"/>
      <ПланыНовыеЧасы КодОбъекта="-1" КодВидаРаботы="103" КодТипаЧасов="5" Курс="1" Семестр="2" Сессия="0" Количество="16"/>
      <ПланыНовыеЧасы КодОбъекта="-1" КодВидаРаботы="1000" КодТипаЧасов="1" Курс="1" Семестр="2" Сессия="0" Количество="36"/>
      <ПланыНовыеЧасы КодОбъекта="-1" КодВидаРаботы="3" КодТипаЧасов="1" Курс="1" Семестр="2" Сессия="0" Количество="1"/>
      <ПланыНовыеЧасы КодОбъекта="-2" КодВидаРаботы="1000" КодТипаЧасов="1" Курс="2" Семестр="1" Сессия="0" Количество="48"/>
      <ПланыНовыеЧасы КодОбъекта="-2" КодВидаРаботы="101" КодТипаЧасов="1" Курс="2" Семестр="1" Сессия="0" Количество="48"/>
      <ПланыНовыеЧасы КодОбъекта="-3" КодВидаРаботы="102" КодТипаЧасов="1" Курс="2" Семестр="1" Сессия="0" Количество="36"/>
      <ПланыНовыеЧасы КодОбъекта="-3" КодВидаРаботы="1000" КодТипаЧасов="1" Курс="2" Семестр="1" Сессия="0" Количество="36"/>
      <ПланыНовыеЧасы КодОбъекта="-3" КодВидаРаботы="1" КодТипаЧасов="1" Курс="2" Семестр="1" Сессия="0" Количество="1"/>
      <ПланыНовыеЧасы КодОбъекта="-3" КодВидаРаботы="5" КодТипаЧасов="1" Курс="2" Семестр="1" Сессия="0" Количество="1"/>
      <ПланыНовыеЧасы КодОбъекта="-4" КодВидаРаботы="108" КодТипаЧасов="1" Курс="2" Семестр="1" Сессия="0" Количество="12"/>
      <ПланыНовыеЧасы КодОбъекта="-4" КодВидаРаботы="1" КодТипаЧасов="1" Курс="2" Семестр="1" Сессия="0" Количество="1"/>
    </dsMMISDB>
    <diffgr:before>
      <ПланыСтроки Код="-9" КодБлока="-2" ДисциплинаКод="ОП.09" Дисциплина="Удалённая" ТипОбъекта="2" Порядок="9"/>
    </diffgr:before>
  </diffgr:diffgram>
</Документ>
"""


def week(number: int, activity: str, course: int, semester: int) -> str:
    """A week of a plan's calendar; ``number`` counts from the first week of the semester."""
    first = 20 if semester == 2 else 1
    return (
        f'<ПланыГрафикиЯчейки КодВидаДеятельности="{activity}" НомерНедели="{number}" Курс="{course}" '
        f'Семестр="{semester}" НомерПервойНедели="{first}"/>'
    )


# The plan with an educational practice of two weeks, and a calendar in which it lies at the end of the first course.
CALENDAR = PLX.replace(
    "    </dsMMISDB>",
    """      <ПланыСтроки Код="-6" КодБлока="-1" КодРодителя="-2" ДисциплинаКод=" УП.01.01" Дисциплина="Учебная практика" ТипОбъекта="3"
                   ВидПрактики="6" РассредПрактика="false" Порядок="6" ЧасовПоПлану="72"/>
      <ПланыНовыеЧасы КодОбъекта="-6" КодВидаРаботы="1000" КодТипаЧасов="1" Курс="1" Семестр="2" Сессия="0" Количество="72"/>
      <ПланыНовыеЧасы КодОбъекта="-6" КодВидаРаботы="103" КодТипаЧасов="1" Курс="1" Семестр="2" Сессия="0" Количество="72"/>
      <ПланыНовыеЧасы КодОбъекта="-6" КодВидаРаботы="51" КодТипаЧасов="1" Курс="1" Семестр="2" Сессия="0" Количество="0" Недель="2"/>
      """
    + "".join(
        (week(17, "1", 1, 1), week(18, "12", 1, 1), week(19, "12", 1, 1), week(18, "1", 1, 2), week(19, "4", 1, 2))
    )
    + "".join((week(20, "4", 1, 2), week(1, "3", 2, 1), week(2, "50", 2, 1), week(3, "13", 2, 1)))
    + "\n    </dsMMISDB>",
)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive with these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def codes(problems: tuple[Problem, ...]) -> list[str]:
    """What was complained about, in order."""
    return [problem.code for problem in problems]
