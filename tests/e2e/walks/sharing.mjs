/* One dossier, several people: a co-handler and a follower, an opinion of the co-handler, the opinion of another agency by a numbered
 * letter, another specialist in the middle of the work. */
import assert from 'node:assert/strict'
import { act, look, tab } from '../office.mjs'
import { practise } from '../hurry.mjs'

export const about = 'co-handlers, followers, the opinion of another agency, reassigning: the tab, the dialogs, the history'
export const gate = []

async function participants(person, office, id) {
  await office.open('cv', id, 'sharing')
  await look(person, 'sharing-none')
  await act(person, 'add-participant', { colleague: 'cv2', participation: 'co_handler', note: 'Nhờ xem phần tiêu chuẩn', look: 'add-participant' })
  await act(person, 'add-participant', { colleague: 'ld', participation: 'follower' })
  await tab(person, 'sharing')
  await person.at('participant-cv2').waitFor()
  await person.at('participant-ld').waitFor()
  await office.open('cv2', id)
  await act(person, 'contribute', { contribution: 'Phần tiêu chuẩn đáp ứng, nhất trí với hướng xử lý', look: 'contribute' })
  await tab(person, 'sharing')
  await person.at('contributions').waitFor()
  await look(person, 'contributed')
}

async function opinion(person, office, id) {
  await office.open('cv', id)
  await act(person, 'request-opinion', { agency: 'H37.T03', question: 'Đề nghị cho ý kiến về điều kiện an toàn của cơ sở sản xuất', look: 'request-opinion' })
  await tab(person, 'sharing')
  await look(person, 'opinion-asked')
  await office.open('ph', id)
  assert.match(await person.at('opinion-owed').innerText(), /điều kiện an toàn/, 'who is asked reads the question')
  await look(person, 'asked-agency')
  await act(person, 'give-opinion', { agrees: 'no', answer: 'Cơ sở chưa có phương án phòng cháy được phê duyệt', look: 'give-opinion' })
  await office.open('cv', id, 'sharing')
  assert.match(await person.at('sharing').innerText(), /Không nhất trí/)
  await look(person, 'opinion-given')
}

async function reassign(person, office, id) {
  await office.open('tp', id)
  await act(person, 'remove-participant', { participant: 'cv2' })
  await act(person, 'reassign', { account: 'cv2', reason: 'Chuyên viên thụ lý đi học dài hạn', look: 'reassign' })
  await office.open('cv2', id, 'history')
  await person.at('act-appraise').waitFor()
  assert.match(await person.at('history').innerText(), /đi học dài hạn/)
  await look(person, 'history')
}

export default async function sharing(walk, server) {
  const person = await walk.person('office')
  const office = await practise(person, server, 'Hoàng Thị Phối')
  const id = await office.file('dn', '1.014445')
  await office.to(id, 3)
  await participants(person, office, id)
  await opinion(person, office, id)
  await reassign(person, office, id)
}
