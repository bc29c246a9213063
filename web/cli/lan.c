#include "cli/lan.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>

static size_t add(struct op *op, const char **urls, size_t n, size_t max, const char *address, int port)
{
    if (n + 1 < max) {
        urls[n++] = arena_printf(op->arena, "http://%s:%d", address, port);
        urls[n] = NULL;
    }
    return n;
}

static size_t add_interfaces(struct op *op, const char **urls, size_t max, int port)
{
    struct ifaddrs *all = NULL;
    size_t n = 0;
    if (getifaddrs(&all) != 0) {
        return 0;
    }
    for (struct ifaddrs *i = all; i != NULL; i = i->ifa_next) {
        char text[INET_ADDRSTRLEN];
        bool usable = i->ifa_addr != NULL && i->ifa_addr->sa_family == AF_INET && (i->ifa_flags & IFF_UP) != 0 &&
                      (i->ifa_flags & IFF_LOOPBACK) == 0;
        if (usable) {
            struct sockaddr_in in;
            memcpy(&in, i->ifa_addr, sizeof in);
            if (inet_ntop(AF_INET, &in.sin_addr, text, sizeof text) != NULL) {
                n = add(op, urls, n, max, text, port);
            }
        }
    }
    freeifaddrs(all);
    return n;
}

void lan_urls(struct op *op, const char *listen, int port, const char **urls, size_t max)
{
    const char *colon = strrchr(listen, ':');
    const char *host = colon == NULL ? "0.0.0.0" : arena_strndup(op->arena, listen, (size_t)(colon - listen));
    size_t n = 0;
    urls[0] = NULL;
    if (strcmp(host, "0.0.0.0") != 0) {
        (void)add(op, urls, 0, max, host, port);
        return;
    }
    n = add_interfaces(op, urls, max, port);
    (void)add(op, urls, n, max, "localhost", port);
}
