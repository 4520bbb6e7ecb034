import type { Text } from './types'

/** What was written and not saved yet, by version, while the desk is open: looking elsewhere loses nothing. */
export const unsaved = new Map<string, { revision: number; text: Text; note: string }>()
