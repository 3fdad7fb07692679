"""The doctors of the demo clinics, one a line; all invented.

name | gender | specialities | clinics | experience since | forms of visit (see doctors.py) | roubles | degree
"""

ROSTER = """
Беляева Ирина Алексеевна | ж | therapy | sretenka | 2009 | orcp | 2500 |
Корнилов Андрей Викторович | м | cardiology therapy | sretenka | 2001 | orc | 4200 | к. м. н.
Ермолаева Светлана Юрьевна | ж | neurology | sretenka | 2012 | orcp | 3600 |
Гусев Максим Олегович | м | therapy | iset | 2016 | or | 0 |
Фёдорова Наталья Павловна | ж | endocrinology | sretenka | 2005 | orc | 3900 | к. м. н.
Щербаков Илья Андреевич | м | dermatology | sretenka | 2014 | orcp | 3000 |
Соболева Екатерина Игоревна | ж | pediatrics | yauza | 2010 | orcp | 2800 |
Тарасова Ольга Николаевна | ж | gynecology | yauza | 2003 | orc | 3500 | к. м. н.
Журавлёв Денис Сергеевич | м | otolaryngology | sretenka yauza | 2011 | orcp | 2900 |
Миронова Анна Дмитриевна | ж | psychotherapy | sretenka | 2013 | or | 5200 |
Калинин Павел Романович | м | cardiology | iset | 1998 | orcp | 4500 | д. м. н.
Ширяева Людмила Геннадьевна | ж | neurology | iset | 1995 | orc | 3800 | к. м. н.
Воробьёв Артём Ильич | м | traumatology | iset | 2015 | orcp | 2700 |
Назарова Гульнара Рашидовна | ж | gastroenterology | iset | 2008 | orc | 3300 |
Дмитриев Роман Валерьевич | м | urology | iset | 2007 | orcp | 3400 |
Ковалёва Татьяна Михайловна | ж | therapy family | ob | 2002 | orcp | 2200 |
Сафонов Егор Константинович | м | surgery | ob | 2006 | orc | 3100 | к. м. н.
Прохорова Вера Анатольевна | ж | endocrinology dietology | ob | 2011 | orcp | 3200 |
Лаптев Николай Фёдорович | м | pulmonology | ob | 1993 | orc | 3700 | д. м. н.
Осипова Дарья Владимировна | ж | dermatology | ob | 2018 | orcp | 2400 |
Крылов Сергей Борисович | м | ophthalmology | sretenka | 2000 | orcp | 3000 |
Якушева Марина Леонидовна | ж | allergology | yauza | 2009 | orc | 3600 | к. м. н.
Ефимов Александр Вадимович | м | gastroenterology | sretenka | 2013 | or | 3400 |
Романова Юлия Станиславовна | ж | rheumatology | sretenka | 2010 | orc | 4100 | к. м. н.
Белозёров Григорий Петрович | м | nephrology | sretenka | 1999 | orcp | 3900 | д. м. н.
Чернова Алина Руслановна | ж | pediatrics | yauza | 2017 | or | 0 |
Панфилов Виталий Евгеньевич | м | neurology | ob | 2012 | orcp | 3000 |
Архипова Елена Викторовна | ж | therapy | sretenka | 1996 | orcp | 2600 |
Тихонов Михаил Львович | м | psychotherapy | ob | 2004 | or | 4800 | к. м. н.
Мельникова Полина Артёмовна | ж | dietology | iset | 2019 | or | 2900 |
Зуев Константин Игоревич | м | infectiology | sretenka | 2003 | orc | 3300 |
Быстрова Ксения Олеговна | ж | otolaryngology | iset | 2014 | orcp | 2600 |
Сурков Владимир Ильич | м | oncology | sretenka | 1991 | orc | 6000 | д. м. н.
Гаврилова Надежда Сергеевна | ж | gynecology | ob | 2008 | orcp | 2900 |
Лосев Тимофей Аркадьевич | м | family pediatrics | yauza | 2015 | orcp | 2500 |
Игнатьева Варвара Денисовна | ж | cardiology | ob | 2016 | orc | 3500 |
Рогов Станислав Юрьевич | м | traumatology surgery | sretenka | 1997 | cp | 4000 | к. м. н.
Денисова Маргарита Павловна | ж | ophthalmology | yauza | 2012 | cp | 2800 |
Хасанов Ренат Ильдарович | м | urology | sretenka | 2010 | orc | 3800 |
Кузьмина Любовь Андреевна | ж | therapy pulmonology | iset | 2005 | orcp | 2300 |
Ан Виктория Сергеевна | ж | neurology | yauza | 2018 | orc | 3100 |
Шестаков Кирилл Антонович | м | endocrinology | iset | 2009 | orcp | 3400 |
Баранова Эльвира Тимуровна | ж | allergology | ob | 2013 | or | 3000 |
Матвеев Юрий Степанович | м | therapy | ob | 1988 | orcp | 2000 | к. м. н.
Нестеренко Зоя Марковна | ж | ophthalmology | sretenka | 2004 | cx | 3700 | к. м. н.
"""
