/* y4m: a film for the browser's fake camera: raw 4:2:0 frames behind one line of text. The browser plays it again and again.
 *
 * `paper(luma, side)` lays a square picture in the middle of a frame, as somebody holds a slip before a camera: white paper on a grey
 * desk, without which no reader of QR codes has an edge to find. */
import { writeFileSync } from 'node:fs'

const WIDTH = 640
const HEIGHT = 480
const DESK = 96
const RATE = 10 /* frames a second */

const empty = () => new Uint8Array(WIDTH * HEIGHT).fill(DESK)

function paper(luma, side) {
  const frame = empty()
  const [left, top] = [(WIDTH - side) >> 1, (HEIGHT - side) >> 1]
  for (let y = 0; y < side; y++) frame.set(luma.subarray(y * side, (y + 1) * side), (top + y) * WIDTH + left)
  return frame
}

/* Two seconds of the empty desk, then, when there is one, two of the picture. */
export function film(path, picture = null) {
  const frames = [empty(), ...(picture ? [paper(picture.luma, picture.side)] : [])]
  const colour = new Uint8Array(WIDTH * HEIGHT / 2).fill(128)
  const parts = [Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${RATE}:1 Ip A1:1 C420jpeg\n`)]
  for (const frame of frames) for (let n = 0; n < 2 * RATE; n++) parts.push(Buffer.from('FRAME\n'), frame, colour)
  writeFileSync(path, Buffer.concat(parts))
}
