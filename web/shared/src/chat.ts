import { get } from './api/client'
import type { Line, Page, Problem } from './api/types'

/** How many lines one call answers at most. */
const PAGE = 500
/** Until when an author can take a line back. */
const TAKE_BACK_MS = 120_000

/** A line as the screen has it: one that is still on its way has no number yet. */
export interface ShownLine {
  key: string
  line: Line
  sending: boolean
  failed: boolean
  /** Why it was not sent. */
  problem?: Problem
  /** A file that goes with it, and its id once it is stored. */
  file?: File
  stored?: string
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
  for (const { line } of [...arrived.values()]) {
    const taken = line.withdraws === undefined ? undefined : arrived.get(line.withdraws)
    if (taken && !taken.line.withdrawn) {
      const bare = { ...taken.line, text: '', attachments: [], withdrawn: true }
      arrived.set(bare.seq, { ...taken, line: bare })
    }
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

/** All lines after one, however many there are. */
export async function readLines(path: string, after: number): Promise<Line[]> {
  const all: Line[] = []
  for (let from = after; ; from = all.at(-1)?.seq ?? from) {
    const page = await get<Page<Line>>(`${path}?afterSeq=${from}`)
    all.push(...page.items)
    if (page.items.length < PAGE) return all
  }
}

/** Gives the lines of one side their ticks anew: kept, on the other's device, read there. */
export function ticked(
  shown: ShownLine[],
  author: Line['author'],
  got: number,
  read: number,
): ShownLine[] {
  return shown.map((s) => {
    if (s.line.author !== author || s.line.seq === 0) return s
    const state = s.line.seq <= read ? 'READ' : s.line.seq <= got ? 'DELIVERED' : 'SENT'
    return state === s.line.state ? s : { ...s, line: { ...s.line, state } }
  })
}

/** Whether its author can still take a line back. */
export function canTakeBack(line: Line, now: number): boolean {
  return !line.withdrawn && line.seq > 0 && now - Date.parse(line.at) < TAKE_BACK_MS
}

/** The picture in what is pasted, such as a screenshot; nothing when words are pasted. */
export function pastedPicture(event: ClipboardEvent): File | undefined {
  const data = event.clipboardData
  if (!data || data.getData('text/plain')) return undefined
  return [...data.files].find((file) => file.type.startsWith('image/'))
}
