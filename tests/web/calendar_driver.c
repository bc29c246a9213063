/* calendar_driver: `thaotruong calendar` as a program of its own, for the oracle: it can be linked with a spoilt copy of
 * the arithmetic to see that the oracle notices. */
#include "cli/cmd_calendar.h"

int main(int argc, char **argv)
{
    return argc > 1 ? cmd_calendar(argc - 1, argv + 1) : 2;
}
