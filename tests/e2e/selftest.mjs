/* selftest: the harness against a page with planted faults. Each fault must be seen, and a clean page must pass. */
import { createServer } from 'node:http'
import { openBrowser, Walk } from './harness.mjs'

const PAGE = (body, head = '') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Planted</title><link rel="icon" href="data:,">${head}</head>
<body><main><h1>Planted</h1>${body}</main></body></html>`
const PAGES = {
  '/clean': PAGE('<p>Nothing wrong. <span lang="vi">Hồ sơ</span></p>'),
  '/console': PAGE('<script src="/console.js"></script>'),
  '/uncaught': PAGE('<script src="/uncaught.js"></script>'),
  '/policy': PAGE('<p id="p" style="color: red">inline style</p>'),
  '/missing': PAGE('<img alt="missing" src="/nothing.png">'),
  '/outside': PAGE('<script src="/outside.js"></script>'),
  '/axe': PAGE('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="><button></button>'),
  '/wide': PAGE('<table><tbody><tr><td><pre>' + 'x'.repeat(400) + '</pre></td></tr></tbody></table>'),
  '/keys': PAGE('<p>dossier.wrong_state</p>'),
  '/glued': PAGE('<p><span>Giấy ủy quyền</span><b>05/2026</b></p>').replace('lang="en"', 'lang="vi"'),
  '/apart': PAGE('<p><span>Authorisation</span> <b>05/2026</b></p>'),
  '/viet': PAGE('<p>Hồ sơ</p>'),
  '/data': PAGE('<p id="data"></p><script src="/data.js"></script>'),
  '/answer': PAGE('<p id="data"></p><script src="/answer.js"></script>'),
}
const SCRIPTS = {
  '/console.js': 'console.error("planted")',
  '/uncaught.js': 'throw new Error("planted")',
  '/outside.js': 'fetch("http://127.0.0.1:9/x").catch(() => {})',
}
const show = (path) => `fetch("${path}", { headers: { "accept-language": "en" } }).then((r) => r.json()).then((a) => {
  document.getElementById("data").textContent = "of " + (a.owner ?? a.state_name) })`
SCRIPTS['/data.js'] = show('/api/data')
SCRIPTS['/answer.js'] = show('/api/answer')
const ANSWERS = { '/api/data': { owner: 'Công ty Sao Khuê' }, '/api/answer': { state_name: 'Mới đăng ký' } }
const server = createServer((request, response) => {
  const policy = {
    'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' http://127.0.0.1:9",
  }
  if (PAGES[request.url]) response.writeHead(200, { 'content-type': 'text/html', ...policy }).end(PAGES[request.url])
  else if (SCRIPTS[request.url]) response.writeHead(200, { 'content-type': 'text/javascript' }).end(SCRIPTS[request.url])
  else if (ANSWERS[request.url]) response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(ANSWERS[request.url]))
  else response.writeHead(404).end()
})
await new Promise((done) => server.listen(0, '127.0.0.1', done))
const base = `http://127.0.0.1:${server.address().port}`

const LOOKS = {
  clean: null, console: /console error: planted/, uncaught: /uncaught: Error: planted/, policy: /policy report: style-src-attr/,
  missing: /nothing\.png answered 404/, outside: /a request left the server/, axe: /critical (button-name|image-alt)/,
  wide: /px wider than the window/, keys: /dossier\.wrong_state/, glued: /without a space between: Giấy ủy quyền\|05\/2026/, apart: null, viet: /Vietnamese on the English screen/, data: null, answer: /state_name is not in English/,
}
const browser = await openBrowser()
let wrong = 0
for (const [page, look] of Object.entries(LOOKS)) {
  const walk = new Walk({ name: 'selftest', base, browser, width: 390 })
  const person = await walk.person('nobody', { lang: 'en' })
  person.english = true
  await person.go(`/${page}`)
  await person.page.waitForTimeout(150)
  await person.axe(page)
  await person.fits(page)
  await person.noKeys(page)
  await person.noGluedWords(page)
  await person.onlyEnglish(page)
  await person.shot(page)
  await walk.close()
  const seen = look ? walk.problems.some((p) => look.test(p)) : walk.problems.length === 0
  if (!seen) wrong += 1
  console.log(`${seen ? 'ok  ' : 'FAIL'}  ${page}: ${walk.problems.map((p) => p.split('\n')[0].slice(0, 110)).join(' | ') || 'nothing seen'}`)
}
await browser.close()
server.close()
console.log(`${Object.keys(LOOKS).length - wrong} passed, ${wrong} failed`)
process.exit(wrong ? 1 : 0)
