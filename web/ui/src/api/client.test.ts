import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { forgetAnswers, newKey, read, setCsrf, setLanguage, whenSignedOut, write } from './client'
import { Problem } from './problem'

const answer = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(status === 204 || status === 304 ? null : JSON.stringify(body), { status, headers })
const sent: { path: string; init: RequestInit }[] = []
let next: () => Response | Promise<Response>
const headersOf = (at: number): Record<string, string> => sent[at]!.init.headers as Record<string, string>

beforeEach(() => {
  sent.length = 0
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    sent.push({ path, init })
    return Promise.resolve().then(next)
  })
})
afterEach(() => {
  forgetAnswers()
  setCsrf(null)
  setLanguage('vi')
  vi.unstubAllGlobals()
})

it('a 304 gives back the very object of the last answer', async () => {
  next = () => answer(200, { n: 1 }, { ETag: '"1.2"' })
  const first = await read('/api/x', undefined, true)
  next = () => answer(304, null)
  const second = await read('/api/x', undefined, true)
  expect(headersOf(1)['If-None-Match']).toBe('"1.2"')
  expect(second.data).toBe(first.data)
  expect(second.tag).toBe('1.2')
})
it('another language asks anew', async () => {
  next = () => answer(200, {}, { ETag: '"1"' })
  await read('/api/x', undefined, true)
  setLanguage('en')
  await read('/api/x', undefined, true)
  expect(headersOf(1)['If-None-Match']).toBeUndefined()
  expect(headersOf(1)['Accept-Language']).toBe('en')
})
it('a write carries the CSRF token, the version tag and one idempotency key', async () => {
  setCsrf('tok')
  next = () => answer(200, {})
  await write('/api/x', { a: 1 }, { ifMatch: '3.7', key: 'k' })
  expect(headersOf(0)).toMatchObject({ 'X-CSRF-Token': 'tok', 'If-Match': '"3.7"', 'Idempotency-Key': 'k', 'Content-Type': 'application/json' })
})
it('a refusal becomes a problem with its fields', async () => {
  next = () => answer(422, { code: 'input', key: 'class.unknown_code', detail: 'Không có lớp này.', field: 'code' })
  const problem = await write('/api/join', {}).catch((error: unknown) => error)
  expect(problem).toBeInstanceOf(Problem)
  expect((problem as Problem).fields).toEqual([{ field: 'code', key: 'class.unknown_code', detail: 'Không có lớp này.' }])
})
it('a lost connection is an offline problem, not a stack trace', async () => {
  next = () => { throw new TypeError('Failed to fetch') }
  expect(((await read('/api/x').catch((error: unknown) => error)) as Problem).offline).toBe(true)
})
it('a 401 tells the session, but a wrong password does not', async () => {
  let told = 0
  whenSignedOut(() => { told++ })
  next = () => answer(401, {})
  await read('/api/my').catch(() => undefined)
  await write('/api/session', {}).catch(() => undefined)
  expect(told).toBe(1)
})
it('keys are unique and shaped like a UUID', () => {
  expect(newKey()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(newKey()).not.toBe(newKey())
})
