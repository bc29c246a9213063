-- The words of an exercise. They make inert nodes; nothing here knows an office, a clock or a database.
--
-- A node is an empty table with a metatable of its kind; what it holds stands in `held`, already checked against the
-- shape of its kind, so that the finished exercise is the table of the node `scenario`. Whoever reads a word's shape
-- below reads the language: a key that is not there is an error. `words`, `methods` and `shapes` are also answered to
-- the test that compares them with scenarios/lib/api.d.lua.

local host, words = ...
local setmetatable, line_here, line_of, note, refuse = host.setmetatable, host.line, host.line_of, host.note, host.refuse
local is_text, author = host.is_text, host.author
local type, pairs, ipairs, tostring = words.type, words.pairs, words.ipairs, words.tostring
local floor, huge, tointeger = words.math.floor, words.math.huge, words.math.tointeger
local sub, find, byte = words.string.sub, words.string.find, words.string.byte
local sort, concat = words.table.sort, words.table.concat

local held, used, made = {}, {}, {}
local metatables, methods, shapes = {}, {}, {}

-- The nearest of the known names, if it is near enough to have been meant.
local function distance(a, b)
  local row = {}
  for j = 0, #b do row[j] = j end
  for i = 1, #a do
    local diagonal, ca = row[0], byte(a, i)
    row[0] = i
    for j = 1, #b do
      local above, best = row[j], diagonal + (ca == byte(b, j) and 0 or 1)
      if above + 1 < best then best = above + 1 end
      if row[j - 1] + 1 < best then best = row[j - 1] + 1 end
      row[j], diagonal = best, above
    end
  end
  return row[#b]
end

local function nearest(name, known)
  local best, least = "", 3
  if #name > 40 then return best end
  for candidate in pairs(known) do
    if type(candidate) == "string" then
      local d = distance(name, candidate)
      if d < least and d < #name then best, least = candidate, d end
    end
  end
  return best
end

local function note_unknown(line, key, name, of, known)
  local near = nearest(name, known)
  if near == "" then
    note(line, key, "name", name, "of", of)
  else
    note(line, key .. "_near", "name", name, "of", of, "near", near)
  end
end

local function said(value)
  local kind = type(value)
  if held[value] then return held[value].kind end
  if kind == "string" then return "\"" .. sub(value, 1, 40) .. "\"" end
  if kind == "table" then return "{…}" end
  return tostring(value)
end

-- A type is a function (value, at) -> plain value, or nil after noting what is wrong. `at`: line, key, of.
local function wrong(at, expected, value)
  note(line_of(at.key, at.line), "wrong_type", "name", at.key, "of", at.of, "expected", expected, "found", said(value))
  return nil
end

local function text_of(max)
  return function(value, at)
    if type(value) ~= "string" then return wrong(at, "text", value) end
    if not is_text(value) then return wrong(at, "UTF-8", value) end
    if #value > max then return wrong(at, "text ≤ " .. max .. " bytes", value) end
    return value
  end
end

local text, short, long = text_of(500), text_of(100), text_of(8000)

local function name(value, at)
  if type(value) ~= "string" or #value > 60 or not find(value, "^[%w][%w_%-]*$") then
    return wrong(at, "a-z 0-9 - _", value)
  end
  return value
end

local function integer(low, high)
  return function(value, at)
    local n = type(value) == "number" and tointeger(value) or nil
    if n == nil or n < low or n > high then return wrong(at, low .. " … " .. high, value) end
    return n
  end
end

local function truth(value, at)
  if type(value) ~= "boolean" then return wrong(at, "true | false", value) end
  return value
end

local function one_of(choices)
  local known = {}
  for _, c in ipairs(choices) do known[c] = true end
  return function(value, at)
    if type(value) ~= "string" or not known[value] then return wrong(at, concat(choices, " | "), value) end
    return value
  end
end

local function node_of(...)
  local kinds, known = { ... }, {}
  for _, kind in ipairs(kinds) do known[kind] = true end
  return function(value, at)
    local plain = held[value]
    if plain == nil or not known[plain.kind] then return wrong(at, concat(kinds, " | "), value) end
    used[value] = true
    return plain
  end
end

local function list_of(item, max)
  return function(value, at)
    if type(value) ~= "table" or held[value] then return wrong(at, "{ … }", value) end
    local out, n = {}, #value
    if n > max then return wrong(at, "{ … } ≤ " .. max, value) end
    for key in pairs(value) do
      if type(key) ~= "number" or key < 1 or key > n then
        note(line_of(tostring(key), at.line), "key_in_list", "name", tostring(key), "of", at.key)
      end
    end
    for i = 1, n do out[#out + 1] = item(value[i], at) end
    return out
  end
end

local function either(first, second, is_first)
  return function(value, at)
    if is_first(value) then return first(value, at) end
    return second(value, at)
  end
end

-- Any inert value: what an act is given, what an event is compared with.
local function open_value(depth)
  return function(value, at)
    local kind = type(value)
    if kind == "string" then return long(value, at) end
    if kind == "boolean" then return value end
    if kind == "number" then
      if value ~= value or value == huge or value == -huge or value > 2 ^ 53 or value < -2 ^ 53 then
        return wrong(at, "± 2^53", value)
      end
      return tointeger(value) or value
    end
    if held[value] then
      local plain = held[value]
      if plain.kind ~= "has" and plain.kind ~= "synth" then return wrong(at, "text | number | { … }", value) end
      used[value] = true
      return plain
    end
    if kind ~= "table" or depth == 0 then return wrong(at, "text | number | { … }", value) end
    local out, n, count = {}, #value, 0
    for key, item in pairs(value) do
      count = count + 1
      if count > 200 then return wrong(at, "{ … } ≤ 200", value) end
      if n == 0 and type(key) ~= "string" or n > 0 and type(key) ~= "number" then
        return wrong(at, "{ a, b } | { x = a, y = b }", value)
      end
      if type(key) == "string" and (#key > 100 or not is_text(key)) then return wrong(at, "x = a", key) end
      out[key] = open_value(depth - 1)(item, { line = at.line, key = n > 0 and at.key or key, of = at.of })
    end
    return out
  end
end

local function open_table(value, at)
  if type(value) ~= "table" or held[value] then return wrong(at, "{ x = … }", value) end
  if #value > 0 then return wrong(at, "{ x = … }", value) end
  return open_value(6)(value, at)
end

local function shaped(of, value, line, out)
  local shape = shapes[of]
  if type(value) ~= "table" or held[value] then return wrong({ key = of, of = of, line = line }, "{ … }", value) end
  for key, item in pairs(value) do
    local check = shape[key]
    if check then
      out[key] = check(item, { line = line, key = tostring(key), of = of })
    elseif type(key) == "string" then
      note_unknown(line_of(key, line), "unknown_key", key, of, shape)
    else
      note(line, "unknown_item", "of", of, "found", said(item))
    end
  end
  return out
end

local function block(of)
  return function(value, at)
    local line = line_of(at.key, at.line)
    return shaped(of, value, line, { line = line })
  end
end

local function map_of(check, max)
  return function(value, at)
    if type(value) ~= "table" or held[value] then return wrong(at, "{ x = … }", value) end
    local out = {}
    for key, item in pairs(value) do
      local id = name(key, at)
      local plain = id and check(item, { line = at.line, key = id, of = at.key })
      if plain then
        local copy = {}
        for k, v in pairs(plain) do copy[k] = v end
        copy.key = id
        out[#out + 1] = copy
      end
    end
    if #out > max then return wrong(at, "{ … } ≤ " .. max, value) end
    sort(out, function(a, b)
      if a.line ~= b.line then return a.line < b.line end
      return a.key < b.key
    end)
    return out
  end
end

local function func(value, at)
  if type(value) ~= "function" then return wrong(at, "function", value) end
  return { kind = "function", line = at.line }
end

-- Nodes.
local function make(kind, plain, line)
  local node = setmetatable({}, metatables[kind])
  plain.kind, plain.line = kind, line or line_here()
  held[node] = plain
  made[#made + 1] = node
  return node
end

local function kind_of_node(kind)
  methods[kind] = {}
  metatables[kind] = {
    __name = kind,
    __metatable = kind,
    __index = function(_, key)
      local method = methods[kind][key]
      if method then return method end
      note_unknown(line_here(), "unknown_method", tostring(key), kind, methods[kind])
      refuse()
    end,
    __newindex = function(_, key)
      note(line_here(), "fixed", "name", tostring(key), "of", kind)
      refuse()
    end,
    __call = function()
      note(line_here(), "not_callable", "of", kind)
      refuse()
    end,
  }
end

-- A method answers a new node with one thing more; the old one is used up.
local function method(kind, key, check, write)
  methods[kind][key] = function(node, value, ...)
    if held[node] == nil or held[node].kind ~= kind then
      note(line_here(), "colon", "name", key)
      refuse()
    end
    local plain = {}
    for k, v in pairs(held[node]) do plain[k] = v end
    if plain[key] ~= nil then note(line_here(), "twice", "name", key, "of", kind) end
    local got = check(value, { line = line_here(), key = key, of = kind })
    if write then write(plain, got) else plain[key] = got end
    used[node] = true
    return make(kind, plain, held[node].line)
  end
end

-- A word that takes one table of the shape of the same name.
local function word_with_table(kind, fixed)
  if not metatables[kind] then kind_of_node(kind) end
  return function(value)
    local line = line_here()
    if line == 0 then line = host.line_of_call(kind) end
    local plain = shaped(kind, value, line, {}) or {}
    for k, v in pairs(fixed or {}) do plain[k] = v end
    return make(kind, plain, line)
  end
end

-- step "id" { … }
local function word_with_id(kind)
  kind_of_node(kind)
  return function(id)
    local line = line_here()
    local plain = { id = name(id, { line = line, key = kind, of = kind }) }
    local half = setmetatable({}, {
      __name = kind,
      __metatable = kind,
      __index = function() note(line, "no_body", "name", said(id), "of", kind) refuse() end,
      __newindex = function() note(line, "no_body", "name", said(id), "of", kind) refuse() end,
      __call = function(self, body)
        used[self] = true
        return make(kind, shaped(kind, body, line, plain) or plain, line)
      end,
    })
    held[half] = { kind = kind .. " without { … }", line = line }
    made[#made + 1] = half
    return half
  end
end

local function at_word(key, of)
  return { line = line_here(), key = key, of = of }
end

-- L{ vi = …, en = … }
kind_of_node("L")
shapes.L = { vi = long, en = long }
words.L = word_with_table("L")
local human = node_of("L")

-- What is checked.
local event_name = function(value, at)
  if type(value) ~= "string" or #value > 60 or not find(value, "^[%l%d_]+%.[%w_%.]+$") then
    return wrong(at, "noun.past_participle", value)
  end
  return value
end
local function condition_table(value, at)
  if type(value) ~= "table" or held[value] or #value > 0 then return wrong(at, "{ x = … }", value) end
  return open_value(3)(value, at)
end

kind_of_node("event")
words.event = function(value) return make("event", { name = event_name(value, at_word("event", "event")) }) end
kind_of_node("field")
local path = function(value, at)
  if type(value) ~= "string" or #value > 80 or not find(value, "^[%l%d_]+%.[%l%d_%.]+$") then return wrong(at, "noun.field", value) end
  return value
end
words.field = function(value) return make("field", { path = path(value, at_word("field", "field")) }) end
local event_node, field_node = node_of("event"), node_of("field")
local scalar_or_field = either(field_node, function(value, at)
  if type(value) == "table" then return wrong(at, "text | number | true | field(…)", value) end
  return open_value(0)(value, at)
end, function(value) return held[value] ~= nil end)

method("event", "by", name)
method("event", "with", condition_table)
method("event", "within", short)
method("event", "count", either(function(v) return "==" .. tointeger(v) end, short, function(v) return type(v) == "number" and tointeger(v) ~= nil end))
method("event", "after", event_node)
method("event", "on", name)
for _, test in ipairs { "equals", "after", "before", "matches" } do
  method("field", test, test == "matches" and text or scalar_or_field, function(plain, got)
    if plain.test then note(line_here(), "twice", "name", plain.test .. " / " .. test, "of", "field") end
    plain.test, plain.value = test, got
  end)
end
method("field", "on", name)

kind_of_node("never")
words.never = function(value) return make("never", { event = event_node(value, at_word("never", "never")) }) end
method("never", "before", event_node)

local want = node_of("event", "field", "never", "all", "any", "nope", "ask")
for _, kind in ipairs { "all", "any" } do
  kind_of_node(kind)
  words[kind] = function(value) return make(kind, { wants = list_of(want, 20)(value, at_word(kind, kind)) }) end
end
kind_of_node("nope")
words.nope = function(value) return make("nope", { wants = { want(value, at_word("nope", "nope")) } }) end

kind_of_node("ask")
shapes.ask = { text = human, choices = list_of(either(human, text, function(v) return held[v] ~= nil end), 12),
  right = either(integer(1, 12), list_of(integer(1, 12), 12), function(v) return type(v) == "number" end), points = integer(0, 100),
  say = human }
words.ask = function(seat, id, value)
  local line = line_here()
  local plain = shaped("ask", value, line, {}) or {}
  plain.by, plain.id = name(seat, at_word("ask", "ask")), name(id, at_word("ask", "ask"))
  return make("ask", plain, line)
end
for _, kind in ipairs { "event", "field", "never", "all", "any", "nope" } do method(kind, "say", human) end

-- has{ "a", "b" }: a list that holds at least these.
kind_of_node("has")
words.has = function(value) return make("has", { items = list_of(short, 50)(value, at_word("has", "has")) }) end

-- What is done.
kind_of_node("act")
words.act = function(seat, act, input)
  local at = at_word("act", "act")
  return make("act", { by = name(seat, at), name = event_name(act, at), input = input ~= nil and open_table(input, at) or nil })
end
method("act", "on", name)

kind_of_node("file")
shapes.file = { name = name, omit = list_of(short, 50), channel = one_of { "online", "counter", "postal", "kiosk" }, data = open_table }
words.file = function(filer, procedure, options)
  local line = line_here()
  local plain = options ~= nil and shaped("file", options, line, {}) or {}
  plain.by, plain.procedure = name(filer, at_word("file", "file")), short(procedure, at_word("file", "file"))
  return make("file", plain, line)
end

kind_of_node("jump")
words.jump = function(value) return make("jump", { to = short(value, at_word("jump", "jump")) }) end
kind_of_node("wait_for")
words.wait_for = function(value) return make("wait_for", { name = event_name(value, at_word("wait_for", "wait_for")) }) end
method("wait_for", "on", name)
kind_of_node("announce")
words.announce = function(value) return make("announce", { text = human(value, at_word("announce", "announce")) }) end
kind_of_node("at")
local timed = node_of("announce", "act", "jump", "file")
words.at = function(value, what)
  return make("at", { at = short(value, at_word("at", "at")), what = timed(what, at_word("at", "at")) })
end

-- Help and error.
kind_of_node("seen")
words.seen = function(value, count)
  local at = at_word("seen", "seen")
  return make("seen", { name = event_name(value, at), count = count == nil and 1 or integer(1, 1000)(count, at) })
end
kind_of_node("hint")
shapes.hint = { after = short, cost = integer(0, 100), when = either(func, node_of("seen"), function(v) return type(v) == "function" end),
  [1] = human }
words.hint = word_with_table("hint")

words.mistake = word_with_id("mistake")
shapes.mistake = { critical = truth, acts = list_of(node_of("act", "wait_for", "jump"), 40), sees = node_of("event", "any"), say = human,
  cost = integer(0, 100) }

words.fault = word_with_id("fault")
shapes.fault = { kind = short, calls = short, heal = short, delay = short, status = integer(100, 599), body = text }

kind_of_node("excuse")
words.excuse = function(mutation, reason)
  return make("excuse", { mutation = short(mutation, at_word("excuse", "excuse")), reason = text(reason, at_word("excuse", "excuse")) })
end

-- Who plays.
kind_of_node("synth")
words.synth = {}
for _, what in ipairs { "company", "enterprise_code", "person", "personal_id", "phone", "email", "address" } do
  words.synth[what] = function() return make("synth", { what = what }) end
end
local identity = either(node_of("synth"), text, function(v) return held[v] ~= nil end)
shapes.persona = { role = name, agency = short, name = identity, id = identity, phone = identity, email = identity, address = identity,
  pace = short, hours = one_of { "office", "always" },
  mood = one_of { "even", "sends_back_once", "slow", "strict", "forgets_signature" }, takeover = truth,
  rates = one_of { "truthful", "satisfied", "dissatisfied" }, reports = one_of { "in_time", "late", "never" } }
words.persona = {}
for _, who in ipairs { "business", "citizen", "trainee", "bot" } do words.persona[who] = word_with_table("persona", { who = who }) end

-- The class and the acceptance run.
kind_of_node("note")
words.note = function(value) return make("note", { text = either(human, text, function(v) return held[v] ~= nil end)(value, at_word("note", "note")) }) end
kind_of_node("knob")
words.knob = function(value) return make("knob", { name = short(value, at_word("knob", "knob")) }) end
shapes.class = { seats = list_of(name, 20), fill = one_of { "bots", "nobody" }, rotate = short, trainer = list_of(node_of("note", "knob"), 50) }
shapes.run = { unattended = truth, seeds = list_of(integer(0, 2 ^ 53), 100), faults = list_of(short, 50) }
shapes.acceptance = { procedure = short, version = short, run = block("run"), gate = open_table, signers = list_of(short, 20) }

-- The world.
kind_of_node("mix")
words.mix = function(what, count, options)
  local at = at_word("mix", "mix")
  return make("mix", { name = name(what, at), count = integer(1, 1000000)(count, at), options = options ~= nil and open_table(options, at) or nil })
end
shapes.world = { golden = name, dossiers = list_of(node_of("mix"), 20) }
shapes.clock = { start = short, calendar = name, rate = integer(1, 86400), mode = one_of { "real", "frozen", "rate" } }
shapes.score = { pass = integer(0, 100), critical = one_of { "fails_attempt", "shown_only" }, group = one_of { "all_must", "at_least_one", "mean" } }

-- The lesson.
local names = either(list_of(name, 20), name, function(v) return type(v) == "table" end)
words.step = word_with_id("step")
shapes.step = {
  title = human, goal = human, by = name, after = names, on = name, budget = short, points = integer(0, 100),
  given = list_of(node_of("file", "act", "jump", "announce"), 40),
  want = list_of(want, 20), hints = list_of(node_of("hint"), 10), mistakes = list_of(node_of("mistake"), 20),
  solve = list_of(node_of("act", "wait_for", "jump"), 60), fault = list_of(node_of("fault"), 10), excuses = list_of(node_of("excuse"), 20),
}
shapes.scenario = {
  id = name, rev = integer(1, 1000000), title = human, minutes = integer(1, 480), level = integer(1, 5), seed = integer(0, 2 ^ 53), track = name,
  covers = list_of(short, 200), clock = block("clock"), world = block("world"), cast = map_of(node_of("persona"), 30),
  seats = one_of { "cast", "office" },
  steps = list_of(node_of("step"), 40), at = list_of(node_of("at"), 50), score = block("score"), class = block("class"),
  acceptance = block("acceptance"),
}
words.scenario = word_with_table("scenario")

-- What the author sees: every word, and an error for every other name.
local seen_words = {}
for key, value in pairs(words) do
  if type(value) == "table" then
    local of, library = key, value
    value = setmetatable({}, {
      __metatable = "words",
      __index = function(_, inner)
        if library[inner] ~= nil then return library[inner] end
        note_unknown(line_here(), "unknown_word", of .. "." .. tostring(inner), of, library)
        refuse()
      end,
      __newindex = function(_, inner) note(line_here(), "fixed", "name", tostring(inner), "of", of) refuse() end,
    })
  end
  seen_words[key] = value
end
setmetatable(author, {
  __metatable = "words",
  __index = function(_, key)
    if seen_words[key] ~= nil then return seen_words[key] end
    note_unknown(line_here(), "unknown_word", tostring(key), "scenario.lua", seen_words)
    refuse()
  end,
  __newindex = function(_, key) note(line_here(), "global", "name", tostring(key)) refuse() end,
})

-- The language as data, for the test that keeps api.d.lua in step.
local function describe()
  local out = { words = {}, methods = {}, keys = {} }
  for key, value in pairs(words) do
    if type(value) == "table" then
      for inner in pairs(value) do out.words[#out.words + 1] = key .. "." .. inner end
    else
      out.words[#out.words + 1] = key
    end
  end
  for kind, list in pairs(methods) do
    for key in pairs(list) do out.methods[#out.methods + 1] = kind .. ":" .. key end
  end
  for of, shape in pairs(shapes) do
    for key in pairs(shape) do out.keys[#out.keys + 1] = of .. "." .. tostring(key) end
  end
  return out
end

-- The answer of the file -> the exercise as a plain table, or nil after noting why not.
local function finish(result)
  local plain = held[result]
  if plain == nil or plain.kind ~= "scenario" then
    note(0, "no_scenario", "found", said(result))
    return nil
  end
  used[result] = true
  for _, node in ipairs(made) do
    if not used[node] then note(held[node].line, "unused", "of", held[node].kind) end
  end
  return plain
end

return finish, describe
