/*
 * The one place that talks to the server. It adds what every request carries (language, CSRF token, version tag,
 * idempotency key), turns every refusal into a Problem, and keeps the ETag of each polled address: a 304 gives back
 * the very object of the last answer, so nothing on the screen is drawn again.
 */
import { Problem, type ProblemBody } from './problem'

export interface Answer<T> { data: T; tag: string }
interface Kept { tag: string; data: unknown }
export interface WriteOptions { method?: 'POST' | 'PUT' | 'DELETE'; ifMatch?: string; key?: string; outlives?: boolean }

const kept = new Map<string, Kept>()
const KEPT_MAX = 60
let csrf: string | null = null
let language = 'vi'
let onSignedOut: () => void = () => undefined

export function setCsrf(token: string | null): void { csrf = token }
export function setLanguage(code: string): void { language = code; kept.clear() }
export function whenSignedOut(handler: () => void): void { onSignedOut = handler }
export function forgetAnswers(): void { kept.clear() }
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  /* Plain HTTP on a LAN address is no secure context, so randomUUID is absent there. */
  const b = crypto.getRandomValues(new Uint8Array(16))
  b[6] = (b[6]! & 0x0f) | 0x40
  b[8] = (b[8]! & 0x3f) | 0x80
  const hex = Array.from(b, (n) => n.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

function unquoted(tag: string | null): string { return (tag ?? '').replace(/^W\//, '').replace(/^"|"$/g, '') }

async function problemOf(answer: Response): Promise<Problem> {
  let body: ProblemBody = {}
  try { body = (await answer.json()) as ProblemBody } catch { body = { title: answer.statusText } }
  return new Problem(answer.status, body)
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { credentials: 'same-origin', ...init })
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new Problem(0, { key: 'client.offline' })
  }
}

/* `polled`: send the tag of the last answer. Only for what depends on nothing but its address. */
export async function read<T>(path: string, signal?: AbortSignal, polled = false): Promise<Answer<T>> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': language }
  const had = polled ? kept.get(path) : undefined
  if (had) headers['If-None-Match'] = `"${had.tag}"`
  const answer = await send(path, { headers, signal, cache: 'no-store' })
  if (answer.status === 304 && had) return { data: had.data as T, tag: had.tag }
  if (!answer.ok) {
    const problem = await problemOf(answer)
    if (problem.signedOut) onSignedOut()
    throw problem
  }
  const data = (await answer.json()) as T
  const tag = unquoted(answer.headers.get('ETag'))
  if (tag && polled) {
    if (kept.size >= KEPT_MAX) kept.delete(kept.keys().next().value as string)
    kept.set(path, { tag, data })
  }
  return { data, tag }
}

export async function write<T>(path: string, body: unknown, options: WriteOptions = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': language, 'Content-Type': 'application/json' }
  if (csrf) headers['X-CSRF-Token'] = csrf
  if (options.ifMatch) headers['If-Match'] = `"${options.ifMatch}"`
  if (options.ifMatch || options.key) headers['Idempotency-Key'] = options.key ?? newKey()
  const method = options.method ?? 'POST'
  const init: RequestInit = { method, headers, keepalive: options.outlives ?? false }
  if (method !== 'DELETE') init.body = JSON.stringify(body ?? {})
  const answer = await send(path, init)
  if (!answer.ok) {
    const problem = await problemOf(answer)
    if (problem.signedOut && !path.endsWith('/session')) onSignedOut()
    throw problem
  }
  return (answer.status === 204 ? undefined : await answer.json()) as T
}

export interface Sending { ifMatch?: string; key: string; progress?: (sent: number, of: number) => void; signal?: AbortSignal }

/* Sends a file as it is. Not by fetch: that tells nothing of how far it has come. */
export function sendFile<T>(path: string, file: Blob, how: Sending): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.setRequestHeader('Accept', 'application/json')
    request.setRequestHeader('Accept-Language', language)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.setRequestHeader('Idempotency-Key', how.key)
    if (csrf) request.setRequestHeader('X-CSRF-Token', csrf)
    if (how.ifMatch) request.setRequestHeader('If-Match', `"${how.ifMatch}"`)
    request.upload.onprogress = (event) => how.progress?.(event.loaded, event.total)
    request.onerror = () => reject(new Problem(0, { key: 'client.offline' }))
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'))
    request.onload = () => {
      let body: unknown = {}
      try { body = JSON.parse(request.responseText) } catch { body = { title: request.statusText } }
      if (request.status < 300) return resolve(body as T)
      const problem = new Problem(request.status, body as ProblemBody)
      if (problem.signedOut) onSignedOut()
      reject(problem)
    }
    how.signal?.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}
