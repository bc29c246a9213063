/*
 * The formats of an e-form, equal to core/catalogue/eform_format.c: where the validator's own are laxer they are replaced, and
 * the three Vietnamese ones are added. `table` is the validator's own table of formats.
 */
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/
const HOSTNAME = /^(?=.{1,253}$)[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*$/i

function ipv6(text) {
  if (/[^\da-f:.]/i.test(text)) return false
  const dotted = /^(.*:)([\d.]+)$/.exec(text)
  if (text.includes('.')) {
    if (!dotted || !IPV4.test(dotted[2])) return false
    text = `${dotted[1]}0:0`
  }
  const halves = text.split('::')
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  if (halves.length > 2 || groups.some((group) => !/^[\da-f]{1,4}$/i.test(group))) return false
  return halves.length === 2 ? groups.length <= 7 : groups.length === 8
}

function uri(text) {
  const part = (extra) => `(?:[a-z\\d\\-._~!$&'()*+,;=${extra}]|%[\\da-f]{2})*`
  const authority = `((?:${part(':')}@)?(?:\\[([^\\]]*)\\]|${part('')})(?::\\d*)?)(?=[/?#]|$)`
  const rest = `(${part(':@/')})(?:\\?${part(':@/?')})?(?:#${part(':@/?')})?`
  const found = new RegExp(`^[a-z][a-z\\d+.-]*:(?://${authority})?${rest}$`, 'i').exec(text)
  return found !== null && (found[2] === undefined || ipv6(found[2])) && (found[1] !== undefined || !found[3].startsWith('//'))
}

function email(text) {
  const found = /^("(?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\[\x20-\x7e])*"|[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*)@(.+)$/.exec(text)
  if (!found || found[1].length > 64) return false
  const literal = /^\[(?:IPv6:(.*)|(.*))\]$/.exec(found[2])
  if (!literal) return HOSTNAME.test(found[2])
  return literal[1] === undefined ? IPV4.test(literal[2]) : ipv6(literal[1])
}

function regex(text) {
  try {
    return Boolean(new RegExp(text, 'u'))
  } catch {
    return false
  }
}

export function formats(table) {
  const dateTime = table['date-time']
  return {
    'date-time': (text) => /^.{10}T/i.test(text) && dateTime(text),
    email, uri, ipv6, regex,
    ipv4: (text) => IPV4.test(text),
    hostname: (text) => HOSTNAME.test(text),
    'vn-personal-id': (text) => /^\d{12}$/.test(text),
    'vn-enterprise-code': (text) => /^\d{10}(?:-\d{3})?$/.test(text),
    'vn-phone': (text) => /^(?:0|\+84)(?:[35789]\d{8}|2\d{9})$/.test(text),
  }
}
