/* QR codes on receipts: read from a picture, drawn for a slip. What a code holds is a dossier's code and nothing else. */

/* As the server reads it (core/dossier/code.c): blanks around it go, small letters become capitals; anything else is no code. */
const CODE = /^[A-Z]\d{2}(\.T?\d{2,3}){0,2}-\d{6}-06\d{4,}$/
export function codeOf(text: string): string | null {
  const plain = text.trim().toUpperCase()
  return plain.length <= 60 && CODE.test(plain) ? plain : null
}

const EDGE_MAX = 1600 /* px: a photo of a phone is made smaller, a code stays readable */

export async function readPicture(picture: ImageBitmapSource): Promise<string | null> {
  const { default: decode } = await import('qr/decode.js')
  const bitmap = await createImageBitmap(picture)
  const scale = Math.min(1, EDGE_MAX / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  const context = canvas.getContext('2d', { willReadFrequently: true })!
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height)
  try {
    return decode({ data, width, height }, { timeLimit: 1500 })
  } catch { return null } /* the library throws where it finds no code */
}

/* The dark cells of a code, row by row. */
export async function cellsOf(text: string): Promise<boolean[][]> {
  const { default: encode } = await import('qr')
  return encode(text, 'raw', { ecc: 'medium', border: 2 })
}
