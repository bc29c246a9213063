/* The screens' own formats, in the validator that the tests use. */
import { format } from '@cfworker/json-schema'
import { formats } from '../../web/ui/src/eform/formats.mjs'

export function install() {
  Object.assign(format, formats({ ...format }))
}
