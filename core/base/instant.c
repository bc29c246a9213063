/* Civil-calendar arithmetic after the usual era decomposition (400-year cycles of 146,097 days); no tables, no libc time. */
#include "base/instant.h"

#include <stdio.h>
#include <string.h>

#define OFFSET_MS (7 * MS_HOUR)

static int64_t floor_div(int64_t a, int64_t b)
{
    int64_t q = a / b;
    return (a % b != 0 && (a < 0) != (b < 0)) ? q - 1 : q;
}

struct day instant_day(struct instant t)
{
    return (struct day){(int32_t)floor_div(t.ms + OFFSET_MS, MS_DAY)};
}

int64_t instant_time_of_day(struct instant t)
{
    int64_t local = t.ms + OFFSET_MS;
    return local - floor_div(local, MS_DAY) * MS_DAY;
}

struct instant instant_at(struct day d, int64_t ms_of_day)
{
    return (struct instant){(int64_t)d.n * MS_DAY + ms_of_day - OFFSET_MS};
}

struct day day_from(int year, int month, int dom)
{
    int64_t y = year - (month <= 2);
    int64_t era = floor_div(y, 400);
    int64_t yoe = y - era * 400;
    int64_t doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + dom - 1;
    int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return (struct day){(int32_t)(era * 146097 + doe - 719468)};
}

void day_parts(struct day d, int *year, int *month, int *dom)
{
    int64_t z = (int64_t)d.n + 719468;
    int64_t era = floor_div(z, 146097);
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    *dom = (int)(doy - (153 * mp + 2) / 5 + 1);
    *month = (int)(mp < 10 ? mp + 3 : mp - 9);
    *year = (int)(yoe + era * 400 + (*month <= 2));
}

int day_weekday(struct day d)
{
    int64_t w = ((int64_t)d.n + 3) % 7; /* 1970-01-01 was a Thursday */
    return (int)(w < 0 ? w + 7 : w) + 1;
}

/* Exactly n digits of a value that has no more. */
static char *put_digits(char *out, int value, int n)
{
    for (int i = n - 1; i >= 0; i--) {
        out[i] = (char)('0' + value % 10);
        value /= 10;
    }
    return out + n;
}

const char *day_format(struct day d, char *out)
{
    int y, m, dom;
    day_parts(d, &y, &m, &dom);
    if (y < 0 || y > 9999) { /* no such day is ever given; still ten characters */
        char text[40];
        (void)snprintf(text, sizeof text, "%04d-%02d-%02d", y, m, dom);
        memcpy(out, text, DAY_TEXT - 1);
    } else {
        char *p = put_digits(out, y, 4);
        *p++ = '-';
        p = put_digits(p, m, 2);
        *p++ = '-';
        (void)put_digits(p, dom, 2);
    }
    out[DAY_TEXT - 1] = '\0';
    return out;
}

const char *instant_format(struct instant t, char *out)
{
    int64_t ms = instant_time_of_day(t);
    int frac = (int)(ms % MS_SECOND);
    (void)day_format(instant_day(t), out);
    char *p = out + DAY_TEXT - 1;
    *p++ = 'T';
    p = put_digits(p, (int)(ms / MS_HOUR), 2);
    *p++ = ':';
    p = put_digits(p, (int)(ms / MS_MINUTE % 60), 2);
    *p++ = ':';
    p = put_digits(p, (int)(ms / MS_SECOND % 60), 2);
    if (frac != 0) {
        *p++ = '.';
        p = put_digits(p, frac, 3);
    }
    memcpy(p, "+07:00", sizeof "+07:00");
    return out;
}

/* Reads exactly n digits; -1 if they are not there. */
static int digits(const char **p, int n)
{
    int v = 0;
    for (int i = 0; i < n; i++) {
        char c = (*p)[i];
        if (c < '0' || c > '9') {
            return -1;
        }
        v = v * 10 + (c - '0');
    }
    *p += n;
    return v;
}

static bool expect(const char **p, char c)
{
    if (**p != c) {
        return false;
    }
    (*p)++;
    return true;
}

static int month_length(int y, int m)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
    return m == 2 && leap ? 29 : lengths[m - 1];
}

static bool read_day(const char **p, struct day *out)
{
    int y = digits(p, 4);
    if (y < 1970 || y > 2199 || !expect(p, '-')) {
        return false;
    }
    int m = digits(p, 2);
    if (m < 1 || m > 12 || !expect(p, '-')) {
        return false;
    }
    int d = digits(p, 2);
    if (d < 1 || d > month_length(y, m)) {
        return false;
    }
    *out = day_from(y, m, d);
    return true;
}

bool day_parse(const char *text, struct day *out)
{
    const char *p = text;
    struct day d;
    if (!read_day(&p, &d) || *p != '\0') {
        return false;
    }
    *out = d;
    return true;
}

/* ".mmm" with 1 to 3 digits. */
static bool read_fraction(const char **p, int64_t *ms)
{
    if (**p != '.') {
        return true;
    }
    (*p)++;
    int64_t scale = 100;
    int n = 0;
    for (; **p >= '0' && **p <= '9' && n < 3; n++, (*p)++) {
        *ms += (**p - '0') * scale;
        scale /= 10;
    }
    return n > 0;
}

static bool read_offset(const char **p, int64_t *offset)
{
    if (**p == '\0') {
        *offset = OFFSET_MS;
        return true;
    }
    if (**p == 'Z') {
        (*p)++;
        *offset = 0;
        return true;
    }
    int sign = **p == '+' ? 1 : **p == '-' ? -1 : 0;
    if (sign == 0) {
        return false;
    }
    (*p)++;
    int h = digits(p, 2);
    if (h < 0 || h > 14 || !expect(p, ':')) {
        return false;
    }
    int m = digits(p, 2);
    if (m < 0 || m > 59) {
        return false;
    }
    *offset = sign * (h * MS_HOUR + m * MS_MINUTE);
    return true;
}

bool instant_parse(const char *text, struct instant *out)
{
    const char *p = text;
    struct day d;
    if (!read_day(&p, &d) || !expect(&p, 'T')) {
        return false;
    }
    int h = digits(&p, 2);
    if (h < 0 || h > 23 || !expect(&p, ':')) {
        return false;
    }
    int m = digits(&p, 2);
    if (m < 0 || m > 59) {
        return false;
    }
    int64_t ms = h * MS_HOUR + m * MS_MINUTE;
    if (*p == ':') {
        p++;
        int s = digits(&p, 2);
        if (s < 0 || s > 59) {
            return false;
        }
        ms += s * MS_SECOND;
        if (!read_fraction(&p, &ms)) {
            return false;
        }
    }
    int64_t offset = 0;
    if (!read_offset(&p, &offset) || *p != '\0') {
        return false;
    }
    *out = (struct instant){(int64_t)d.n * MS_DAY + ms - offset};
    /* the years hold for Viet Nam's day: an offset must not lead out of them */
    int year = 0;
    int month = 0;
    int dom = 0;
    day_parts(instant_day(*out), &year, &month, &dom);
    return year >= 1970 && year <= 2199;
}
