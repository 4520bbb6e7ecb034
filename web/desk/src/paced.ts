/** Something done over and over, as often as is sensible. */
export interface Paced {
  /** Has it done soon; however often this is called, it is neither done more often nor put off. */
  soon: () => void
  stop: () => void
}

const AFTER_MS = 60
const EVERY_MS = 1_000

/** What is asked for while events of the whole house come in: done at most once a second, and after the last of them. */
export function paced(act: () => void): Paced {
  let doneAt = 0
  let waiting: ReturnType<typeof setTimeout> | undefined
  return {
    soon() {
      waiting ??= setTimeout(
        () => {
          waiting = undefined
          doneAt = Date.now()
          act()
        },
        Math.max(AFTER_MS, doneAt + EVERY_MS - Date.now()),
      )
    },
    stop: () => clearTimeout(waiting),
  }
}
