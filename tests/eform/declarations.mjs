/*
 * The e-forms of the playable procedures with declarations written by hand (tests/expected/declarations), and each of those spoilt
 * at every place in turn: a member or row taken away, another kind of value, a member that the form does not know.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const json = (path) => JSON.parse(readFileSync(path, 'utf8'))
const named = (folder) => readdirSync(folder).filter((name) => name.endsWith('.json')).sort()
const OTHERS = [null, true, 0, -1, 1.5, '', ' ', 'x'.repeat(6000), '2026-02-30', [], {}, [{}]]

/* Every e-form of a folder of procedures: { procedure, code, schema }. */
export function forms(folder) {
  return named(folder).flatMap((name) => {
    const procedure = json(join(folder, name))
    const versions = [procedure, ...(procedure.earlier ?? [])]
    return versions.flatMap((version) => (version.eforms ?? []).map(({ code, schema }) => ({ procedure: procedure.code, code, schema })))
  })
}

/* { keyword (the procedure), group (the form), test, schema, data, valid }, as vectors are. */
export function declared(procedures, folder) {
  const all = forms(procedures)
  const cases = named(folder).flatMap((name) => {
    const file = json(join(folder, name))
    const form = all.find((one) => one.procedure === file.procedure && one.code === file.eform)
    if (!form) throw new Error(`${name}: no e-form ${file.eform} of ${file.procedure}`)
    return file.tests.map(({ test, valid, data }) => ({ keyword: file.procedure, group: file.eform, test, schema: form.schema, data, valid }))
  })
  for (const { procedure, code, schema } of all)
    (schema.examples ?? []).forEach((data, i) => cases.push({ keyword: procedure, group: code, test: `example ${i + 1}`, schema, data, valid: true }))
  const without = all.filter((form) => !cases.some((one) => one.schema === form.schema && one.valid) || !cases.some((one) => one.schema === form.schema && !one.valid))
  if (without.length) throw new Error(`no valid or no invalid declaration of ${without.map((one) => `${one.procedure} ${one.code}`).join(', ')}`)
  return cases
}

/* All ways to spoil a value at one place. */
function* spoilt(value) {
  for (const other of OTHERS) yield other
  if (Array.isArray(value)) {
    yield [...value, ...value]
    for (let i = 0; i < value.length; i++) {
      yield value.filter((_, k) => k !== i)
      for (const one of spoilt(value[i])) yield value.map((old, k) => (k === i ? one : old))
    }
  } else if (typeof value === 'object' && value !== null) {
    yield { ...value, la: 1 }
    for (const name of Object.keys(value)) {
      yield Object.fromEntries(Object.entries(value).filter(([other]) => other !== name))
      for (const one of spoilt(value[name])) yield { ...value, [name]: one }
    }
  } else if (typeof value === 'string') {
    yield `${value}x`
    yield value.slice(1)
  }
}

export function spoil(cases) {
  return cases.filter((one) => one.valid && !one.test.startsWith('example')).flatMap((one) => [...spoilt(one.data)].map((data, i) => ({ ...one, test: `${one.test}, spoilt ${i}`, data, valid: undefined })))
}
