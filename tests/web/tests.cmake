set(HTTP_EXAMPLE web/http_example.c web/http_call.c)
thao_test(test_http_router SOURCES web/test_http_router.c ${HTTP_EXAMPLE} LIBS web)
thao_test(test_http_guard SOURCES web/test_http_guard.c ${HTTP_EXAMPLE} LIBS web)
thao_test(test_http_asset SOURCES web/test_http_asset.c ${HTTP_EXAMPLE} LIBS web)
thao_test(test_http_server SOURCES web/test_http_server.c LIBS web)
thao_test(test_http_openapi SOURCES web/test_http_openapi.c ${HTTP_EXAMPLE} LIBS web)
# The build tool that writes the document, over the example's table.
add_executable(http_example_openapi ${CMAKE_SOURCE_DIR}/web/openapi_tool.c web/http_example.c)
target_link_libraries(http_example_openapi PRIVATE web)
target_compile_definitions(http_example_openapi PRIVATE routes=example_routes route_count=example_route_count
  openapi_shapes=example_shapes)
add_test(NAME http_example_openapi COMMAND http_example_openapi ${CMAKE_BINARY_DIR}/http_example_openapi.json)
add_executable(http_example_server web/http_example_server.c web/http_example.c)
target_link_libraries(http_example_server PRIVATE web)

# The deadline rules against an independent reading of them (tests/oracle), and that this notices planted errors.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
add_executable(calendar_driver web/calendar_driver.c ${CMAKE_SOURCE_DIR}/web/cli/cmd_calendar.c)
target_include_directories(calendar_driver PRIVATE ${CMAKE_SOURCE_DIR}/web)
target_link_libraries(calendar_driver PRIVATE core)
thao_test(test_cmd_calendar SOURCES web/test_cmd_calendar.c support/shell.c)
add_dependencies(test_cmd_calendar calendar_driver)
add_test(NAME deadlines_equal_the_oracle COMMAND Python3::Interpreter ${CMAKE_CURRENT_LIST_DIR}/../oracle/compare_deadlines.py
  --data ${CMAKE_SOURCE_DIR}/core/calendar/vn.tsv --rows -- $<TARGET_FILE:calendar_driver> calendar due --batch)
add_test(NAME the_deadline_oracle_notices_planted_errors
  COMMAND Python3::Interpreter ${CMAKE_CURRENT_LIST_DIR}/../oracle/plant_deadlines.py --source ${CMAKE_SOURCE_DIR}
  --build ${CMAKE_BINARY_DIR} --library $<TARGET_FILE:core> --cc ${CMAKE_C_COMPILER} --sanitize "${THAO_SANITIZE}")
set_tests_properties(deadlines_equal_the_oracle the_deadline_oracle_notices_planted_errors PROPERTIES
  TIMEOUT 120 ENVIRONMENT PYTHONDONTWRITEBYTECODE=1)

# Hostile clients on raw sockets.
add_test(NAME hostile_http COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tests/e2e/hostile_http.py $<TARGET_FILE:http_example_server>)
set_tests_properties(hostile_http PROPERTIES TIMEOUT 120)

set(VIEW_CASE web/view_case.c support/office_fixture.c)
thao_test(test_view_dossier SOURCES web/test_view_dossier.c ${VIEW_CASE} LIBS web)
thao_test(test_view_actions SOURCES web/test_view_actions.c ${VIEW_CASE} LIBS web)
thao_test(test_view_history SOURCES web/test_view_history.c ${VIEW_CASE} LIBS web)
thao_test(test_bench_worlds SOURCES web/test_bench_worlds.c LIBS web)
thao_test(test_bench_office SOURCES web/test_bench_office.c LIBS web)
thao_test(test_bench_acts SOURCES web/test_bench_acts.c LIBS web)
add_dependencies(test_bench_acts thaotruong)
thao_test(test_bench_files SOURCES web/test_bench_files.c LIBS web)
add_dependencies(test_bench_files thaotruong)
thao_test(test_cmd_scenario SOURCES web/test_cmd_scenario.c support/shell.c LIBS core)
add_dependencies(test_cmd_scenario thaotruong)
thao_test(test_cmd_catalogue SOURCES web/test_cmd_catalogue.c support/shell.c)
add_dependencies(test_cmd_catalogue thaotruong)

# The command `form` as a program of its own: what the vectors, the suites and the browser's validator are compared with.
add_executable(form_driver web/form_driver.c ${CMAKE_SOURCE_DIR}/web/cli/cmd_form.c)
target_include_directories(form_driver PRIVATE ${CMAKE_SOURCE_DIR}/web)
target_link_libraries(form_driver PRIVATE core)
thao_test(test_cmd_form SOURCES web/test_cmd_form.c support/shell.c)
add_dependencies(test_cmd_form form_driver)

# The picture of the lifecycle, kept as output of the tests: every state and every act of the table is in it.
add_test(NAME the_picture_of_the_lifecycle_shows_every_state COMMAND Python3::Interpreter ${CMAKE_CURRENT_LIST_DIR}/picture_lifecycle.py
  $<TARGET_FILE:thaotruong> ${CMAKE_BINARY_DIR}/lifecycle)
set_tests_properties(the_picture_of_the_lifecycle_shows_every_state PROPERTIES ENVIRONMENT PYTHONDONTWRITEBYTECODE=1)
