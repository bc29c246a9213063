/* Thao Trường: one program. A confined child that reads an exercise is this same program, so that is asked first. */
#include "cli/cli.h"
#include "script/child.h"

int main(int argc, char **argv)
{
    int child = exercise_child_main(argc, argv);
    return child >= 0 ? child : cli_main(argc, argv);
}
