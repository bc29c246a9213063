thao_test(test_base SOURCES core/test_base.c LIBS core)
