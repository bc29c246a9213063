set(HTTP_EXAMPLE web/http_example.c web/http_call.c)
thao_test(test_http_router SOURCES web/test_http_router.c ${HTTP_EXAMPLE} LIBS web)
add_executable(http_example_server web/http_example_server.c web/http_example.c)
target_link_libraries(http_example_server PRIVATE web)
