/* A graph first (nodes with a lane, a column and a place above or below the line; flows), then the two halves of the document from the
 * same graph. Steps stand from left to right, a gateway takes a column of its own behind its step:
 *
 *                    (refused)
 *                        │
 *   (start) ─ [ B1 ] ─ <full?> ─ [ B2 ] ─ [ B3 ] ─ <agreed?> ─ … ─ (end)
 *                ╰── (waits) ╯      ╰── back ──────────╯
 */
#include "catalogue/bpmn.h"

#include "account/role.h"
#include "base/text.h"
#include "calendar/explain.h"

#include <stdarg.h>
#include <string.h>

#define NODES_MAX 900
#define FLOWS_MAX 1800
#define LEFT 190 /* first column's centre */
#define COLUMN 190
#define POOL_LABEL 30
#define SIDE 95    /* a place above or below the line of a lane */
#define LANE_BASE 120

enum node_kind { NODE_START, NODE_END, NODE_TASK, NODE_GATEWAY, NODE_WAIT, NODE_KIND_COUNT };
static const struct {
    const char *element, *id;
    int width, height;
    const char *inside; /* event definition, or NULL */
} kinds[NODE_KIND_COUNT] = {
    [NODE_START] = {"startEvent", "Start", 36, 36, NULL},
    [NODE_END] = {"endEvent", "End", 36, 36, NULL},
    [NODE_TASK] = {"userTask", "Step", 140, 80, NULL},
    [NODE_GATEWAY] = {"exclusiveGateway", "Choice", 50, 50, NULL},
    [NODE_WAIT] = {"intermediateCatchEvent", "Wait", 36, 36, "messageEventDefinition"},
};

struct node {
    enum node_kind kind;
    int number; /* with the kind's word: its id */
    const char *name;
    const char *documentation;
    size_t lane;
    int column, place; /* place: -1 above, 0 on, 1 below the line */
    int x, y;          /* centre */
};
struct flow {
    size_t from, to;
    const char *name;
    bool back; /* drawn over the top */
};
struct lane {
    int role;
    bool above, below;
    int top, height;
};
struct graph {
    struct op *op;
    const struct bpmn_source *source;
    struct node *nodes;
    struct flow *flows;
    struct lane lanes[ROLE_COUNT];
    size_t node_count, flow_count, lane_count;
    int numbers[NODE_KIND_COUNT];
    int columns;
    size_t open;       /* the node that waits for what follows */
    const char *named; /* name of the flow that leaves it, or NULL */
};

static const char *say(struct graph *g, const char *key)
{
    return text_get(g->op->lang, arena_printf(g->op->arena, "catalogue.bpmn.%s", key));
}

static const char *pick(const struct op *op, const char *vi, const char *en)
{
    return op->lang == LANG_EN && en != NULL ? en : vi;
}

/* ---- the graph ---- */

static size_t lane_of(struct graph *g, int role)
{
    for (size_t i = 0; i < g->lane_count; i++) {
        if (g->lanes[i].role == role) {
            return i;
        }
    }
    g->lanes[g->lane_count] = (struct lane){.role = role};
    return g->lane_count++;
}

static size_t add_node(struct graph *g, enum node_kind kind, const char *name, size_t lane, int column, int place)
{
    must(g->node_count < NODES_MAX);
    g->nodes[g->node_count] = (struct node){
        .kind = kind, .number = ++g->numbers[kind], .name = name, .lane = lane, .column = column, .place = place};
    g->lanes[lane].above |= place < 0;
    g->lanes[lane].below |= place > 0;
    return g->node_count++;
}

static void add_flow(struct graph *g, size_t from, size_t to, const char *name, bool back)
{
    must(g->flow_count < FLOWS_MAX);
    g->flows[g->flow_count++] = (struct flow){from, to, name, back};
}

/* What follows the open node on the line. */
static void follow(struct graph *g, size_t next)
{
    add_flow(g, g->open, next, g->named, false);
    g->open = next;
    g->named = NULL;
}

static const char *share_of(struct graph *g, const struct catalogue_step *s)
{
    struct error_arg n = {"n", explain_milli(g->op, s->share_milli)};
    return s->share_milli == 0 ? text_get(g->op->lang, "catalogue.not_counted")
                               : text_format(g->op->arena, g->op->lang, "catalogue.days", &n, 1);
}

static size_t add_task(struct graph *g, const struct catalogue_step *s)
{
    struct op *op = g->op;
    const char *name = arena_printf(op->arena, "B%lld. %s (%s)", (long long)s->no, pick(op, s->name_vi, s->name_en), share_of(g, s));
    size_t task = add_node(g, NODE_TASK, name, lane_of(g, s->role), g->columns++, 0);
    const char *limit = browse_term(op, s->limit);
    struct error_arg args[] = {{"kind", text_get(op->lang, arena_printf(op->arena, "catalogue.step.%s", workflow_step_choices.codes[s->kind]))},
                               {"share", share_of(g, s)},
                               {"limit", limit == NULL ? "–" : limit}};
    g->nodes[task].documentation = text_format(op->arena, op->lang, "catalogue.bpmn.step_says", args, 3);
    return task;
}

/* Refused, to be supplemented, or complete. */
static void first_choice(struct graph *g, size_t task)
{
    size_t lane = g->nodes[task].lane;
    size_t gate = add_node(g, NODE_GATEWAY, say(g, "complete"), lane, g->columns++, 0);
    int column = g->nodes[gate].column;
    follow(g, gate);
    add_flow(g, gate, add_node(g, NODE_END, say(g, "refused"), lane, column, -1), say(g, "refuse"), false);
    size_t wait = add_node(g, NODE_WAIT, say(g, "waits"), lane, column, 1);
    add_flow(g, gate, wait, say(g, "supplement"), false);
    add_flow(g, wait, task, NULL, false);
    g->named = say(g, "yes");
}

static void agreed_choice(struct graph *g, size_t task, size_t before)
{
    size_t gate = add_node(g, NODE_GATEWAY, say(g, "agreed"), g->nodes[task].lane, g->columns++, 0);
    follow(g, gate);
    add_flow(g, gate, before, say(g, "send_back"), true);
    g->named = say(g, "agree");
}

static void limit_choice(struct graph *g, size_t task)
{
    size_t lane = g->nodes[task].lane;
    size_t gate = add_node(g, NODE_GATEWAY, say(g, "in_time"), lane, g->columns++, 0);
    follow(g, gate);
    add_flow(g, gate, add_node(g, NODE_END, say(g, "stopped"), lane, g->nodes[gate].column, 1), say(g, "lapsed"), false);
    g->named = say(g, "yes");
}

static void build(struct graph *g)
{
    const struct browse_workflow *w = g->source->table;
    size_t before = 0;
    g->open = add_node(g, NODE_START, say(g, "start"), lane_of(g, w->steps[0].role), g->columns++, 0);
    for (size_t i = 0; i < w->step_count; i++) {
        const struct catalogue_step *s = &w->steps[i];
        size_t task = add_task(g, s);
        follow(g, task);
        if (i == 0) {
            first_choice(g, task);
        } else if (s->kind == WORK_REVIEW || s->kind == WORK_SIGN) {
            agreed_choice(g, task, before);
        } else if (s->on_limit == ON_LIMIT_STOP) {
            limit_choice(g, task);
        }
        before = task;
    }
    follow(g, add_node(g, NODE_END, say(g, "end"), g->nodes[before].lane, g->columns++, 0));
}

static int place_all(struct graph *g)
{
    int top = 0;
    for (size_t i = 0; i < g->lane_count; i++) {
        struct lane *l = &g->lanes[i];
        l->top = top;
        l->height = LANE_BASE + (l->above ? SIDE : 0) + (l->below ? SIDE : 0);
        top += l->height;
    }
    for (size_t i = 0; i < g->node_count; i++) {
        struct node *n = &g->nodes[i];
        const struct lane *l = &g->lanes[n->lane];
        n->x = LEFT + n->column * COLUMN;
        n->y = l->top + LANE_BASE / 2 + (l->above ? SIDE : 0) + n->place * SIDE;
    }
    return top;
}

/* ---- writing ---- */

static void put_name(struct strbuf *b, const char *name)
{
    if (name != NULL) {
        strbuf_puts(b, " name=\"");
        strbuf_puts_xml(b, name);
        strbuf_putc(b, '"');
    }
}

static const char *id_of(struct graph *g, size_t node)
{
    const struct node *n = &g->nodes[node];
    return arena_printf(g->op->arena, "%s_%d", kinds[n->kind].id, n->number);
}

static void put_documentation(struct strbuf *b, const char *text)
{
    strbuf_puts(b, "<bpmn:documentation>");
    strbuf_puts_xml(b, text);
    strbuf_puts(b, "</bpmn:documentation>");
}

static void put_lanes(struct graph *g, struct strbuf *b)
{
    strbuf_puts(b, "    <bpmn:laneSet id=\"Lanes\">\n");
    for (size_t i = 0; i < g->lane_count; i++) {
        strbuf_printf(b, "      <bpmn:lane id=\"Lane_%zu\"", i + 1);
        put_name(b, text_get(g->op->lang, arena_printf(g->op->arena, "role.%s", role_choices.codes[g->lanes[i].role])));
        strbuf_puts(b, ">\n");
        for (size_t k = 0; k < g->node_count; k++) {
            if (g->nodes[k].lane == i) {
                strbuf_printf(b, "        <bpmn:flowNodeRef>%s</bpmn:flowNodeRef>\n", id_of(g, k));
            }
        }
        strbuf_puts(b, "      </bpmn:lane>\n");
    }
    strbuf_puts(b, "    </bpmn:laneSet>\n");
}

static void put_node(struct graph *g, struct strbuf *b, size_t node)
{
    const struct node *n = &g->nodes[node];
    const char *element = kinds[n->kind].element;
    strbuf_printf(b, "    <bpmn:%s id=\"%s\"", element, id_of(g, node));
    put_name(b, n->name);
    strbuf_putc(b, '>');
    if (n->documentation != NULL) {
        put_documentation(b, n->documentation);
    }
    for (size_t i = 0; i < g->flow_count; i++) {
        if (g->flows[i].to == node) {
            strbuf_printf(b, "<bpmn:incoming>Flow_%zu</bpmn:incoming>", i + 1);
        }
    }
    for (size_t i = 0; i < g->flow_count; i++) {
        if (g->flows[i].from == node) {
            strbuf_printf(b, "<bpmn:outgoing>Flow_%zu</bpmn:outgoing>", i + 1);
        }
    }
    if (kinds[n->kind].inside != NULL) {
        strbuf_printf(b, "<bpmn:%s id=\"%s_message\"/>", kinds[n->kind].inside, id_of(g, node));
    }
    strbuf_printf(b, "</bpmn:%s>\n", element);
}

static void put_process(struct graph *g, struct strbuf *b)
{
    const struct catalogue_workflow *w = &g->source->table->head;
    const char *certainty = w->certainty < 0 ? "–" : text_get(g->op->lang, arena_printf(g->op->arena, "catalogue.certainty.%s",
                                                                                     certainty_choices.codes[w->certainty]));
    const char *term = browse_term(g->op, w->term);
    struct error_arg args[] = {{"code", g->source->code}, {"term", term == NULL ? "–" : term},
                               {"source", w->source == NULL ? "–" : w->source}, {"certainty", certainty}};
    strbuf_puts(b, "  <bpmn:process id=\"Process_1\" isExecutable=\"false\"");
    put_name(b, g->source->name);
    strbuf_puts(b, ">\n    ");
    put_documentation(b, text_format(g->op->arena, g->op->lang, "catalogue.bpmn.says", args, 4));
    strbuf_putc(b, '\n');
    put_lanes(g, b);
    for (size_t i = 0; i < g->node_count; i++) {
        put_node(g, b, i);
    }
    for (size_t i = 0; i < g->flow_count; i++) {
        strbuf_printf(b, "    <bpmn:sequenceFlow id=\"Flow_%zu\"", i + 1);
        put_name(b, g->flows[i].name);
        strbuf_printf(b, " sourceRef=\"%s\" targetRef=\"%s\"/>\n", id_of(g, g->flows[i].from), id_of(g, g->flows[i].to));
    }
    strbuf_puts(b, "  </bpmn:process>\n");
}

/* ---- the diagram ---- */

static void put_bounds(struct strbuf *b, const char *element, bool horizontal, int x, int y, int width, int height)
{
    strbuf_printf(b,
                  "      <bpmndi:BPMNShape id=\"Shape_%s\" bpmnElement=\"%s\"%s><dc:Bounds x=\"%d\" y=\"%d\" width=\"%d\" "
                  "height=\"%d\"/></bpmndi:BPMNShape>\n",
                  element, element, horizontal ? " isHorizontal=\"true\"" : "", x, y, width, height);
}

static void put_points(struct strbuf *b, size_t flow, const int (*points)[2], int count)
{
    strbuf_printf(b, "      <bpmndi:BPMNEdge id=\"Edge_%zu\" bpmnElement=\"Flow_%zu\">", flow + 1, flow + 1);
    for (int i = 0; i < count; i++) {
        strbuf_printf(b, "<di:waypoint x=\"%d\" y=\"%d\"/>", points[i][0], points[i][1]);
    }
    strbuf_puts(b, "</bpmndi:BPMNEdge>\n");
}

static int half(const struct node *n, bool wide)
{
    return (wide ? kinds[n->kind].width : kinds[n->kind].height) / 2;
}

static void put_edge(struct graph *g, struct strbuf *b, size_t flow)
{
    const struct flow *f = &g->flows[flow];
    const struct node *s = &g->nodes[f->from], *t = &g->nodes[f->to];
    if (f->back) { /* over the top of both, back to the step before */
        int sy = s->y - half(s, false), ty = t->y - half(t, false), over = (sy < ty ? sy : ty) - 20;
        put_points(b, flow, (const int[][2]){{s->x, sy}, {s->x, over}, {t->x, over}, {t->x, ty}}, 4);
    } else if (s->x == t->x) { /* up or down to an event beside the line */
        int down = t->y > s->y ? 1 : -1;
        put_points(b, flow, (const int[][2]){{s->x, s->y + down * half(s, false)}, {t->x, t->y - down * half(t, false)}}, 2);
    } else if (t->x < s->x) { /* from a waiting event back into its step */
        put_points(b, flow, (const int[][2]){{s->x - half(s, true), s->y}, {t->x, s->y}, {t->x, t->y + half(t, false)}}, 3);
    } else {
        int from = s->x + half(s, true), to = t->x - half(t, true), turn = to - 20;
        bool straight = s->y == t->y;
        put_points(b, flow, straight ? (const int[][2]){{from, s->y}, {to, t->y}}
                                     : (const int[][2]){{from, s->y}, {turn, s->y}, {turn, t->y}, {to, t->y}},
                   straight ? 2 : 4);
    }
}

static void put_diagram(struct graph *g, struct strbuf *b, int height)
{
    int width = LEFT + g->columns * COLUMN;
    strbuf_puts(b, "  <bpmndi:BPMNDiagram id=\"Diagram_1\">\n    <bpmndi:BPMNPlane id=\"Plane_1\" bpmnElement=\"Collaboration_1\">\n");
    put_bounds(b, "Agency", true, 0, 0, width, height);
    for (size_t i = 0; i < g->lane_count; i++) {
        const struct lane *l = &g->lanes[i];
        put_bounds(b, arena_printf(g->op->arena, "Lane_%zu", i + 1), true, POOL_LABEL, l->top, width - POOL_LABEL, l->height);
    }
    for (size_t i = 0; i < g->node_count; i++) {
        const struct node *n = &g->nodes[i];
        put_bounds(b, id_of(g, i), false, n->x - half(n, true), n->y - half(n, false), kinds[n->kind].width, kinds[n->kind].height);
    }
    for (size_t i = 0; i < g->flow_count; i++) {
        put_edge(g, b, i);
    }
    strbuf_puts(b, "    </bpmndi:BPMNPlane>\n  </bpmndi:BPMNDiagram>\n");
}

bool bpmn_write(struct op *op, const struct bpmn_source *source, struct strbuf *out)
{
    if (source->table->step_count == 0) {
        return fail(op, E_STATE, "catalogue.no_steps", "procedure", source->code, NULL);
    }
    struct graph g = {.op = op, .source = source, .nodes = arena_array(op->arena, NODES_MAX, sizeof(struct node)),
                      .flows = arena_array(op->arena, FLOWS_MAX, sizeof(struct flow))};
    build(&g);
    int height = place_all(&g);
    strbuf_init(out, op->arena, BPMN_MAX);
    strbuf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<bpmn:definitions xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\""
                     " xmlns:bpmndi=\"http://www.omg.org/spec/BPMN/20100524/DI\" xmlns:dc=\"http://www.omg.org/spec/DD/20100524/DC\""
                     " xmlns:di=\"http://www.omg.org/spec/DD/20100524/DI\" id=\"Definitions_1\" targetNamespace=\"urn:thaotruong:bpmn\""
                     " exporter=\"Thao Truong\">\n  <bpmn:collaboration id=\"Collaboration_1\">"
                     "<bpmn:participant id=\"Agency\" processRef=\"Process_1\"");
    put_name(out, source->place == NULL ? text_get(op->lang, "catalogue.certainty.authored") : source->place);
    strbuf_puts(out, "/></bpmn:collaboration>\n");
    put_process(&g, out);
    put_diagram(&g, out, height);
    strbuf_puts(out, "</bpmn:definitions>\n");
    return !out->overflow || fail(op, E_LIMIT, "catalogue.bpmn_too_big", "procedure", source->code, NULL);
}
