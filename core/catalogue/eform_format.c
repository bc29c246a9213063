/* Formats, each a claim about a text: RFC 3339 (date, time, date-time), RFC 5321 (email), RFC 1123 (hostname), RFC 3986 (uri),
 * RFC 4122 (uuid), RFC 4291 (ipv6), RFC 6901 (json-pointer), ECMA-262 (regex), and three of our own:
 *   vn-personal-id      số định danh cá nhân: 12 digits (Luật Căn cước 2023). The nine digits of an old CMND are not one.
 *   vn-enterprise-code  mã số doanh nghiệp: 10 digits, or with a branch: 10 digits, "-", 3 digits. The check digit is not asked
 *                       for: training data uses codes that belong to nobody.
 *   vn-phone            0 or +84, then 9 digits from 3, 5, 7, 8, 9 (mobile) or 10 digits from 2 (landline); no blanks or dots. */
#include "catalogue/eform_parts.h"

#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}
static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
static bool is_hex(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* Exactly `count` digits at s; their value, or -1. */
static int digits(const char *s, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++) {
        if (!is_digit(s[i])) {
            return -1;
        }
        value = value * 10 + (s[i] - '0');
    }
    return value;
}

/* ---- days and times ---- */

/* Ten characters. */
static bool starts_with_date(const char *s)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year = digits(s, 4);
    int month = year < 0 || s[4] != '-' ? -1 : digits(s + 5, 2);
    int day = month < 0 || s[7] != '-' ? -1 : digits(s + 8, 2);
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return day >= 1 && month >= 1 && month <= 12 && day <= days[month - 1] + (month == 2 && leap ? 1 : 0);
}

static bool is_date(const char *s)
{
    return starts_with_date(s) && s[10] == '\0';
}

/* A leap second stands only at the end of a UTC day. */
static bool is_time(const char *s)
{
    int hour = digits(s, 2);
    int minute = hour < 0 || s[2] != ':' ? -1 : digits(s + 3, 2);
    int second = minute < 0 || s[5] != ':' ? -1 : digits(s + 6, 2);
    int offset = 0;
    if (second < 0 || hour > 23 || minute > 59 || second > 60) {
        return false;
    }
    s += 8;
    if (*s == '.') {
        if (!is_digit(*++s)) {
            return false;
        }
        s += strspn(s, "0123456789");
    }
    if (*s == '+' || *s == '-') {
        int hours = digits(s + 1, 2);
        int minutes = hours < 0 || s[3] != ':' ? -1 : digits(s + 4, 2);
        if (minutes < 0 || hours > 23 || minutes > 59) {
            return false;
        }
        offset = (hours * 60 + minutes) * (*s == '+' ? 1 : -1);
        s += 6;
    } else if (*s == 'Z' || *s == 'z') {
        s++;
    } else {
        return false;
    }
    int utc = (hour * 60 + minute - offset + 2 * 24 * 60) % (24 * 60);
    return *s == '\0' && (second < 60 || utc == 23 * 60 + 59);
}

static bool is_date_time(const char *s)
{
    return starts_with_date(s) && (s[10] == 'T' || s[10] == 't') && is_time(s + 11);
}

/* ---- names on the net ---- */

static bool is_hostname(const char *s)
{
    size_t label = 0;
    size_t len = strlen(s);
    for (size_t i = 0; i <= len; i++) {
        if (s[i] == '.' || s[i] == '\0') {
            if (label == 0 || label > 63 || s[i - 1] == '-') {
                return false;
            }
            label = 0;
        } else if (is_letter(s[i]) || is_digit(s[i]) || (s[i] == '-' && label > 0)) {
            label++;
        } else {
            return false;
        }
    }
    return len <= 253;
}

/* Four numbers without leading zeros; the end of the fourth, or NULL. */
static const char *skip_ipv4(const char *s)
{
    for (int i = 0; i < 4; i++) {
        size_t n = strspn(s, "0123456789");
        if (n < 1 || n > 3 || (n > 1 && *s == '0') || digits(s, (int)n) > 255) {
            return NULL;
        }
        s += n;
        if (i < 3 && *s++ != '.') {
            return NULL;
        }
    }
    return s;
}

static bool is_ipv4(const char *s)
{
    const char *end = skip_ipv4(s);
    return end != NULL && *end == '\0';
}

/* The end of an address, or NULL: at most eight groups, one "::" for one or more of them, the last two may be an IPv4. */
static const char *skip_ipv6(const char *s)
{
    int groups = 0;
    bool gap = false;
    if (s[0] == ':' && s[1] != ':') {
        return NULL;
    }
    for (;;) {
        size_t n = 0;
        while (n < 5 && is_hex(s[n])) {
            n++;
        }
        if (n > 0 && s[n] == '.') {
            s = skip_ipv4(s);
            groups += 2;
            break;
        }
        if (n > 4) {
            return NULL;
        }
        groups += n > 0 ? 1 : 0;
        s += n;
        if (s[0] == ':' && s[1] == ':') {
            if (gap) {
                return NULL;
            }
            gap = true;
            s += 2;
            if (!is_hex(*s)) {
                break;
            }
        } else if (s[0] == ':' && n > 0 && is_hex(s[1])) {
            s++;
        } else {
            break;
        }
    }
    return (gap ? groups <= 7 : groups == 8) ? s : NULL;
}

static bool is_ipv6(const char *s)
{
    const char *end = skip_ipv6(s);
    return end != NULL && *end == '\0';
}

/* The part before @, a dot-atom or quoted: its end, or NULL. */
static const char *skip_mailbox(const char *s)
{
    const char *start = s;
    if (*s == '"') {
        for (s++; *s != '"'; s++) {
            s += *s == '\\' ? 1 : 0;
            if (*s < 0x20 || *s > 0x7e) {
                return NULL;
            }
        }
        s++;
    } else {
        for (; is_letter(*s) || is_digit(*s) || (*s != '\0' && strchr("!#$%&'*+/=?^_`{|}~-.", *s) != NULL); s++) {
            if (*s == '.' && (s == start || s[1] == '.' || s[1] == '@')) {
                return NULL;
            }
        }
    }
    return s > start && s - start <= 64 ? s : NULL;
}

static bool is_email(const char *s)
{
    const char *at = skip_mailbox(s);
    if (at == NULL || *at != '@') {
        return false;
    }
    if (at[1] != '[') {
        return is_hostname(at + 1);
    }
    bool six = strncmp(at + 2, "IPv6:", 5) == 0;
    const char *end = six ? skip_ipv6(at + 7) : skip_ipv4(at + 2);
    return end != NULL && strcmp(end, "]") == 0;
}

/* ---- uri ---- */

/* Characters of the class `extra`, unreserved, sub-delims and %XX; the end. */
static const char *skip_uri(const char *s, const char *extra)
{
    for (;;) {
        if (*s == '%' && is_hex(s[1]) && is_hex(s[2])) {
            s += 3;
        } else if (is_letter(*s) || is_digit(*s) || (*s != '\0' && strchr("-._~!$&'()*+,;=", *s) != NULL) ||
                   (*s != '\0' && strchr(extra, *s) != NULL)) {
            s++;
        } else {
            return s;
        }
    }
}

/* [user@]host[:port] after "//"; its end, or NULL. */
static const char *skip_authority(const char *s)
{
    const char *user = skip_uri(s, ":");
    s = *user == '@' ? user + 1 : s;
    if (*s == '[') {
        s = skip_ipv6(s + 1);
        if (s == NULL || *s != ']') {
            return NULL;
        }
        s++;
    } else {
        s = skip_uri(s, "");
    }
    if (*s == ':') {
        s++;
        s += strspn(s, "0123456789");
    }
    return *s == '\0' || strchr("/?#", *s) != NULL ? s : NULL;
}

static bool is_uri(const char *s)
{
    if (!is_letter(*s)) {
        return false;
    }
    while (is_letter(*s) || is_digit(*s) || (*s != '\0' && strchr("+-.", *s) != NULL)) {
        s++;
    }
    if (*s++ != ':') {
        return false;
    }
    if (s[0] == '/' && s[1] == '/') {
        s = skip_authority(s + 2);
        if (s == NULL) {
            return false;
        }
    }
    s = skip_uri(s, ":@/");
    s = *s == '?' ? skip_uri(s + 1, ":@/?") : s;
    s = *s == '#' ? skip_uri(s + 1, ":@/?") : s;
    return *s == '\0';
}

/* ---- others ---- */

static bool is_uuid(const char *s)
{
    for (int i = 0; i < 36; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? s[i] != '-' : !is_hex(s[i])) {
            return false;
        }
    }
    return s[36] == '\0';
}

static bool is_json_pointer(const char *s)
{
    for (const char *p = s; *p != '\0'; p++) {
        if ((p == s && *p != '/') || (*p == '~' && p[1] != '0' && p[1] != '1')) {
            return false;
        }
    }
    return true;
}

static bool is_vn_personal_id(const char *s)
{
    return strspn(s, "0123456789") == 12 && s[12] == '\0';
}

static bool is_vn_enterprise_code(const char *s)
{
    return strspn(s, "0123456789") == 10 && (s[10] == '\0' || (s[10] == '-' && digits(s + 11, 3) >= 0 && s[14] == '\0'));
}

static bool is_vn_phone(const char *s)
{
    s += strncmp(s, "+84", 3) == 0 ? 3 : *s == '0' ? 1 : strlen(s);
    size_t want = *s == '2' ? 10 : 9;
    return *s != '\0' && strchr("235789", *s) != NULL && strspn(s, "0123456789") == want && s[want] == '\0';
}

static const struct {
    const char *name;
    eform_format_fn is;
} formats[] = {
    {"date", is_date},
    {"time", is_time},
    {"date-time", is_date_time},
    {"email", is_email},
    {"uri", is_uri},
    {"uuid", is_uuid},
    {"ipv4", is_ipv4},
    {"ipv6", is_ipv6},
    {"hostname", is_hostname},
    {"regex", eform_pattern_is_valid},
    {"json-pointer", is_json_pointer},
    {"vn-personal-id", is_vn_personal_id},
    {"vn-enterprise-code", is_vn_enterprise_code},
    {"vn-phone", is_vn_phone},
};
#define FORMAT_COUNT (sizeof formats / sizeof formats[0])

eform_format_fn eform_format_find(const char *name)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        if (strcmp(formats[i].name, name) == 0) {
            return formats[i].is;
        }
    }
    return NULL;
}

const char *eform_format_names(struct arena *arena)
{
    const char *names = formats[0].name;
    for (size_t i = 1; i < FORMAT_COUNT; i++) {
        names = arena_printf(arena, "%s, %s", names, formats[i].name);
    }
    return names;
}
