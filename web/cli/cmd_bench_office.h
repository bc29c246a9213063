/* `thaotruong bench office [--dossiers N,N,…] [--folder DIR] [--scenarios DIR] [--quick] [--json] [--lang vi|en]`. */
#ifndef CLI_CMD_BENCH_OFFICE_H
#define CLI_CMD_BENCH_OFFICE_H

int cmd_bench_office(int argc, char **argv);

#endif
