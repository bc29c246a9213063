/* hurry: what a walk is not about goes over the API, as the same person with the same rights: filing, whole steps, the clock. Whoever
 * hurried opens the page anew, as somebody who comes back to the desk. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { demo, join } from './office.mjs'

const SEATS = { 'one-stop-officer': 'mc', 'division-head': 'tp', specialist: 'cv', director: 'ld', clerk: 'vt', committee: 'ub', applicant: 'dn', 'fee-clerk': 'kt' }
const done = [['complete-step', { note: 'Đã họp, có biên bản kèm theo' }]]
const WORK = {
  intake: [['accept', { confirm_missing: true }], ['hand-over', {}]],
  assign: [['assign', { account: 'cv' }]],
  appraise: [['appraise', { eligible: true, opinion: 'Hồ sơ đủ điều kiện theo quy định' }], ['draft', { kind: 'grant', summary: 'Dự thảo Tờ trình và kết quả' }], ['submit', {}]],
  review: [['initial', {}]],
  sign: [['approve', {}]],
  issue: [['number', {}], ['issue', {}]],
  council: done, opinion: done, inspect: done,
  applicant: [['explain', { text: 'Đã giải trình, hoàn thiện hồ sơ' }]],
  decide: [['decide', { outcome: 'granted' }]],
}

/* Joins the demo class and starts free practice (or another exercise); answers the helper. */
export async function practise(person, server, name, exercise = 'thuc-hanh-tu-do') {
  await person.go('/')
  await join(person, demo(server).code, name)
  await person.at('return-code-go').click()
  await person.at(`exercise-${exercise}`).locator('[data-test="exercise-start"]').click()
  await person.at('queue').or(person.at('queue-empty')).first().waitFor()
  return await hurry(person)
}

export async function hurry(person) {
  const base = person.walk.base
  const attempt = person.page.url().match(/\/bai\/([^/?]+)/)[1]
  const web = person.context.request

  async function call(method, path, body, headers = {}) {
    const { csrf } = await (await web.get(`${base}/api/session`)).json()
    const answer = await web.fetch(base + path, { method, data: body, headers: { 'X-CSRF-Token': csrf, 'Accept-Language': 'vi', ...headers } })
    assert(answer.ok(), `${method} ${path} ${JSON.stringify(body)}: ${answer.status()} ${await answer.text()}`)
    return answer
  }
  const json = async (...what) => await (await call(...what)).json()
  const state = async () => await json('GET', `/api/attempts/${attempt}`)
  const { world } = await state()
  const at = `/api/worlds/${world}`
  let sitting = null

  /* No page looks on while the seat changes behind its back. */
  async function sit(seat) {
    if (person.page.url() !== 'about:blank') await person.page.goto('about:blank')
    if (seat !== sitting) await call('PUT', `${at}/seat`, { seat })
    sitting = seat
  }
  async function guarded(path, body, tag) {
    return await json('POST', path, body, { 'If-Match': `"${tag}"`, 'Idempotency-Key': randomUUID() })
  }
  async function dossier(id) {
    const answer = await call('GET', `${at}/dossiers/${id}`)
    return { ...(await answer.json()), tag: answer.headers().etag.replace(/^W\//, '').replace(/"/g, '') }
  }
  async function act(seat, id, slug, body = {}) {
    await sit(seat)
    return await guarded(`${at}/dossiers/${id}/${slug}`, body, (await dossier(id)).tag)
  }

  return {
    attempt, dossier, act,
    payments: async (id) => await json('GET', `${at}/dossiers/${id}/payments`),
    /* Files with the components named, or with all of them; answers the number of the dossier. */
    async file(seat, procedure, more = {}) {
      await sit(seat)
      const { components } = await json('GET', `${at}/filing/procedure?code=${procedure}`)
      const { eforms: forms } = await json('GET', `${at}/eforms/procedure?code=${procedure}`)
      const form = Object.fromEntries(forms.map((one) => [one.code, one.schema.examples[0]])) /* who files by screen has declared */
      const now = await state()
      const declared = forms.length && seat !== 'mc' ? { form } : {}
      const body = { procedure, agency: 'H37.T01', channel: 'online', components: components.map((one) => one.code), ...declared, ...more }
      return (await guarded(`${at}/dossiers`, body, `${now.generation}.${now.act}`)).dossier.id
    },
    /* Everything that the steps before step `no` ask for, each by who has it. */
    async to(id, no) {
      for (let one = await dossier(id); one.step.no < no; one = await dossier(id)) {
        const here = one.steps.length ? one.steps.find((s) => s.no === one.step.no).kind : 'intake'
        for (const [slug, body] of WORK[here]) await act(SEATS[one.step.role], id, slug, slug === 'assign' ? body : { ...body })
      }
    },
    /* Moves the clock to the instant of the office ("2026-12-14T09:20"). */
    async clock(to) {
      const now = await state()
      await json('POST', `${at}/clock`, { jump: to }, { 'If-Match': `"${now.generation}.${now.act}"`, 'Idempotency-Key': randomUUID() })
    },
    /* The dossier's page, opened anew in that seat. */
    async open(seat, id, tab = '') {
      await sit(seat)
      sitting = null /* the screen may change it */
      await person.go(`/bai/${attempt}/ho-so/${id}${tab ? `?tab=${tab}` : ''}`)
      await person.at('dossier-header').waitFor()
    },
    /* Another room of the office. */
    async room(seat, path) {
      await sit(seat)
      sitting = null
      await person.go(`/bai/${attempt}/${path}`)
    },
  }
}

export async function state(person, wanted) {
  await person.page.locator(`[data-test="dossier-state"][data-state="${wanted}"]`).waitFor()
}
