# The benches: their sources, its padding tables and the statements over them; slots of their own, past those of worlds.
target_sources(web PRIVATE cli/cmd_bench.c cli/cmd_bench_acts.c cli/bench_acts.c cli/bench_stage.c cli/bench_call.c cli/bench_wire.c
  cli/bench_replay.c cli/bench_server.c cli/bench_node.c cli/cmd_bench_worlds.c cli/bench.c cli/bench_worlds.c cli/bench_postgres.c
  cli/cmd_bench_office.c cli/bench_office.c cli/cmd_bench_files.c cli/bench_files.c)
thao_sql(web bench 450
  SCHEMA ${CMAKE_CURRENT_SOURCE_DIR}/cli/schema/0001_bench.sql
  STATEMENTS ${CMAKE_CURRENT_SOURCE_DIR}/cli/bench_worlds.sql)
