/* cmd: the commands of the table in cli.c, one file each (cmd_<name>.c). */
#ifndef CLI_CMD_H
#define CLI_CMD_H

int cmd_serve(int argc, char **argv);
int cmd_person(int argc, char **argv);
int cmd_audit(int argc, char **argv);
int cmd_bench(int argc, char **argv);
int cmd_scenario(int argc, char **argv);
int cmd_play(int argc, char **argv);
int cmd_catalogue(int argc, char **argv);
int cmd_lifecycle(int argc, char **argv);

/* Commands that the owner of a data folder runs (folder.h). */
struct op;
struct folder;
int person_in_folder(struct op *op, struct folder *folder, int argc, char **argv);
int audit_in_folder(struct op *op, struct folder *folder, int argc, char **argv);

#endif
