# thao_fuzz(name LIBS core): tests/fuzz/fuzz_<name>.c, a function LLVMFuzzerTestOneInput over bytes from outside. With the
# fuzz preset it becomes a libFuzzer program; otherwise a test that replays tests/fuzz/corpus/<name> and cuts of each file.
function(thao_fuzz name)
  cmake_parse_arguments(F "" "" "LIBS;SOURCES" ${ARGN})
  set(corpus ${CMAKE_SOURCE_DIR}/tests/fuzz/corpus/${name})
  if(THAO_FUZZ)
    add_executable(fuzz_${name} fuzz/fuzz_${name}.c ${F_SOURCES})
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
  else()
    add_executable(fuzz_${name} fuzz/fuzz_${name}.c fuzz/replay.c ${F_SOURCES})
    add_test(NAME fuzz_${name} COMMAND fuzz_${name} ${corpus})
    set_tests_properties(fuzz_${name} PROPERTIES TIMEOUT 120)
  endif()
  target_link_libraries(fuzz_${name} PRIVATE ${F_LIBS})
  target_include_directories(fuzz_${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests/fuzz)
endfunction()

thao_fuzz(json LIBS core)
thao_fuzz(viet LIBS core)
thao_fuzz(instant LIBS core)
thao_fuzz(deadline LIBS core)
thao_fuzz(wal LIBS sandbox)

thao_fuzz(router LIBS web SOURCES web/http_example.c)
target_include_directories(fuzz_router PRIVATE ${CMAKE_SOURCE_DIR}/tests/web)
thao_fuzz(exercise LIBS sandbox)

thao_fuzz(eform LIBS core)
thao_fuzz(roster LIBS core)
