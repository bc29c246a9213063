/* lan: under which addresses people in the hall reach this machine. */
#ifndef CLI_LAN_H
#define CLI_LAN_H

#include "base/op.h"

/* Fills urls with "http://ADDRESS:PORT", private networks first, loopback last; NULL past the last. `listen` restricts them: a server
 * that listens on one address has one. */
void lan_urls(struct op *op, const char *listen, int port, const char **urls, size_t max);

#endif
