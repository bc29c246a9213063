/* server: the product's own binary on a free loopback port over a scratch data folder.
 *
 * What it owns: one child process and one folder. It never listens on anything but 127.0.0.1. A server that dies, that a
 * sanitizer complains about, or that does not leave within ten seconds of being asked is a failure of the walk. */
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export const ROOT = resolve(import.meta.dirname, '../..')

/* The sanitized build finds more; THAO_BINARY names another one. */
export function binary() {
  const named = process.env.THAO_BINARY
  if (named) return resolve(named)
  for (const preset of ['dev', 'release']) {
    const path = join(ROOT, 'build', preset, 'thaotruong')
    if (existsSync(path)) return path
  }
  throw new Error('no thaotruong built: run scripts/build or cmake --workflow --preset dev')
}

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms))

/* Below the ports the kernel hands out for calls: nobody takes it while the server is still building its worlds. */
export async function freePort() {
  return await new Promise((done, failed) => {
    const probe = createServer()
    probe.on('error', (error) => (error.code === 'EADDRINUSE' ? freePort().then(done, failed) : failed(error)))
    probe.listen(15000 + Math.floor(Math.random() * 17000), '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => done(port))
    })
  })
}

/* Starts a server and waits until it answers. `args` go after the fixed ones; `data` is kept when given by the caller. */
export async function startServer({ data, args = [], env = {}, patience = 60_000 } = {}) {
  const folder = data ?? mkdtempSync(join(tmpdir(), 'thao-e2e-'))
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const logPath = join(folder, 'server.log')
  const log = openSync(logPath, 'a')
  const child = spawn(binary(), ['serve', '--data', folder, '--listen', `127.0.0.1:${port}`, ...args], {
    stdio: ['ignore', log, log],
    env: {
      ...process.env,
      ASAN_OPTIONS: 'detect_leaks=1:abort_on_error=0:exitcode=99',
      UBSAN_OPTIONS: 'print_stacktrace=1:halt_on_error=1:exitcode=99',
      ...env,
    },
  })
  closeSync(log)
  let ended = null
  child.on('exit', (code, signal) => (ended = { code, signal }))
  const logText = () => readFileSync(logPath, 'utf8')

  const server = {
    base, port, data: folder, child, logText,
    /* Asks the server to end and judges how it did. */
    async stop() {
      if (!ended) {
        child.kill('SIGTERM')
        for (let waited = 0; !ended && waited < 10_000; waited += 50) await sleep(50)
      }
      const late = !ended
      if (late) child.kill('SIGKILL')
      const text = logText()
      const complaint = text.match(/(ERROR: \w+Sanitizer|runtime error:|WARNING: ThreadSanitizer)[^\n]*/)
      if (!data) rmSync(folder, { recursive: true, force: true })
      if (complaint) throw new Error(`sanitizer: ${text.slice(complaint.index, complaint.index + 4000)}`)
      if (late) throw new Error(`the server did not end within 10 s\n${text.slice(-2000)}`)
      if (ended.code !== 0) throw new Error(`the server ended with ${ended.code ?? ended.signal}\n${text.slice(-4000)}`)
    },
    kill() {
      child.kill('SIGKILL')
    },
  }

  for (const started = Date.now(); Date.now() - started < patience; await sleep(50)) {
    if (ended) throw new Error(`the server ended at start with ${ended.code ?? ended.signal}\n${logText().slice(-4000)}`)
    try {
      const answer = await fetch(`${base}/api/info`)
      /* it says how to get in just after it begins to answer */
      if (answer.ok && logText().includes('class code')) return server
    } catch {
      /* not listening yet */
    }
  }
  child.kill('SIGKILL')
  throw new Error(`no answer from /api/info within ${patience} ms\n${logText().slice(-4000)}`)
}
