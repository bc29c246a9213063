/*
 * Holds src/api against the server's own description: every address that endpoints.ts asks exists there with that method,
 * and what the server promises to answer fits src/api/types (checked by the TypeScript compiler on the generated types).
 * Needs openapi.json, which the build of the server writes: OPENAPI names it (default ../../build/dev/openapi.json).
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'
import ts from 'typescript'

const root = fileURLToPath(new URL('..', import.meta.url))
const path = process.env.OPENAPI ?? join(root, '../../build/dev/openapi.json')
if (!existsSync(path)) {
  console.error(`no ${path}: build the server first, or name the document in OPENAPI`)
  process.exit(1)
}
const document = JSON.parse(readFileSync(path, 'utf8'))
const faults = []

/* Addresses: every literal of endpoints.ts, its ${…} as one path part, the query cut off. */
const known = new Map(Object.entries(document.paths).map(([address, item]) => [address.replace(/\{[^}]+\}/g, '*'), item]))
const source = readFileSync(join(root, 'src/api/endpoints.ts'), 'utf8')
const ACTS = '/api/worlds/*/dossiers/*/*'
/* Desks whose acts are one function with a union of verbs. */
const DESKS = { '/api/worlds/*/accounts/*': 'accountAct', '/api/worlds/*/orgs/*': 'orgAct' }
const BULK = '/api/worlds/*/bulk/*'
let asked = 0
for (const hit of source.matchAll(/(get|poll|read|write|sendFile)<[^(]*\((['`])(\/api\/.*?)\2([^\n]*)/g)) {
  const address = hit[3].replace(/\$\{query\(.*$/, '').replace(/\?.*$/, '').replace(/\$\{[^}]+\}/g, '*').replace(/results\.\*$/, 'results.csv')
  const method = !['write', 'sendFile'].includes(hit[1]) ? 'get' : (/method: '(\w+)'/.exec(hit[4])?.[1] ?? 'post').toLowerCase()
  asked++
  if (address === ACTS && method === 'post') continue
  if (DESKS[address] && method === 'post') {
    const verbs = new RegExp(`${DESKS[address]}: \\(on: WorldTag, act: ([^,]+),`).exec(source)?.[1].match(/\w+/g) ?? []
    if (verbs.length < 2) faults.push(`no verbs of ${DESKS[address]} found in endpoints.ts: has its form changed?`)
    for (const verb of verbs) if (!known.get(address.replace(/\*$/, verb))?.post) faults.push(`the server has no POST ${address.replace(/\*$/, verb)}`)
    continue
  }
  if (address.startsWith(BULK) && method === 'post') {
    const verbs = [...readFileSync(join(root, 'src/desk/bulk/useBulk.ts'), 'utf8').matchAll(/'([\w-]+)': \['/g)].map((one) => one[1])
    if (verbs.length < 6) faults.push('not six verbs of acts on many in useBulk.ts: has its form changed?')
    for (const verb of verbs) if (!known.get(address.replace(BULK, BULK.replace(/\*$/, verb)))?.post) faults.push(`the server has no POST ${address} for ${verb}`)
    continue
  }
  if (!known.get(address)?.[method]) faults.push(`the server has no ${method.toUpperCase()} ${address}`)
}
if (asked < 20) faults.push(`only ${asked} addresses found in endpoints.ts: has its form changed?`)
const acts = [...readFileSync(join(root, 'src/desk/acts/specs.ts'), 'utf8').matchAll(/^ {2}(\w+): \['?[\w', ]+\],$/gm)].map((hit) => hit[1])
const isAct = (name) => Boolean(document.paths[`/api/worlds/{world}/dossiers/{dossier}/${name.replace(/_/g, '-')}`])
for (const name of acts) if (!['eligible', 'kind', 'outcome', 'by', 'method', 'participation', 'agrees', 'identity', 'cause', 'retention'].includes(name) && !isAct(name)) faults.push(`the server has no act ${name}`)

/* Answers: schema of the document → type of src/api/types. */
const PAIRS = {
  session: 'Session', joined: 'Joined', returned: 'Joined', signed_in: 'SignedIn', my: 'My', attempt: 'Attempt', debrief: 'Debrief', world: 'World', dossiers: 'Queue',
  dossier: 'Dossier', dossier_history: 'DossierHistory', dossier_control_sheet: 'DossierControlSheet', dossier_deadline: 'DossierDeadline', act_answer: 'ActAnswer', acts: 'Acts', clock_preview: 'ClockPreview', clock_moved: 'ClockAnswer', classes: '{ classes: T.ClassLine[] }',
  drafts: 'Drafts', draft_saved: 'DraftSaved', filing_procedure: 'FilingProcedure', track: 'Track', looked_up: 'LookedUp', papers: 'Papers', documents: 'Documents', payments: 'Payments', rating: 'Rating', satisfaction_report: 'SatisfactionReport', registers: 'Registers', dossier_results: 'DossierResults', result_register: 'ResultRegister', submission_numbers: 'SubmissionNumbers', upload: 'Upload', class: 'ClassRoom', board: 'Board', done_for_each: 'BulkAnswer', exercises: '{ exercises: T.ExerciseRef[] }', period_report: 'PeriodReport', colleagues: 'Colleagues', work: 'Work', shared: 'OfficeActAnswer',
  accounts: 'Accounts', account_table: 'AccountTable', rights: 'Rights', setup_check: 'SetupCheck', seats: 'OfficeSeats', orgs: 'Orgs', org_effect: 'OrgEffect',
  eform_list: 'EFormList', procedure_eforms: 'ProcedureEForms', eform_check_answer: 'EFormCheck', dossier_declarations: 'DossierDeclarations',
}
const folder = join(root, 'node_modules/.cache/contract')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'schema.d.ts'), astToString(await openapiTS(document)))
const lines = ["import type { components } from './schema'", "import type * as T from '@/api/types'", "type S = components['schemas']"]
for (const [schema, type] of Object.entries(PAIRS)) {
  if (!document.components.schemas[schema]) faults.push(`the server's document has no schema ${schema}`)
  else lines.push(`export const ${schema}_fits = (answer: S['${schema}']): ${type.startsWith('{') ? type : `T.${type}`} => answer`)
}
writeFileSync(join(folder, 'fits.ts'), lines.join('\n') + '\n')
const program = ts.createProgram([join(folder, 'fits.ts')], {
  strict: true, noEmit: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler,
  baseUrl: root, paths: { '@/*': ['src/*'] }, types: [], skipLibCheck: true,
})
for (const one of ts.getPreEmitDiagnostics(program)) {
  const line = one.file && one.start !== undefined ? lines[one.file.getLineAndCharacterOfPosition(one.start).line] : ''
  faults.push(`${/(\w+)_fits/.exec(line)?.[1] ?? ''}: ${ts.flattenDiagnosticMessageText(one.messageText, '\n  ')}`)
}

if (faults.length) {
  console.error(faults.join('\n'))
  process.exit(1)
}
console.log(`${asked} addresses and ${Object.keys(PAIRS).length} answers agree with the server`)
