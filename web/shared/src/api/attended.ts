/** What a page asks by itself keeps no session alive: whether somebody touched it lately is told with every call. */
const LATELY = 60_000

let touchedAt = Date.now()

function touched(): void {
  touchedAt = Date.now()
}

for (const act of ['pointerdown', 'keydown', 'wheel'])
  addEventListener(act, touched, { capture: true, passive: true })

export function isUnattended(): boolean {
  return Date.now() - touchedAt > LATELY
}
