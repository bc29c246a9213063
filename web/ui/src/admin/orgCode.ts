/* The next free training code below a parent: H37.T01 → H37.T01.T12 when T11 is taken. */
export function nextCode(parent: string, taken: string[]): string {
  const used = taken.filter((one) => one.startsWith(`${parent}.T`)).map((one) => Number(/^\d+/.exec(one.slice(parent.length + 2))?.[0] ?? 0))
  const next = Math.max(parent.includes('.') ? 10 : 0, ...used) + 1
  return `${parent}.T${String(next).padStart(2, '0')}`
}
