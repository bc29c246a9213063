thao_test(test_world_vfs SOURCES sandbox/test_world_vfs.c sandbox/worlds.c LIBS sandbox)
thao_test(test_world_wal SOURCES sandbox/test_world_wal.c sandbox/worlds.c LIBS sandbox)
thao_test(test_script_load SOURCES sandbox/test_script_load.c LIBS sandbox)
thao_test(test_lab_store SOURCES sandbox/test_lab_store.c sandbox/labs.c sandbox/worlds.c LIBS sandbox)
