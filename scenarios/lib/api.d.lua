---@meta
-- The words of an exercise, for editors with lua-language-server. Kept equal to sandbox/script/prelude.lua by a test:
-- one `---@class` per shape with one `---@field` per key, one function per word, one method per chained word.

---A text for people. Both languages; lint asks for the one that is missing.
---@class L
---@field vi string Tiếng Việt
---@field en string English
---@param t L
---@return L
function L(t) end

---The exercise: `return scenario { … }` is the last thing in the file.
---@class scenario
---@field id string name of the folder, a-z 0-9 -
---@field rev integer raise it with every change that matters
---@field title L
---@field minutes integer the learner's real time
---@field level integer 1 (first) … 5
---@field seed integer everything invented comes from it
---@field track string e.g. "one-stop"
---@field covers string[] requirement ids
---@field clock clock
---@field world world
---@field cast table<string, persona> seat = persona; the seat's name is its account in the world
---@field seats "cast"|"office" who may be sat in: the cast's seats for people (when nothing is said), or every active officer of the office, added ones too
---@field steps step[]
---@field at at[] not run yet
---@field score score
---@field class class not run yet
---@field acceptance acceptance not run yet
---@param t scenario
---@return scenario
function scenario(t) end

---@class clock
---@field start string "2026-11-20T08:00", office time
---@field calendar string "vn"
---@field rate integer office seconds per real second; 60 = one real minute is one office hour
---@field mode "rate"|"frozen"|"real"

---@class world
---@field golden string name of the starting office, e.g. "so-khcn"
---@field dossiers mix[] not run yet

---@class score
---@field pass integer points to pass, of 100
---@field critical "fails_attempt"|"shown_only" what a critical mistake does
---@field group "all_must"|"at_least_one"|"mean" not run yet

---One exercise step: `step "id" { … }`.
---@class step
---@field title L short name
---@field goal L what to do, said to the trainee
---@field by string seat that does it
---@field after string|string[] opens when these steps are closed; none: at the start
---@field on string the dossier it is about, if it is not clear from `given`
---@field budget string real time, "8m"
---@field points integer all steps together 100
---@field given (file|act|jump|announce)[] done when the step opens
---@field want (event|field|never|all|any|nope|ask)[] all must hold
---@field hints hint[]
---@field mistakes mistake[]
---@field solve (act|wait_for|jump)[] how a good officer does it
---@field fault fault[] not run yet
---@field excuses excuse[] mutations the checks may overlook, with the reason
---@param id string
---@return fun(t: step): step
function step(id) end

---Something that must happen: `event("dossier.accepted"):by("mc"):within("8 workhours")`.
---@class event
local event_ = {}
---@param name string see core/act/event.c
---@return event
function event(name) end
---Who must have done it.
---@param seat string
---@return event
function event_:by(seat) end
---Members of the event's data: equal; lists as sets; ">0", "<=3", "~=x"; has{ … }.
---@param t table
---@return event
function event_:with(t) end
---Office time since the step opened: "20m", "8 workhours", "3 workdays", "10 days".
---@param span string
---@return event
function event_:within(span) end
---2, "==1", ">=2", "<=3", "2..4". With an upper bound the whole attempt counts.
---@param n integer|string
---@return event
function event_:count(n) end
---Counts only once this has happened.
---@param e event
---@return event
function event_:after(e) end
---The dossier it is about.
---@param name string
---@return event
function event_:on(name) end
---The sentence shown for this check.
---@param t L
---@return event
function event_:say(t) end

---Something that must be so: `field("dossier.completed_at"):before(field("dossier.due_at"))`.
---@class field
local field_ = {}
---@param path string "dossier.due_at"
---@return field
function field(path) end
---@param value string|number|boolean|field
---@return field
function field_:equals(value) end
---@param value string|number|field
---@return field
function field_:after(value) end
---@param value string|number|field
---@return field
function field_:before(value) end
---`*` any text, `?` one character.
---@param value string
---@return field
function field_:matches(value) end
---@param name string
---@return field
function field_:on(name) end
---@param t L
---@return field
function field_:say(t) end

---Something that must not happen: `never(event("dossier.accepted")):before(event("dossier.supplemented"))`.
---@class never
local never_ = {}
---@param e event
---@return never
function never(e) end
---@param e event
---@return never
function never_:before(e) end
---@param t L
---@return never
function never_:say(t) end

---@class all
local all_ = {}
---@param t table
---@return all
function all(t) end
---@param t L
---@return all
function all_:say(t) end

---@class any
local any_ = {}
---@param t table
---@return any
function any(t) end
---@param t L
---@return any
function any_:say(t) end

---@class nope
local nope_ = {}
---@param want event|field|never|all|any
---@return nope
function nope(want) end
---@param t L
---@return nope
function nope_:say(t) end

---A question to the trainee. Not run yet.
---@class ask
---@field text L
---@field choices (string|L)[]
---@field right integer|integer[]
---@field points integer
---@field say L
---@param seat string
---@param id string
---@param t ask
---@return ask
function ask(seat, id, t) end

---In with{ … }: a list that holds at least these.
---@class has
---@param items string[]
---@return has
function has(items) end

---Something that is done: `act("mc", "dossier.accept", { note = "…" })`. The dossier is filled in.
---@class act
local act_ = {}
---@param seat string
---@param name string see core/act/act.c
---@param input? table
---@return act
function act(seat, name, input) end
---@param name string
---@return act
function act_:on(name) end

---A dossier that is filed when the step opens.
---@class file
---@field name string what the exercise calls it; else the step's id
---@field omit string[] components that are left out
---@field channel "online"|"counter"|"postal"|"kiosk"
---@field data table not run yet
---@param seat string an applicant
---@param procedure string "1.014445"
---@param options? file
---@return file
function file(seat, procedure, options) end

---Office time moves on: "+9 workdays", "2026-11-25T08:00", "next".
---@class jump
---@param to string
---@return jump
function jump(to) end

---In solve: the clock runs until this has happened.
---@class wait_for
local wait_for_ = {}
---@param event string
---@return wait_for
function wait_for(event) end
---@param name string
---@return wait_for
function wait_for_:on(name) end

---@class announce
---@param t L
---@return announce
function announce(t) end

---@class at
---@param time string "09:40" on the first day, or "2026-11-23T09:40"
---@param what announce|act|jump|file
---@return at
function at(time, what) end

---`hint { after = "4m", cost = 3, L{ … } }`
---@class hint
---@field after string real time in the step
---@field when seen|fun(w: table): boolean
---@field cost integer points
---@field [1] L
---@param t hint
---@return hint
function hint(t) end

---@class seen
---@param name string event, or "error.E_STATE"
---@param count? integer
---@return seen
function seen(name, count) end

---A known mistake: `mistake "id" { acts = …, sees = …, say = … }`.
---@class mistake
---@field critical boolean
---@field cost integer points taken off
---@field acts (act|wait_for|jump)[] how it is made
---@field sees event|any what shows it
---@field say L
---@param id string
---@return fun(t: mistake): mistake
function mistake(id) end

---Not run yet.
---@class fault
---@field kind string
---@field calls string
---@field heal string
---@field delay string
---@field status integer
---@field body string
---@param simulator string
---@return fun(t: fault): fault
function fault(simulator) end

---@class excuse
---@param mutation string as the self-test names it
---@param reason string
---@return excuse
function excuse(mutation, reason) end

---Somebody in the cast.
---@class persona
---@field role string role code, e.g. "one-stop-officer"
---@field agency string organisation code
---@field name string|synth
---@field id string|synth enterprise code or personal id
---@field phone string|synth
---@field email string|synth
---@field address string|synth
---@field pace string "30m..2h": office time before a bot acts
---@field hours "office"|"always"
---@field mood "even"|"sends_back_once"|"slow"|"strict"|"forgets_signature"
---@field takeover boolean not run yet
---@field reports "in_time"|"late"|"never" bots of the office: how they report on a direction (dossier.direct) they were given; without it, in time
---@field rates "truthful"|"satisfied"|"dissatisfied" business and citizen: rates the service after its result was returned; without it, not
persona = {}
---@param t persona
---@return persona
function persona.business(t) end
---@param t persona
---@return persona
function persona.citizen(t) end
---@param t persona
---@return persona
function persona.trainee(t) end
---@param t persona
---@return persona
function persona.bot(t) end

---Invented identities from reserved ranges.
---@class synth
synth = {}
---@return synth
function synth.company() end
---@return synth
function synth.enterprise_code() end
---@return synth
function synth.person() end
---@return synth
function synth.personal_id() end
---@return synth
function synth.phone() end
---@return synth
function synth.email() end
---@return synth
function synth.address() end

---@class mix
---@param name string
---@param count integer
---@param options? table
---@return mix
function mix(name, count, options) end

---@class class
---@field seats string[]
---@field fill "bots"|"nobody"
---@field rotate string
---@field trainer (note|knob)[]

---@class note
---@param t string|L
---@return note
function note(t) end
---@class knob
---@param name string
---@return knob
function knob(name) end

---@class acceptance
---@field procedure string
---@field version string
---@field run run
---@field gate table
---@field signers string[]

---@class run
---@field unattended boolean
---@field seeds integer[]
---@field faults string[]

---Numbers that are the same on every machine: `local r = rng("names"); r(10)`.
---@param name string
---@return fun(m?: integer, n?: integer): number
function rng(name) end
---There is no clock while an exercise is read: calling it is an error.
function now() end
