/* editor: what the system administrator does at the procedures' desk, and the same person's calls of the API. */
import { closeToasts, takeSeat } from './office.mjs'

/* One call of the API in the page's own session; screens of their own walk through filing. */
export async function call(person, method, path, body, ifMatch) {
  return await person.page.evaluate(async ([m, p, b, tag]) => {
    const { csrf } = await (await fetch('/api/session')).json()
    const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf, ...(tag ? { 'If-Match': `"${tag}"`, 'Idempotency-Key': crypto.randomUUID() } : {}) }
    const answer = await fetch(p, { method: m, headers, body: b ? JSON.stringify(b) : undefined })
    return { status: answer.status, body: answer.status === 204 ? null : await answer.json() }
  }, [method, path, body, ifMatch])
}

export async function world(person) {
  const attempt = new URL(person.page.url()).pathname.split('/')[2]
  const { body } = await call(person, 'GET', `/api/attempts/${attempt}`)
  return { path: `/api/worlds/${body.world}`, tag: `${body.generation}.${body.act}` }
}

export async function openEditor(admin, code) {
  await takeSeat(admin, 'qtht')
  await closeToasts(admin)
  await admin.at('nav-procedures').click()
  await admin.at(`edit-${code}`).click()
  await admin.at('procedure-editor').waitFor()
}

/* Does something that is saved at once, and waits until it is. */
export async function edit(admin, job) {
  const before = Number(await admin.at('draft-bar').getAttribute('data-revision'))
  await job()
  await admin.page.waitForFunction((n) => {
    const bar = document.querySelector('[data-test="draft-bar"]')
    return Number(bar?.dataset.revision) > n && bar.dataset.saving === 'false'
  }, before)
}
export const type = (admin, test, text) => edit(admin, async () => {
  await admin.at(test).fill(text)
  await admin.at(test).blur()
})

/* Taking an edit back lowers the revision. */
export async function takeBack(admin, job) {
  const before = await admin.at('draft-bar').getAttribute('data-revision')
  await job()
  await admin.page.waitForFunction((n) => document.querySelector('[data-test="draft-bar"]')?.dataset.revision !== n, before)
}
