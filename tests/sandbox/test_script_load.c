/* Reading exercise files: what the language says to a careless or hostile author, and that this process stays whole. */
#include "support/check.h"

#include "base/text.h"
#include "script/load.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct fixture {
    struct arena *arena;
    struct op op;
};

static int set_up(void **state)
{
    struct fixture *f = test_calloc(1, sizeof *f);
    f->arena = arena_open(64u * 1024u * 1024u);
    op_init(&f->op, f->arena, "test", LANG_EN);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    arena_close(f->arena);
    test_free(f);
    return 0;
}

static const struct json *load(struct fixture *f, const char *source)
{
    op_clear(&f->op);
    return script_load(&f->op, "scenario.lua", source, strlen(source));
}

static const char *message(struct fixture *f)
{
    return op_failed(&f->op) ? text_error(&f->op) : "";
}

/* The file is refused, with this in the sentence. */
static void refuses(struct fixture *f, const char *label, const char *source, const char *sentence)
{
    if (load(f, source) != NULL) {
        fail_msg("%s: was read", label);
    }
    if (f->op.error.code != E_INPUT || strstr(message(f), sentence) == NULL) {
        fail_msg("%s: expected \"%s\", got %s \"%s\" (%s)", label, sentence, error_code_text(f->op.error.code), message(f),
                 f->op.error.cause == NULL ? "" : f->op.error.cause);
    }
}

#define WHOLE                                                                                                      \
    "return scenario { id = 'x', rev = 1, title = L{ vi = 'Một', en = 'One' }, minutes = 5, level = 1, seed = 1,\n"  \
    "  clock = { start = '2026-11-20T08:00', rate = 60 },\n"                                                        \
    "  cast = { mc = persona.trainee { role = 'one-stop-officer', agency = 'H37.T01' }, dn = persona.business {} },\n" \
    "  steps = { step 'a' { by = 'mc', points = 100, goal = L{ vi = 'Hai' },\n"                                     \
    "    given = { file('dn', '1.014445', { omit = { 'b', 'c' } }) },\n"                                            \
    "    want = { event('dossier.accepted'):by('mc'):within('20m'):with{ missing = '>0' }:count(2),\n"              \
    "             never(event('dossier.intake_refused')):before(event('dossier.accepted')),\n"                      \
    "             any{ field('dossier.due_at'):after(field('dossier.accepted_at')), nope(event('a.b')) } },\n"      \
    "    hints = { hint { after = '4m', cost = 2, L{ vi = 'Ba', en = 'Three' } } },\n"                              \
    "    solve = { act('mc', 'dossier.accept', { note = 'n' }) } } },\n"                                            \
    "  score = { pass = 70 } }\n"

static void a_whole_exercise_becomes_data_with_lines(void **state)
{
    struct fixture *f = *state;
    const struct json *x = load(f, WHOLE);
    if (x == NULL) {
        fail_msg("%s", message(f));
    }
    assert_string_equal(json_get_text(x, "id", ""), "x");
    assert_string_equal(json_get_text(json_get(x, "title"), "vi", ""), "Một");
    const struct json *step = json_at(json_get(x, "steps"), 0);
    assert_int_equal(json_get_int(step, "line", 0), 4);
    const struct json *want = json_at(json_get(step, "want"), 0);
    assert_string_equal(json_get_text(want, "name", ""), "dossier.accepted");
    assert_string_equal(json_get_text(want, "by", ""), "mc");
    assert_string_equal(json_get_text(want, "count", ""), "==2");
    assert_int_equal(json_get_int(want, "line", 0), 6);
    const struct json *hint = json_at(json_get(step, "hints"), 0);
    assert_string_equal(json_get_text(json_get(hint, "text"), "en", ""), "Three");
    const struct json *cast = json_get(x, "cast");
    assert_int_equal(cast->count, 2);
    assert_string_equal(json_get_text(json_at(cast, 0), "key", ""), "dn");
    assert_string_equal(json_get_text(json_at(cast, 1), "who", ""), "trainee");
}

static void reading_twice_gives_the_same_text(void **state)
{
    struct fixture *f = *state;
    const char *first = json_text(&f->op, load(f, WHOLE));
    const char *second = json_text(&f->op, load(f, WHOLE));
    assert_string_equal(first, second);
}

static void a_mistake_is_named_with_its_line(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *label, *source, *sentence;
    } cases[] = {
        {"syntax", "local a = 1\nreturn scenario {\n  id = = 3 }", "scenario.lua, line 3: The file is not correct Lua"},
        {"runtime", "local a\n\nlocal b = a.c", "line 3: The file ran as far as here and failed: attempt to index"},
        {"unknown word", "\nreturn scenario { title = M{} }", "line 2: The exercise language has no word “M”"},
        {"near word", "return scenario {\n steps = {\n stepp 'a' {} } }", "line 3: The exercise language has no word “stepp”. Did you mean “step”?"},
        {"library word", "local a = string.dump", "no word “string.dump”"},
        {"unknown key", "return scenario {\n  id = 'x',\n  minuts = 3 }", "line 3: “scenario” has no key “minuts”. Did you mean “minutes”?"},
        {"unknown inner key", "return scenario {\n  score = {\n    pass = 3,\n    bonus = 4 } }", "line 4: “score” has no key “bonus”."},
        {"unknown method", "\nlocal e = event('a.b'):buy('mc')", "line 2: “event” has no “:buy(…)”. Did you mean “:by(…)”?"},
        {"wrong type", "return scenario {\n  rev = 'one' }", "line 2: “rev” of “scenario” must be 1 … 1000000; it is \"one\""},
        {"out of range", "return scenario { minutes = 0 }", "must be 1 … 480"},
        {"choice", "return scenario {\n clock = {\n mode = 'fast' } }", "line 3: “mode” of “clock” must be real | frozen | rate"},
        {"node of another kind", "return scenario { steps = { event('a.b') } }", "must be step; it is event"},
        {"plain text for L", "return scenario { title = 'x' }", "must be L"},
        {"key in a list", "return scenario { covers = { 'a', x = 'b' } }", "“covers” is a list and has no key “x”"},
        {"item beside keys", "return scenario { 'a', id = 'x' }", "follows no key"},
        {"forgotten comma", "return scenario { steps = { step 'a' { points = 1 }\n step 'b' {} } }", "line 2: The file is not correct Lua"},
        {"forgotten comma before a table", "return scenario { steps = { step 'a' { points = 1 } { points = 2 } } }", "cannot be called like a function"},
        {"no body", "return scenario { steps = { step 'a' } }", "without { … }"},
        {"global", "x = 1", "set without `local`"},
        {"change of a word", "string.rep = 1", "cannot be set"},
        {"change of a node", "local e = event('a.b')\ne.name = 'c.d'", "line 2: “name” cannot be set on “event”"},
        {"dot for colon", "local e = event('a.b').by('mc')", "with a colon"},
        {"twice", "local e = event('a.b'):by('mc'):by('tp')", "“by” is said twice"},
        {"left over", "local e = event('a.b')\nreturn scenario {}", "line 1: A “event” was made but is not in the exercise"},
        {"a key used twice", "return scenario { title = L{ vi = 'a' },\n title = L{ vi = 'b' } }", "line 1: A “L” was made but"},
        {"nothing returned", "local a = 1", "must end with `return scenario { … }`; it returns nil"},
        {"other table", "return { id = 'x' }", "must end with"},
        {"not a number", "return scenario { steps = { step 'a' { solve = { act('mc', 'a.b', { x = 0/0 }) } } } }", "± 2^53"},
        {"function", "return scenario { steps = { step 'a' { goal = function() end } } }", "must be L; it is function"},
        {"broken text", "return scenario { track = 'a\\xff' }", "must be"},
        {"loop of tables", "local t = {}\nt.t = t\nreturn scenario { steps = { step 'a' { solve = { act('mc', 'a.b', t) } } } }", "“t” of “act” must be"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        refuses(f, cases[i].label, cases[i].source, cases[i].sentence);
    }
}

static void all_problems_come_at_once(void **state)
{
    struct fixture *f = *state;
    assert_null(load(f, "return scenario {\n  minuts = 3,\n  rev = 'x',\n  score = { best = 1 } }"));
    int n = 0;
    for (const struct field_error *e = f->op.error.fields; e != NULL; e = e->next) {
        n++;
    }
    assert_int_equal(n, 3);
    assert_string_equal(f->op.error.key, "exercise.load");
    assert_true(text_has("exercise.problem.unknown_key"));
}

static void what_lua_could_reach_is_absent(void **state)
{
    struct fixture *f = *state;
    static const char *const absent[] = {"io", "os", "package", "require", "load", "loadfile", "dofile", "debug", "coroutine",
                                         "collectgarbage", "rawset", "getmetatable", "setmetatable", "print", "next", "_G",
                                         "_ENV.io", "string.dump", "math.random", "xpcall", "loadstring", "arg"};
    for (size_t i = 0; i < sizeof absent / sizeof absent[0]; i++) {
        char source[80];
        (void)snprintf(source, sizeof source, "local a = %s", absent[i]);
        refuses(f, absent[i], source, "has no word");
    }
    refuses(f, "nested coroutine.close", "local co\nfor i = 1, 20000 do co = coroutine.wrap(function() end) end", "no word “coroutine”");
    refuses(f, "bytecode", "\033Lua\x54", "The file is not correct Lua");
    refuses(f, "address in a format", "return scenario { track = string.format('%p', {}) }", "'%p' is not offered");
    refuses(f, "the texts' metatable", "local m = ('').x.y", "attempt to index");
}

static void hostile_files_end_soon_and_harm_nobody(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *label, *source, *sentence;
    } cases[] = {
        {"endless loop", "local a = 1\nwhile true do\n  a = a + 1\nend", "line 3: The file ran too long (more than 5 million"},
        {"pcall loop", "while true do pcall(function() while true do end end) end", "more than 5 million"},
        {"pcall in pcall", "local function f() pcall(f) f() end\nwhile true do pcall(f) end", "stopped"},
        {"error in pcall", "while true do pcall(error, 'x') end", "more than 5 million"},
        {"doubling text", "local s = 'x'\nwhile true do s = s .. s end", "more than 4 MB"},
        {"doubling text, caught", "local s = 'x'\nwhile true do pcall(function() s = s .. s end) end", "was stopped"},
        {"growing table", "local t = {}\nfor i = 1, 1e9 do t[i] = i end", "more than 4 MB"},
        {"many tables, caught", "local t = {}\nwhile true do pcall(function() t[#t + 1] = {1, 2, 3} end) end", "more than 4 MB"},
        {"long text copied for ever", "local s = string.rep('x', 60000)\nfor i = 1, 3 do s = s .. s end\nwhile true do local t = s .. 'y' end", "was stopped"},
        {"rep", "local s = string.rep('x', 1e9)", "longer than 65536"},
        {"rep of nothing", "local s = string.rep('', 1e15)\nwhile true do end", "more than 5 million"},
        {"deep recursion", "local function f() return 1 + f() end\nf()", "more than 4 MB"},
        {"deep tables", "local t = {}\nfor i = 1, 1000 do t = { t } end\nreturn scenario { covers = t }", "must be"},
        {"exponential pattern", "local s = string.rep('a', 28)\nlocal p = string.rep('a?', 28) .. s\nlocal x = s:match(p)\nwhile true do end", "more than 5 million"},
        {"cubic pattern", "local s = string.rep('a', 3000)\nlocal x = s:find('.-.-.-.-b')", "more than 5 million"},
        {"pattern in gsub", "local s = string.rep('a', 3000)\nlocal x = s:gsub('.-.-.-.-b', '')", "more than 5 million"},
        {"pattern in gmatch", "for x in (string.rep('a', 3000)):gmatch('.-.-.-.-b') do end", "more than 5 million"},
        {"pattern, caught", "while true do pcall(string.find, string.rep('a', 3000), '.-.-.-.-b') end", "more than 5 million"},
        {"deep pattern", "local x = string.rep('a', 400):match(string.rep('(a)', 30) .. string.rep('a?', 300))", "pattern too complex"},
        {"plain find", "local s, p = string.rep('a', 60000), string.rep('a', 30000) .. 'b'\nwhile true do s:find(p, 1, true) end", "more than 5 million"},
        {"sort with a liar", "local t = {}\nfor i = 1, 9000 do t[i] = i % 7 end\nwhile true do pcall(table.sort, t, function() return true end) end", "more than 5 million"},
        {"big sort", "local t = {}\nfor i = 1, 20000 do t[i] = i end\ntable.sort(t)", "more than 10000"},
        {"insert at the front", "local t = {}\nwhile true do table.insert(t, 1, 1) end", "more than 5 million"},
        {"unpack", "local t = {}\nlocal x = { table.unpack(t, 1, 1e6) }", "more than 250"},
        {"concat", "local t = {}\nlocal x = table.concat(t, ',', 1, 1e8)", "more than 10000"},
        {"format", "while true do local s = string.format('%99.99f', 1e300) end", "more than 5 million"},
        {"too much data", "local t = {}\nfor i = 1, 200 do t['k' .. i] = string.rep('x', 8000) end\nreturn scenario { steps = { step 'a' { solve = { act('mc', 'a.b', t) } } } }", "too much data"},
        {"environment", "local a = os.getenv('PATH')", "no word “os”"},
        {"error with a table", "error({})", "failed"},
        {"error with nil", "error()", "failed"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct timespec a, b;
        (void)clock_gettime(CLOCK_MONOTONIC, &a);
        refuses(f, cases[i].label, cases[i].source, cases[i].sentence);
        (void)clock_gettime(CLOCK_MONOTONIC, &b);
        double seconds = (double)(b.tv_sec - a.tv_sec) + (double)(b.tv_nsec - a.tv_nsec) / 1e9;
        if (seconds > 9) {
            fail_msg("%s: took %.1f s", cases[i].label, seconds);
        }
    }
}

static void a_child_that_does_not_answer_is_killed_at_the_deadline(void **state)
{
    struct fixture *f = *state;
    const char *source = "while true do end";
    assert_null(script_load_within(&f->op, "scenario.lua", source, strlen(source), 1));
    assert_int_equal(f->op.error.code, E_INPUT);
    assert_non_null(strstr(message(f), "took too long"));
}

static void too_long_or_not_utf8_is_refused_before_reading(void **state)
{
    struct fixture *f = *state;
    char *source = arena_alloc(f->arena, SCRIPT_SOURCE_MAX + 2);
    memset(source, ' ', SCRIPT_SOURCE_MAX + 1);
    refuses(f, "long", source, "longer than 64 KB");
    refuses(f, "latin-1", "return scenario { track = '\xe9' }", "not valid UTF-8");
}

static void no_probe_gets_out_of_the_child(void **state)
{
    struct fixture *f = *state;
    if (!script_confinement_holds(&f->op)) {
        fail_msg("%s", f->op.error.cause);
    }
}

/* A good file still gets an answer after all that; nothing is left behind. */
static void loading_leaves_no_file_and_no_child_behind(void **state)
{
    struct fixture *f = *state;
    int before = dup(0);
    (void)close(before);
    for (int i = 0; i < 20; i++) {
        (void)load(f, i % 2 == 0 ? "while true do pcall(error) end" : "return scenario {}");
    }
    int after = dup(0);
    (void)close(after);
    assert_int_equal(before, after);
    assert_non_null(load(f, "return scenario {}"));
}

int main(int argc, char **argv)
{
    int child = exercise_child_main(argc, argv);
    if (child >= 0) {
        return child;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_whole_exercise_becomes_data_with_lines, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reading_twice_gives_the_same_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_mistake_is_named_with_its_line, set_up, tear_down),
        cmocka_unit_test_setup_teardown(all_problems_come_at_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_lua_could_reach_is_absent, set_up, tear_down),
        cmocka_unit_test_setup_teardown(hostile_files_end_soon_and_harm_nobody, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_child_that_does_not_answer_is_killed_at_the_deadline, set_up, tear_down),
        cmocka_unit_test_setup_teardown(too_long_or_not_utf8_is_refused_before_reading, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_probe_gets_out_of_the_child, set_up, tear_down),
        cmocka_unit_test_setup_teardown(loading_leaves_no_file_and_no_child_behind, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
