/* Every refusal of the server, as one error type. A lost connection has status 0. */

export interface FieldProblem { field: string; key: string; detail: string }
export interface ProblemBody {
  type?: string
  title?: string
  status?: number
  code?: string
  key?: string
  detail?: string
  field?: string | null
  fields?: FieldProblem[]
  operation?: string
}

export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly key: string
  readonly detail: string
  readonly fields: FieldProblem[]
  readonly operation: string | null

  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? body.title ?? `HTTP ${status}`)
    this.name = 'Problem'
    this.status = status
    this.code = body.code ?? ''
    this.key = body.key ?? ''
    this.detail = body.detail ?? body.title ?? ''
    this.operation = body.operation ?? null
    const own = body.field ? [{ field: body.field, key: body.key ?? '', detail: body.detail ?? '' }] : []
    this.fields = body.fields?.length ? body.fields : own
  }

  /* No answer at all, or one from a gateway whose server is not there. */
  get offline(): boolean { return this.status === 0 || (this.status >= 502 && this.status <= 504 && !this.key) }
  get signedOut(): boolean { return this.status === 401 }
  get conflict(): boolean { return this.status === 409 || this.status === 412 }
  get rewound(): boolean { return this.conflict && this.key === 'world.rewound' }
  get missing(): boolean { return this.status === 404 }
}

export function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem(-1, { detail: error instanceof Error ? error.message : String(error) })
}
