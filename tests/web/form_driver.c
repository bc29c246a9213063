/* `thaotruong form` as a program of its own, linked with core alone. */
#include "cli/cmd_form.h"

#include <string.h>

int main(int argc, char **argv)
{
    return argc < 2 || strcmp(argv[1], "form") != 0 ? 2 : cmd_form(argc - 1, argv + 1);
}
