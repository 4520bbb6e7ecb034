import { diffLines } from 'diff'

/** A line of two texts side by side; the side that lacks it has none. */
export interface Row {
  left?: string
  right?: string
  same: boolean
}

function split(block: string): string[] {
  return block.replace(/\n$/, '').split('\n')
}

/** Two texts side by side: what was taken out stands beside what was put there. */
export function sideBySide(before: string, after: string): Row[] {
  const rows: Row[] = []
  let removed: string[] = []
  const flush = (added: string[]): void => {
    for (let n = 0; n < Math.max(removed.length, added.length); n++)
      rows.push({ left: removed[n], right: added[n], same: false })
    removed = []
  }
  for (const part of diffLines(before, after)) {
    if (part.removed) removed.push(...split(part.value))
    else if (part.added) flush(split(part.value))
    else {
      flush([])
      for (const line of split(part.value)) rows.push({ left: line, right: line, same: true })
    }
  }
  flush([])
  return rows
}
