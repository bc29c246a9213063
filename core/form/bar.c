/* Code 128, set B: a start sign, one sign a letter, a check sign (weighted sum modulo 103), a stop sign. A sign is three
 * bars and three spaces, eleven modules; the stop sign has a bar more. */
#include "form/bar.h"

#include <string.h>

enum { START_B = 104, STOP = 106, SIGNS = 107 };

/* Widths of bar, space, bar, space, bar, space of each value. */
static const char *const signs[SIGNS] = {
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213", "221312",
    "231212", "112232", "122132", "122231", "113222", "123122", "123221", "223211", "221132", "221231", "213212",
    "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211", "212123", "212321", "232121",
    "111323", "131123", "131321", "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331",
    "132131", "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311", "213131", "311123",
    "311321", "331121", "312113", "312311", "332111", "314111", "221411", "431111", "111224", "111422", "121124",
    "121421", "141122", "141221", "112214", "112412", "122114", "122411", "142112", "142211", "241211", "221114",
    "413111", "241112", "134111", "111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112",
    "421211", "212141", "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311",
    "113141", "114131", "311141", "411131", "211412", "211214", "211232", "2331112"};

static void add_sign(struct bar *bar, uint8_t *widths, int value)
{
    for (const char *c = signs[value]; *c; c++) {
        widths[bar->count++] = (uint8_t)(*c - '0');
        bar->modules += *c - '0';
    }
}

bool bar_encode(struct op *op, const char *text, struct bar *out)
{
    size_t len = strlen(text);
    uint8_t *widths;
    int sum = START_B;

    if (len == 0 || len > BAR_TEXT_MAX)
        return fail(op, E_INPUT, "bar.text", NULL);
    widths = arena_alloc(op->arena, (len + 3) * 6 + 1);
    *out = (struct bar){0, widths, 0};
    add_sign(out, widths, START_B);
    for (size_t i = 0; i < len; i++) {
        int value = text[i] - ' ';

        if (value < 0 || text[i] > '~')
            return fail(op, E_INPUT, "bar.text", NULL);
        add_sign(out, widths, value);
        sum += (int)(i + 1) * value;
    }
    add_sign(out, widths, sum % 103);
    add_sign(out, widths, STOP);
    return true;
}
