/* xlsx: a workbook of one sheet, as LibreOffice writes texts inside cells: a ZIP of stored parts, by hand. */
const TABLE = Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})
const crc = (bytes) => (bytes.reduce((c, b) => TABLE[(c ^ b) & 255] ^ (c >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0

function zip(parts) {
  const local = [], central = []
  let at = 0
  for (const [name, text] of Object.entries(parts)) {
    const file = Buffer.from(name), body = Buffer.from(text), sum = crc(body)
    const head = (signature, extra) => {
      const b = Buffer.alloc(26 + extra)
      b.writeUInt32LE(signature, 0)
      return b
    }
    const put = (b, from) => {
      b.writeUInt16LE(20, from); b.writeUInt16LE(0x800, from + 2); b.writeUInt16LE(0, from + 4); b.writeUInt32LE(0x21 << 16, from + 6)
      b.writeUInt32LE(sum, from + 10); b.writeUInt32LE(body.length, from + 14); b.writeUInt32LE(body.length, from + 18); b.writeUInt16LE(file.length, from + 22)
    }
    const one = head(0x04034b50, 4), two = head(0x02014b50, 20)
    put(one, 4)
    two.writeUInt16LE(20, 4)
    put(two, 6)
    two.writeUInt32LE(at, 42)
    local.push(one, file, body)
    central.push(two, file)
    at += one.length + file.length + body.length
  }
  const directory = Buffer.concat(central), end = Buffer.alloc(22), n = Object.keys(parts).length
  end.writeUInt32LE(0x06054b50, 0); end.writeUInt16LE(n, 8); end.writeUInt16LE(n, 10); end.writeUInt32LE(directory.length, 12); end.writeUInt32LE(at, 16)
  return Buffer.concat([...local, directory, end])
}

const safe = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
const cell = (value) => (typeof value === 'number' ? `<c s="1"><v>${value}</v></c>` : value === null ? '<c/>' : `<c t="inlineStr"><is><t>${safe(value)}</t></is></c>`)

/* Rows of texts, empty cells (null) and days (numbers); `hidden`: rows and columns that are, 1 = the first. */
export function workbook(rows, name = 'Danh sách', hidden = { rows: [], columns: [] }) {
  const columns = hidden.columns.map((one) => `<col min="${one}" max="${one}" hidden="1"/>`).join('')
  const row = (cells, i) => `<row${hidden.rows.includes(i + 1) ? ' hidden="1"' : ''}>${cells.map(cell).join('')}</row>`
  const relation = (id, kind, target) => `<Relationship Id="${id}" Type="x/${kind}" Target="${target}"/>`
  return zip({
    '_rels/.rels': `<Relationships>${relation('r', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets><sheet name="${name}" sheetId="1" r:id="s"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relation('s', 'worksheet', 'worksheets/sheet1.xml')}${relation('f', 'styles', 'styles.xml')}</Relationships>`,
    'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    'xl/worksheets/sheet1.xml': `<worksheet>${columns && `<cols>${columns}</cols>`}<sheetData>${rows.map(row).join('')}</sheetData></worksheet>`,
  })
}
