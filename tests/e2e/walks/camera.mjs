/* The kiosk's camera: a slip is held before it and the dossier is found; the camera is off as soon as it is not needed, however the
 * person leaves; where there is none, or none may be used, the screen says what else can be done. */
import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { look } from '../office.mjs'
import { practise } from '../hurry.mjs'
import { film } from '../y4m.mjs'

export const about = 'kiosk: a QR code read by the camera, the camera off afterwards, by every way out'
export const gate = []
export const widths = [1440, 390, 1080]

/* Every stream the page ever got, so that what became of it can be asked. */
function watchCameras() {
  globalThis.cameras = []
  const ask = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices)
  if (ask) navigator.mediaDevices.getUserMedia = async (what) => {
    const stream = await ask(what)
    globalThis.cameras.push(stream)
    return stream
  }
}

const tracks = async (person) => await person.page.evaluate(() => globalThis.cameras.flatMap((one) => one.getTracks().map((track) => `${track.kind} ${track.readyState}`)))

async function toLookUp(kiosk, attempt) {
  await kiosk.go(`/bai/${attempt}/ki-ot`)
  await kiosk.at('kiosk-lookup').click()
  await kiosk.at('code-camera').waitFor()
}

/* The QR code as it stands on the slip, in shades of grey. */
async function slipOf(kiosk, code) {
  await kiosk.at('code-input').fill(code)
  await kiosk.at('code-input').press('Enter')
  await kiosk.at('slip-qr').waitFor()
  await kiosk.at('slip-qr').scrollIntoViewIfNeeded()
  const picture = await kiosk.at('slip-qr').screenshot({ caret: 'initial', animations: 'allow' })
  const { luma, side } = await kiosk.page.evaluate(async (base64) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))], { type: 'image/png' }))
    const side = Math.min(bitmap.width, bitmap.height)
    const context = Object.assign(document.createElement('canvas'), { width: side, height: side }).getContext('2d')
    context.drawImage(bitmap, 0, 0)
    const { data } = context.getImageData(0, 0, side, side)
    return { side, luma: Array.from({ length: side * side }, (_, n) => data[n * 4]) }
  }, picture.toString('base64'))
  return { luma: Uint8Array.from(luma), side }
}

async function switchOn(kiosk) {
  await kiosk.at('code-camera').click()
  await kiosk.at('code-camera-stop').waitFor()
  await kiosk.page.waitForFunction(() => document.querySelector('[data-test="code-form"] video').readyState >= 2)
  assert.deepEqual((await tracks(kiosk)).slice(-1), ['video live'], 'one picture, no sound')
}

async function off(kiosk, where) {
  await kiosk.page.waitForFunction(() => globalThis.cameras.every((one) => one.getTracks().every((track) => track.readyState === 'ended')))
  assert.equal(await kiosk.page.locator('[data-test="code-form"] video:visible').count(), 0, `${where}: no picture is left`)
}

export default async function walkCamera(walk, server) {
  const file = join(server.data, 'camera.y4m')
  const kiosk = await walk.person('ki-ốt', { camera: file })
  await kiosk.context.addInitScript(watchCameras)
  const office = await practise(kiosk, server, 'Bế Thị Ống Kính')
  const id = await office.file('dn', '1.014390')
  await office.act('mc', id, 'accept')
  const { code } = await office.dossier(id)

  await toLookUp(kiosk, office.attempt)
  const slip = await slipOf(kiosk, code)
  assert.deepEqual(await tracks(kiosk), [], 'no camera was asked for yet')

  /* Held before the camera: found. */
  film(file, slip)
  await toLookUp(kiosk, office.attempt)
  await switchOn(kiosk)
  await kiosk.at('looked-up').waitFor()
  assert((await kiosk.at('looked-up').innerText()).includes(code))
  await off(kiosk, 'after the code was read')
  await kiosk.at('code-camera').waitFor() /* and can be used again */
  await look(kiosk, 'found')

  /* Nothing before it: it goes on looking until it is switched off, left, or the session ends. */
  film(file)
  await toLookUp(kiosk, office.attempt)
  await switchOn(kiosk)
  await look(kiosk, 'looking')
  await kiosk.at('code-camera-stop').click()
  await off(kiosk, 'switched off')
  await switchOn(kiosk)
  await kiosk.at('kiosk-home').click()
  await kiosk.at('kiosk-welcome').waitFor()
  await off(kiosk, 'left for the first screen')
  await kiosk.at('kiosk-lookup').click()
  await switchOn(kiosk)
  await kiosk.at('kiosk-end').click()
  await kiosk.page.waitForFunction(() => globalThis.cameras.length === 0) /* a page of its own, which never had one */
  await kiosk.at('kiosk-welcome').waitFor()

  /* Not allowed: said, with what else can be done. */
  rmSync(file)
  await kiosk.context.clearPermissions()
  await toLookUp(kiosk, office.attempt)
  await kiosk.at('code-camera').click()
  const refusal = kiosk.page.locator('[data-test="code-form"] [role="alert"]')
  await refusal.waitFor()
  assert.match(await refusal.innerText(), /cho phép.*nhập mã/)
  await kiosk.at('code-camera').waitFor()
  await look(kiosk, 'not-allowed')
}
