/* The jumps of the clock that are offered by name, in the words of the API. */
export const JUMPS = ['+1 workhours', '+4 workhours', '+1 workdays', '+2 workdays', '+5 workdays'] as const
export const jumpKey = (jump: string): string => jump.slice(1).replace(' ', '_')
