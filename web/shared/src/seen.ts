/** Tells how far was read, as long as somebody can see the page. */
export interface Seen {
  /** What came while the page is hidden is told when somebody looks at it again. */
  upTo: (seq: number) => void
  stop: () => void
}

/** Being on a screen is not being read: a page in the background, or behind a lock, shows nobody anything. */
export function whenSeen(tell: (seq: number) => void): Seen {
  let untold: number | undefined
  function look(): void {
    if (untold === undefined || document.hidden) return
    const seq = untold
    untold = undefined
    tell(seq)
  }
  document.addEventListener('visibilitychange', look)
  return {
    upTo(seq) {
      untold = seq
      look()
    },
    stop: () => document.removeEventListener('visibilitychange', look),
  }
}
