/* The first screen: three ways in, both languages, refusals that say what to do. */
import assert from 'node:assert/strict'
import { language, look } from '../office.mjs'

export const about = 'front page in both languages, refusals, an address that does not exist'
export const gate = [1440]

export default async function front(walk) {
  const guest = await walk.person('guest')
  await guest.go('/')
  await guest.at('join-submit').waitFor()
  assert.equal(await guest.page.locator('html').getAttribute('lang'), 'vi')
  await guest.at('training-banner').waitFor()
  await look(guest, 'front-vi')

  await guest.at('join-submit').click() /* nothing filled in: said at the fields, nothing is sent */
  await guest.page.locator('[role="alert"]').first().waitFor()
  await look(guest, 'front-empty')

  walk.expects(404, /^\/api\/join$/)
  walk.expects(422, /^\/api\/join$/)
  walk.expects(400, /^\/api\/join$/)
  await guest.at('join-code').fill('ZZZZZZ')
  await guest.at('join-name').fill('Nguyễn Thị Thử')
  await guest.at('join-submit').click()
  await guest.page.locator('[data-test="join-refusal"], .error[role="alert"]').first().waitFor()
  await look(guest, 'front-wrong-code')

  walk.expects(401, /^\/api\/session$/)
  await guest.at('trainer-username').fill('giangvien')
  await guest.at('trainer-password').fill('không phải mật khẩu')
  await guest.at('trainer-submit').click()
  await guest.at('trainer-refusal').waitFor()

  await guest.go('/')
  await language(guest, 'en')
  await look(guest, 'front-en')
  await guest.page.reload()
  await guest.at('join-submit').waitFor()
  assert.equal(await guest.page.locator('html').getAttribute('lang'), 'en', 'the language is remembered')

  await guest.go('/khong-co-trang-nay')
  await guest.at('not-found').waitFor()
  await look(guest, 'not-found')
}
