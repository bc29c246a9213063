/* child: the short-lived process in which an exercise file is read. The program starts itself again; whoever has a main
 * calls exercise_child_main first, before threads, files and settings:
 *
 *     int child = exercise_child_main(argc, argv);
 *     if (child >= 0) return child;
 *
 * In the child: no environment, no open files but the one socket, no core dump, little memory and processor time, and a
 * system call filter that kills at the first call that reading and computing do not need. */
#ifndef SCRIPT_CHILD_H
#define SCRIPT_CHILD_H

#define CHILD_FLAG "--load-exercise"
#define CHILD_CPU_SECONDS 5
#define CHILD_ADDRESS_SPACE (512u * 1024u * 1024u) /* bytes; not set in builds with sanitizers */

/* What a probe tries after confinement. */
#define CHILD_PROBES(X)                                                                                            \
    X(PROBE_OPEN, "open") X(PROBE_WRITE_FILE, "write_file") X(PROBE_SOCKET, "socket") X(PROBE_FORK, "fork")        \
    X(PROBE_EXEC, "exec") X(PROBE_SIGNAL, "signal") X(PROBE_MAP_CODE, "map_code") X(PROBE_ENVIRONMENT, "environment")
enum child_probe {
#define X(probe, text) probe,
    CHILD_PROBES(X)
#undef X
};
#define CHILD_PROBE_COUNT 8
#define CHILD_ESCAPED 3 /* exit status of a probe that was not stopped */

/* -1: this process is no such child, go on. Otherwise the exit status: the child has done its work. */
int exercise_child_main(int argc, char **argv);
const char *child_probe_text(enum child_probe probe);

#endif
