thao_test(test_base SOURCES core/test_base.c LIBS core)
thao_test(test_db SOURCES core/test_db.c LIBS core)
thao_test(test_calendar SOURCES core/test_calendar.c LIBS core)
thao_test(test_calendar_deadline SOURCES core/test_calendar_deadline.c LIBS core)
