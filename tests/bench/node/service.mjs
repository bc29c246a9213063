/*
 * What `thaotruong bench acts --node` measures itself against: a plain service on Node's own HTTP server and better-sqlite3 that
 * executes, for each request, the very statements one act executes, one process, one file per office. It has no sign-in, no
 * rights, no checks; it answers with the rows that were read after the commit.
 *
 *   node service.mjs FOLDER WORLDS second|commit
 *
 * FOLDER holds golden.db and script.json, as the bench writes them: {sql: [text], acts: [[[sql, {name: value}]]]}; sql -1 sets the
 * version. `second`: WAL with synchronous=NORMAL, and the logs written to are made durable once a second, as a world's are;
 * `commit`: synchronous=FULL. Prints its address and stops on SIGTERM.
 */
import { copyFileSync, fdatasync, openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import Database from 'better-sqlite3'

const [folder, worlds, durability] = process.argv.slice(2)
const { sql, acts } = JSON.parse(readFileSync(join(folder, 'script.json'), 'utf8'))
const COMMIT = sql.indexOf('COMMIT')

/* Numbers past 32 bits would be bound as reals. */
for (const act of acts) {
  for (const [, values] of act) {
    for (const name of Object.keys(values ?? {})) if (Number.isInteger(values[name])) values[name] = BigInt(values[name])
  }
}

function open(name) {
  const path = join(folder, `${durability}-${name}.db`)
  copyFileSync(join(folder, 'golden.db'), path)
  const db = new Database(path)
  db.pragma('journal_mode = WAL')
  db.pragma('locking_mode = EXCLUSIVE')
  db.pragma(`synchronous = ${durability === 'commit' ? 'FULL' : 'NORMAL'}`)
  db.pragma('foreign_keys = ON')
  db.prepare('SELECT count(*) FROM dossier').get()
  return { db, statements: [], log: openSync(`${path}-wal`, 'r'), dirty: false }
}

const offices = Array.from({ length: Number(worlds) }, (_, i) => open(i))

function perform(office, act) {
  const rows = []
  let committed = false
  office.dirty = true
  for (const [index, values] of acts[act - 1]) {
    if (index < 0) {
      office.db.pragma(`user_version = ${values.version}`)
      continue
    }
    const statement = (office.statements[index] ??= office.db.prepare(sql[index]))
    if (statement.reader) {
      const read = values ? statement.all(values) : statement.all()
      if (committed) rows.push(read)
    } else if (values) statement.run(values)
    else statement.run()
    committed ||= index === COMMIT
  }
  return { act, rows }
}

function send(response, status, value) {
  const body = Buffer.from(JSON.stringify(value))
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': body.length })
  response.end(body)
}

function answer(request, body, response) {
  const [, world, act] = /^\/api\/worlds\/(\d+)\/dossiers(?:\/(\d+)\/accept)?$/.exec(request.url) ?? []
  const office = offices[Number(world)]
  try {
    if (!office) send(response, 404, {})
    else if (request.method === 'POST') send(response, 200, { input: JSON.parse(body), ...perform(office, Number(act)) })
    else send(response, 200, office.db.prepare('SELECT count(*) AS dossiers FROM dossier').get())
  } catch (error) {
    if (office?.db.inTransaction) office.db.exec('ROLLBACK')
    send(response, 500, { error: String(error) })
  }
}

const server = createServer((request, response) => {
  const parts = []
  request.on('data', (part) => parts.push(part))
  request.on('end', () => answer(request, Buffer.concat(parts).toString('utf8'), response))
})

if (durability === 'second') {
  setInterval(() => {
    for (const office of offices.filter((one) => one.dirty)) {
      office.dirty = false
      fdatasync(office.log, () => undefined)
    }
  }, 1000)
}
process.on('SIGTERM', () => process.exit(0))
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
