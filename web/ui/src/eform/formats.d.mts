export type FormatTable = Record<string, (text: string) => boolean>
export function formats(table: FormatTable): FormatTable
