/* One function per address of the API; the screens use nothing else. */
import { newKey, read, sendFile, write, type Sending } from './client'
import type * as T from './types'

const e = (id: T.Id): string => encodeURIComponent(id)
const get = async <R>(path: string, signal?: AbortSignal): Promise<R> => (await read<R>(path, signal)).data
const poll = async <R>(path: string, signal?: AbortSignal): Promise<R> => (await read<R>(path, signal, true)).data
/* A query string of what is not empty. */
function query(values: Record<string, string>): string {
  const given = Object.entries(values).filter(([, value]) => value !== '').map(([name, value]) => `${name}=${e(value)}`)
  return given.length ? `?${given.join('&')}` : ''
}

/* The version tag of an act on a dossier: "<generation>.<version>". */
export interface On { world: string; dossier: number; tag: string }
export interface WorldTag { world: string; tag: string }

export interface CatalogueFilter { q: string; field: string; level: string; service: string; known: string; open: string }

/* A period of the law by its kind and a day in it, or two days; all empty: this month. */
export interface PeriodAsked { kind: string; day: string; from: string; to: string; agency: string }

/* Which papers of the register of results, and below which. */
export interface ResultsAsked { status: string; act: string; q: string; from: string; to: string; before: string }

/* Which dossiers, and after which page. */
export interface DossiersAsked { view: 'queue' | 'all' | 'shared' | 'followed' | 'waiting' | 'directed'; q: string; state: string; timing: string; part: string; handler: string; from: string; to: string; sort: string; after: string }

export const api = {
  session: (s?: AbortSignal) => get<T.Session>('/api/session', s),
  join: (code: string, name: string) => write<T.Joined>('/api/join', { code, name }),
  comeBack: (returnCode: string) => write<T.Joined>('/api/return', { return_code: returnCode }),
  signIn: (username: string, password: string) => write<T.SignedIn>('/api/session', { username, password }),
  signOut: () => write<void>('/api/session', null, { method: 'DELETE' }),

  leaveKiosk: (returnCode: string) => write<void>('/api/my/kiosk/leave', { return_code: returnCode }),
  my: (s?: AbortSignal) => poll<T.My>('/api/my', s),
  startAttempt: (exercise: string) => write<{ attempt: string; world: string }>('/api/my/attempts', { exercise }),
  attempt: (id: string, s?: AbortSignal) => poll<T.Attempt>(`/api/attempts/${e(id)}`, s),
  accompany: (code: string) => write<{ attempt: string; world: string }>('/api/my/accompanied', { code }),
  team: (id: string, s?: AbortSignal) => get<T.Team>(`/api/attempts/${e(id)}/team`, s),
  invite: (id: string) => write<T.Team>(`/api/attempts/${e(id)}/team`, {}),
  endInvitation: (id: string) => write<void>(`/api/attempts/${e(id)}/team`, null, { method: 'DELETE' }),
  endCompanion: (id: string, person: string) => write<void>(`/api/attempts/${e(id)}/team/${e(person)}`, null, { method: 'DELETE' }),
  hint: (id: string, step: string, index: number) => write<{ text: string; cost: number }>(`/api/attempts/${e(id)}/hints/${e(step)}/${index}`, {}),
  finish: (id: string) => write<T.Debrief>(`/api/attempts/${e(id)}/finish`, {}),
  debrief: (id: string, s?: AbortSignal) => get<T.Debrief>(`/api/attempts/${e(id)}/debrief`, s),

  world: (id: string, s?: AbortSignal) => get<T.World>(`/api/worlds/${e(id)}`, s),
  takeSeat: (id: string, seat: string) => write<unknown>(`/api/worlds/${e(id)}/seat`, { seat }, { method: 'PUT' }),
  queue: (id: string, asked: DossiersAsked, s?: AbortSignal) => get<T.Queue>(`/api/worlds/${e(id)}/dossiers${query({ ...asked })}`, s),
  desk: (id: string, s?: AbortSignal) => get<T.Desk>(`/api/worlds/${e(id)}/desk`, s),
  saveView: (on: WorldTag, view: { name: string; shared: boolean } & Record<string, unknown>, key: string) =>
    write<T.OfficeActAnswer>(`/api/worlds/${e(on.world)}/views/save`, view, { ifMatch: on.tag, key }),
  removeView: (on: WorldTag, view: number, key: string) => write<T.OfficeActAnswer>(`/api/worlds/${e(on.world)}/views/remove`, { view }, { ifMatch: on.tag, key }),
  tryBulk: (id: string, verb: string, body: unknown) => write<T.BulkTried>(`/api/worlds/${e(id)}/bulk/${verb}/try`, body),
  bulk: (on: WorldTag, verb: string, body: unknown, key: string) => write<T.BulkDone>(`/api/worlds/${e(on.world)}/bulk/${verb}`, body, { ifMatch: on.tag, key }),
  batch: (key: string, s?: AbortSignal) => get<{ done: number; total: number }>(`/api/batches?key=${e(key)}`, s),
  papersPath: (id: string, forms: number[]): string => `/api/worlds/${e(id)}/bulk/papers.pdf?ids=${forms.join(',')}`,
  dossier: async (id: string, dossier: number, s?: AbortSignal): Promise<T.TaggedDossier> => {
    const answer = await read<T.Dossier>(`/api/worlds/${e(id)}/dossiers/${dossier}`, s)
    return { dossier: answer.data, tag: answer.tag }
  },
  filing: (id: string, q: string, s?: AbortSignal) => get<T.Filing>(`/api/worlds/${e(id)}/filing${query({ q })}`, s),
  filingProcedure: (id: string, code: string, s?: AbortSignal) => get<T.FilingProcedure>(`/api/worlds/${e(id)}/filing/procedure?code=${e(code)}`, s),
  drafts: (id: string, s?: AbortSignal) => get<T.Drafts>(`/api/worlds/${e(id)}/drafts`, s),
  saveDraft: (on: WorldTag, body: { draft?: number; procedure: string; data: unknown }) => write<T.DraftSaved>(`/api/worlds/${e(on.world)}/drafts`, body, { ifMatch: on.tag }),
  discardDraft: (on: WorldTag, draft: number) => write<{ act: number }>(`/api/worlds/${e(on.world)}/drafts/discard`, { draft }, { ifMatch: on.tag }),
  attachToDraft: (on: WorldTag, draft: number, component: string, file: File, how: Omit<Sending, 'ifMatch'>) =>
    sendFile<T.DraftSaved>(`/api/worlds/${e(on.world)}/drafts/${draft}/documents${query({ component, file_name: file.name })}`, file, { ...how, ifMatch: on.tag }),
  detachFromDraft: (on: WorldTag, draft: number, document: number) => write<T.DraftSaved>(`/api/worlds/${e(on.world)}/drafts/detach`, { draft, document }, { ifMatch: on.tag }),
  reuseInDraft: (on: WorldTag, draft: number, component: string, document: number) =>
    write<T.DraftSaved>(`/api/worlds/${e(on.world)}/drafts/reuse`, { draft, component, document }, { ifMatch: on.tag }),
  track: (id: string, dossier: number, s?: AbortSignal) => get<T.Track>(`/api/worlds/${e(id)}/dossiers/${dossier}/track`, s),
  lookUp: (id: string, code: string, s?: AbortSignal) => get<T.LookedUp>(`/api/worlds/${e(id)}/look-up?code=${e(code)}`, s),
  papers: (id: string, s?: AbortSignal) => get<T.Papers>(`/api/worlds/${e(id)}/papers`, s),
  leaveSeat: (id: string) => write<void>(`/api/worlds/${e(id)}/seat`, null, { method: 'DELETE' }),
  file: (on: WorldTag, body: unknown, key: string) => write<T.ActAnswer>(`/api/worlds/${e(on.world)}/dossiers`, body, { ifMatch: on.tag, key }),
  history: (id: string, dossier: number, s?: AbortSignal) => get<T.DossierHistory>(`/api/worlds/${e(id)}/dossiers/${dossier}/history`, s),
  controlSheet: (id: string, dossier: number, s?: AbortSignal) => get<T.DossierControlSheet>(`/api/worlds/${e(id)}/dossiers/${dossier}/control-sheet`, s),
  deadline: (id: string, dossier: number, s?: AbortSignal) => get<T.DossierDeadline>(`/api/worlds/${e(id)}/dossiers/${dossier}/deadline`, s),
  payments: (world: string, dossier: number, s?: AbortSignal) => get<T.Payments>(`/api/worlds/${e(world)}/dossiers/${dossier}/payments`, s),
  documents: (world: string, dossier: number, s?: AbortSignal) => get<T.Documents>(`/api/worlds/${e(world)}/dossiers/${dossier}/documents`, s),
  addDocument: (on: On, component: string, file: File, how: Omit<Sending, 'ifMatch'>) =>
    sendFile<T.ActAnswer>(`/api/worlds/${e(on.world)}/dossiers/${on.dossier}/documents${query({ component, file_name: file.name })}`, file, { ...how, ifMatch: on.tag }),
  /* A file of a dossier that is not filed yet: it is attached when the dossier is filed. */
  sendDocument: (world: string, file: File, how: Omit<Sending, 'ifMatch'>) =>
    sendFile<T.Upload>(`/api/worlds/${e(world)}/uploads${query({ file_name: file.name })}`, file, how),
  open: (world: string, dossier: number) => write<{ opened: boolean; act: number }>(`/api/worlds/${e(world)}/dossiers/${dossier}/open`, {}),
  presence: (world: string, dossier: number, s?: AbortSignal) => get<T.Presence>(`/api/worlds/${e(world)}/dossiers/${dossier}/presence`, s),
  notePresence: (world: string, dossier: number, body: { screen: string; dialog?: string; leave?: boolean }) =>
    write<T.Presence>(`/api/worlds/${e(world)}/dossiers/${dossier}/presence`, body, { method: 'PUT', outlives: body.leave === true }),
  changes: (world: string, dossier: number, since: number, generation: number, s?: AbortSignal) =>
    get<T.DossierChanges>(`/api/worlds/${e(world)}/dossiers/${dossier}/changes${query({ since: String(since), generation: String(generation) })}`, s),
  actDrafts: (world: string, dossier: number, s?: AbortSignal) => get<T.ActDrafts>(`/api/worlds/${e(world)}/dossiers/${dossier}/act-drafts`, s),
  saveActDraft: (world: string, dossier: number, slug: string, body: { fields: unknown; seen_act: number }) =>
    write<{ saved_at: string }>(`/api/worlds/${e(world)}/dossiers/${dossier}/act-drafts/${e(slug)}`, body, { method: 'PUT' }),
  discardActDraft: (world: string, dossier: number, slug: string) =>
    write<void>(`/api/worlds/${e(world)}/dossiers/${dossier}/act-drafts/${e(slug)}`, null, { method: 'DELETE' }),
  act: (on: On, slug: string, body: unknown, key: string) =>
    write<T.ActAnswer>(`/api/worlds/${e(on.world)}/dossiers/${on.dossier}/${slug}`, body, { ifMatch: on.tag, key }),
  printForm: (id: string, form: T.Id) => write<{ url: string }>(`/api/worlds/${e(id)}/forms/${e(form)}/print`, {}, { key: newKey() }),
  acts: (id: string, s?: AbortSignal) => get<T.Acts>(`/api/worlds/${e(id)}/acts`, s),
  rewind: (on: WorldTag, act: number) => write<T.World>(`/api/worlds/${e(on.world)}/rewind`, { act }, { ifMatch: on.tag }),
  reset: (on: WorldTag) => write<T.World>(`/api/worlds/${e(on.world)}/reset`, {}, { ifMatch: on.tag }),
  undoRewind: (on: WorldTag) => write<T.World>(`/api/worlds/${e(on.world)}/undo-rewind`, {}, { ifMatch: on.tag }),
  clockPreview: (id: string, to: string, s?: AbortSignal) => get<T.ClockPreview>(`/api/worlds/${e(id)}/clock/preview?to=${e(to)}`, s),
  moveClock: (on: WorldTag, move: T.ClockMove) => write<T.ClockAnswer>(`/api/worlds/${e(on.world)}/clock`, move, { ifMatch: on.tag }),

  declarations: (id: string, dossier: number, s?: AbortSignal) => get<T.DossierDeclarations>(`/api/worlds/${e(id)}/dossiers/${dossier}/declarations`, s),
  eforms: (id: string, s?: AbortSignal) => get<T.EFormList>(`/api/worlds/${e(id)}/eforms`, s),
  procedureEForms: (id: string, code: string, s?: AbortSignal) => get<T.ProcedureEForms>(`/api/worlds/${e(id)}/eforms/procedure?code=${e(code)}`, s),
  checkEForm: (id: string, procedure: string, form: Record<string, unknown>) => write<T.EFormCheck>(`/api/worlds/${e(id)}/eforms/check`, { procedure, form }),
  catalogue: (id: string, filter: CatalogueFilter, s?: AbortSignal) => get<T.Catalogue>(`/api/worlds/${e(id)}/catalogue${query({ ...filter })}`, s),
  catalogueProcedure: (id: string, code: string, s?: AbortSignal) => get<T.ProcedurePage>(`/api/worlds/${e(id)}/catalogue/procedure?code=${e(code)}`, s),

  calendar: (id: string, year: number, s?: AbortSignal) => get<T.Calendar>(`/api/worlds/${e(id)}/calendar${query({ year: year ? String(year) : '' })}`, s),
  calendarRecompute: (id: string, s?: AbortSignal) => get<T.CalendarEffect>(`/api/worlds/${e(id)}/calendar/recompute`, s),
  tryAddDay: (id: string, day: T.NewDay) => write<T.CalendarEffect>(`/api/worlds/${e(id)}/calendar/try-add`, day),
  tryRemoveDay: (id: string, day: { day: string; reason: string }) => write<T.CalendarEffect>(`/api/worlds/${e(id)}/calendar/try-remove`, day),
  tryHours: (id: string, hours: T.NewHours) => write<T.CalendarEffect>(`/api/worlds/${e(id)}/calendar/try-hours`, hours),
  addDay: (on: WorldTag, day: T.NewDay, key: string) => write<T.OfficeActAnswer>(`/api/worlds/${e(on.world)}/calendar/add-day`, day, { ifMatch: on.tag, key }),
  removeDay: (on: WorldTag, day: { day: string; reason: string }, key: string) =>
    write<T.OfficeActAnswer>(`/api/worlds/${e(on.world)}/calendar/remove-day`, day, { ifMatch: on.tag, key }),
  recompute: (on: WorldTag, reason: string, key: string) => write<T.OfficeActAnswer>(`/api/worlds/${e(on.world)}/calendar/recompute`, { reason }, { ifMatch: on.tag, key }),
  accounts: (id: string, s?: AbortSignal) => get<T.Accounts>(`/api/worlds/${e(id)}/accounts`, s),
  tryAccounts: (id: string, file: File, sheet: string) => sendFile<T.AccountTable>(`/api/worlds/${e(id)}/accounts/try${query({ sheet })}`, file, { key: newKey() }),
  accountAct: (on: WorldTag, act: 'add' | 'disable' | 'enable' | 'move' | 'import', body: unknown, key: string) =>
    write<T.OfficeActAnswer>(`/api/worlds/${e(on.world)}/accounts/${act}`, body, { ifMatch: on.tag, key }),
  colleagues: (id: string, s?: AbortSignal) => get<T.Colleagues>(`/api/worlds/${e(id)}/colleagues`, s),
  workOf: (id: string, account: string, s?: AbortSignal) => get<T.Work>(`/api/worlds/${e(id)}/colleagues/${e(account)}/work`, s),
  grantDelegation: (on: WorldTag, body: unknown, key: string) => write<T.OfficeActAnswer>(`/api/worlds/${e(on.world)}/delegations`, body, { ifMatch: on.tag, key }),
  revokeDelegation: (on: WorldTag, id: number, body: unknown, key: string) =>
    write<T.OfficeActAnswer>(`/api/worlds/${e(on.world)}/delegations/${id}/revoke`, body, { ifMatch: on.tag, key }),
  handOverWork: (on: WorldTag, body: unknown, key: string) => write<T.OfficeActAnswer>(`/api/worlds/${e(on.world)}/hand-over-work`, body, { ifMatch: on.tag, key }),
  rights: (id: string, s?: AbortSignal) => get<T.Rights>(`/api/worlds/${e(id)}/rights`, s),
  setupCheck: (id: string, s?: AbortSignal) => get<T.SetupCheck>(`/api/worlds/${e(id)}/setup-check`, s),
  seats: (id: string, s?: AbortSignal) => get<T.OfficeSeats>(`/api/worlds/${e(id)}/seats`, s),
  orgs: (id: string, s?: AbortSignal) => get<T.Orgs>(`/api/worlds/${e(id)}/orgs`, s),
  tryCloseOrg: (id: string, body: unknown) => write<T.OrgEffect>(`/api/worlds/${e(id)}/orgs/try-close`, body),
  tryMoveOrg: (id: string, body: unknown) => write<T.OrgEffect>(`/api/worlds/${e(id)}/orgs/try-move`, body),
  orgAct: (on: WorldTag, act: 'add' | 'change' | 'close' | 'reopen' | 'move', body: unknown, key: string) =>
    write<T.OfficeActAnswer>(`/api/worlds/${e(on.world)}/orgs/${act}`, body, { ifMatch: on.tag, key }),
  setHours: (on: WorldTag, hours: T.NewHours, key: string) => write<T.OfficeActAnswer>(`/api/worlds/${e(on.world)}/calendar/set-hours`, hours, { ifMatch: on.tag, key }),
  registers: (id: string, s?: AbortSignal) => get<T.Registers>(`/api/worlds/${e(id)}/registers`, s),
  issueRegister: (on: WorldTag, body: { form: T.RegisterForm; from: string; to: string; field?: string }) => write<T.OfficeActAnswer>(`/api/worlds/${e(on.world)}/registers`, body, { ifMatch: on.tag }),
  dossierResults: (id: string, dossier: number, s?: AbortSignal) => get<T.DossierResults>(`/api/worlds/${e(id)}/dossiers/${dossier}/results`, s),
  results: (id: string, asked: ResultsAsked, s?: AbortSignal) => get<T.ResultRegister>(`/api/worlds/${e(id)}/results${query({ ...asked })}`, s),
  submissionNumbers: (id: string, asked: { voided: string; before: string }, s?: AbortSignal) => get<T.SubmissionNumbers>(`/api/worlds/${e(id)}/submission-numbers${query({ ...asked })}`, s),
  resultsCsvUrl: (world: string, asked: Omit<ResultsAsked, 'before'>, lang: string) => `/api/worlds/${e(world)}/results.csv${query({ ...asked, lang })}`,
  rating: (id: string, dossier: number, s?: AbortSignal) => get<T.Rating>(`/api/worlds/${e(id)}/dossiers/${dossier}/rating`, s),
  satisfaction: (id: string, asked: PeriodAsked, s?: AbortSignal) => get<T.SatisfactionReport>(`/api/worlds/${e(id)}/reports/satisfaction${query({ ...asked })}`, s),
  periodReport: (id: string, asked: PeriodAsked, s?: AbortSignal) => get<T.PeriodReport>(`/api/worlds/${e(id)}/reports/period${query({ ...asked })}`, s),

  exercises: (s?: AbortSignal) => get<{ exercises: T.ExerciseRef[] }>('/api/exercises', s),
  classes: (s?: AbortSignal) => poll<{ classes: T.ClassLine[] }>('/api/classes', s),
  openClass: (name: string, exercises: string[]) => write<T.ClassRoom>('/api/classes', { name, exercises }),
  classRoom: (id: T.Id, s?: AbortSignal) => poll<T.ClassRoom>(`/api/classes/${e(id)}`, s),
  board: (id: T.Id, exercise: string, s?: AbortSignal) => poll<T.Board>(`/api/classes/${e(id)}/board${query({ exercise })}`, s),
  announce: (id: T.Id, text: string) => write<{ id: number }>(`/api/classes/${e(id)}/announcements`, { text }),
  resetClass: (id: T.Id, persons: string[] | null) => write<T.BulkAnswer>(`/api/classes/${e(id)}/reset`, { persons }),
  rewindClass: (id: T.Id, persons: string[] | null, to: { step?: string; act?: number }) =>
    write<T.BulkAnswer>(`/api/classes/${e(id)}/rewind`, { persons, ...to }),
  moveClassClock: (id: T.Id, persons: string[] | null, move: T.ClockMove) => write<T.BulkAnswer>(`/api/classes/${e(id)}/clock`, { persons, ...move }),
  closeClass: (id: T.Id) => write<unknown>(`/api/classes/${e(id)}/close`, {}),
  release: (id: T.Id, person: string) => write<{ return_code: string }>(`/api/classes/${e(id)}/persons/${e(person)}/release`, {}),
  waive: (id: T.Id, attempt: string, step: string, check: string, reason: string) =>
    write<unknown>(`/api/classes/${e(id)}/attempts/${e(attempt)}/waive`, { step, check, reason }),
  openapi: (s?: AbortSignal) => get<unknown>('/api/openapi.json', s),
  qrUrl: (id: T.Id) => `/api/classes/${e(id)}/qr.svg`,
  resultsUrl: (id: T.Id, kind: 'csv' | 'xlsx') => `/api/classes/${e(id)}/results.${kind}`,
  procedures: (id: string, s?: AbortSignal) => get<T.Procedures>(`/api/worlds/${e(id)}/procedures`, s),
  procedureEditor: (id: string, code: string, s?: AbortSignal) => get<T.ProcedureEditor>(`/api/worlds/${e(id)}/procedures/editor?code=${e(code)}`, s),
  procedureVersions: (id: string, code: string, s?: AbortSignal) => get<T.ProcedureVersions>(`/api/worlds/${e(id)}/procedures/versions?code=${e(code)}`, s),
  procedureTables: (id: string, code: string, s?: AbortSignal) => get<T.ProcedureTables>(`/api/worlds/${e(id)}/procedures/tables?code=${e(code)}`, s),
  procedureDifference: (id: string, code: string, before: number, after: number, s?: AbortSignal) =>
    get<T.ProcedureDifference>(`/api/worlds/${e(id)}/procedures/difference?code=${e(code)}&before=${before}&after=${after}`, s),
  draftBpmnUrl: (world: string, code: string, table: number, lang: string) => `/api/worlds/${e(world)}/procedures/bpmn?code=${e(code)}&table=${table}&lang=${lang}`,
  tryDraftForm: (id: string, procedure: string, eform: string, data: unknown) => write<T.EFormCheck>(`/api/worlds/${e(id)}/procedures/try-form`, { procedure, eform, data }),
  openProcedureDraft: (on: WorldTag, procedure: string) => write<T.OfficeActAnswer>(`/api/worlds/${e(on.world)}/procedures/open-draft`, { procedure }, { ifMatch: on.tag }),
  saveProcedureDraft: (on: WorldTag, procedure: string, revision: number, document: unknown) =>
    write<T.OfficeActAnswer>(`/api/worlds/${e(on.world)}/procedures/save-draft`, { procedure, revision, document }, { ifMatch: on.tag }),
  undoProcedureDraft: (on: WorldTag, procedure: string, revision: number) => write<T.OfficeActAnswer>(`/api/worlds/${e(on.world)}/procedures/undo-draft`, { procedure, revision }, { ifMatch: on.tag }),
  redoProcedureDraft: (on: WorldTag, procedure: string, revision: number) => write<T.OfficeActAnswer>(`/api/worlds/${e(on.world)}/procedures/redo-draft`, { procedure, revision }, { ifMatch: on.tag }),
  discardProcedureDraft: (on: WorldTag, procedure: string) => write<T.OfficeActAnswer>(`/api/worlds/${e(on.world)}/procedures/discard-draft`, { procedure }, { ifMatch: on.tag }),
  publishProcedure: (on: WorldTag, body: { procedure: string; revision: number; effective_from: string }, key: string) =>
    write<T.OfficeActAnswer>(`/api/worlds/${e(on.world)}/procedures/publish`, body, { ifMatch: on.tag, key }),
  takeBackVersion: (on: WorldTag, body: { procedure: string; number: number; reason: string; keep: boolean }, key: string) =>
    write<T.OfficeActAnswer>(`/api/worlds/${e(on.world)}/procedures/take-back`, body, { ifMatch: on.tag, key }),
  bpmnUrl: (world: string, code: string, table: string, lang: string) => `/api/worlds/${e(world)}/catalogue/bpmn?code=${e(code)}&table=${e(table)}&lang=${lang}`,
  periodCsvUrl: (world: string, asked: PeriodAsked, lang: string) => `/api/worlds/${e(world)}/reports/period.csv${query({ ...asked, lang })}`,
  accountTemplateUrl: (world: string, lang: string) => `/api/worlds/${e(world)}/accounts/template.xlsx?lang=${lang}`,
  formUrl: (world: string, form: T.Id) => `/api/worlds/${e(world)}/forms/${e(form)}/pdf`,
}
