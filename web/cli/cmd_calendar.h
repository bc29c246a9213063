/* cmd_calendar: `thaotruong calendar`: what the compiled-in calendar says, without a server and without a data folder.
 *
 *   calendar due --from 2026-11-20T09:20 --term "10 workdays" [--explain] [--lang vi|en]
 *   calendar due --batch         lines `from<TAB>term` on standard input, one instant per line on standard output
 *   calendar show --year 2026 [--lang vi|en]
 *
 * argv[0] is "calendar". Answers the exit status: 0, or 2 with field, rule and cure on standard error. */
#ifndef CLI_CMD_CALENDAR_H
#define CLI_CMD_CALENDAR_H

int cmd_calendar(int argc, char **argv);

#endif
