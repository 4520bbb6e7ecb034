import type { Line } from './api/types'

/** A line as the screen has it: one that is still on its way has no number yet. */
export interface ShownLine {
  key: string
  line: Line
  sending: boolean
  failed: boolean
}

/**
 * Puts lines read from the server together with those on screen: each number once, in order, and a line that was on its
 * way gives place to the one that arrived.
 */
export function merged(shown: ShownLine[], read: Line[]): ShownLine[] {
  const arrived = new Map(shown.filter((s) => s.line.seq > 0).map((s) => [s.line.seq, s]))
  for (const line of read) {
    arrived.set(line.seq, { key: String(line.seq), line, sending: false, failed: false })
  }
  const clientIds = new Set([...arrived.values()].map((s) => s.line.clientId).filter(Boolean))
  const waiting = shown.filter((s) => s.line.seq === 0 && !clientIds.has(s.line.clientId))
  return [...[...arrived.values()].sort((a, b) => a.line.seq - b.line.seq), ...waiting]
}

/** The highest number on screen: what to read on from. */
export function lastSeq(shown: ShownLine[]): number {
  return shown.reduce((highest, s) => Math.max(highest, s.line.seq), 0)
}

/** A line just written, before the server has it. */
export function draft(clientId: string, text: string): ShownLine {
  return {
    key: clientId,
    sending: true,
    failed: false,
    line: {
      id: clientId,
      seq: 0,
      at: new Date().toISOString(),
      author: 'CUSTOMER',
      text,
      attachments: [],
      state: 'SENT',
      internal: false,
      clientId,
    },
  }
}
