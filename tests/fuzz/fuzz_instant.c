/* Any text: refused, or an instant (a day) that written and read again is the same one. */
#include "base/instant.h"
#include "base/must.h"
#include "fuzz.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    char text[256];
    char out[INSTANT_TEXT];
    if (len >= sizeof text) {
        return 0;
    }
    memcpy(text, bytes, len);
    text[len] = '\0';
    struct instant t;
    if (instant_parse(text, &t)) {
        struct instant again;
        must(instant_parse(instant_format(t, out), &again) && instant_compare(t, again) == 0);
        must(instant_compare(instant_at(instant_day(t), instant_time_of_day(t)), t) == 0);
    }
    struct day d;
    if (day_parse(text, &d)) {
        struct day again;
        must(day_parse(day_format(d, out), &again) && again.n == d.n);
        must(day_weekday(d) >= 1 && day_weekday(d) <= 7);
    }
    return 0;
}
