/**
 * Live events. The browser's EventSource comes back by itself with the id of the last event it had; what happens in
 * between is sent then. Where it gives up, because a busy server refused it, we come back for it, less often each time.
 * Each kind calls its listeners with the event's data.
 */
export type Listener = (data: Record<string, unknown>) => void

/** What EventSource calls its state once it has given up. */
const CLOSED = 2
const SHORTEST = 1_000
const LONGEST = 30_000

export class Live {
  private source: EventSource | undefined
  private again: ReturnType<typeof setTimeout> | undefined
  private refused = 0
  private lastId = ''
  private readonly listeners = new Map<string, Set<Listener>>()

  constructor(
    private readonly path: string,
    private readonly kinds: string[],
  ) {}

  open(): void {
    if (this.source) return
    addEventListener('pagehide', this.rest)
    addEventListener('pageshow', this.wake)
    this.connect()
  }

  close(): void {
    removeEventListener('pagehide', this.rest)
    removeEventListener('pageshow', this.wake)
    this.rest()
    this.lastId = ''
  }

  /** A page put by for the back button would keep its connection, of which a browser has six for one server. */
  private readonly rest = (): void => {
    clearTimeout(this.again)
    this.source?.close()
    this.source = undefined
  }

  private readonly wake = (event: PageTransitionEvent): void => {
    if (event.persisted && !this.source) this.connect()
  }

  private connect(): void {
    clearTimeout(this.again)
    this.source = new EventSource(
      this.lastId ? `${this.path}?lastEventId=${encodeURIComponent(this.lastId)}` : this.path,
    )
    for (const kind of this.kinds) {
      this.source.addEventListener(kind, (event) => {
        this.lastId = event.lastEventId || this.lastId
        this.tell(kind, event.data as string)
      })
    }
    this.source.addEventListener('open', () => {
      this.refused = 0
      this.tell('open', '{}')
    })
    this.source.addEventListener('error', () => this.comeBack())
  }

  private comeBack(): void {
    if (this.source?.readyState !== CLOSED) return
    this.source = undefined
    const wait = Math.min(LONGEST, SHORTEST * 2 ** this.refused) * (0.5 + Math.random())
    this.refused += 1
    this.again = setTimeout(() => this.connect(), wait)
  }

  on(kind: string, listener: Listener): () => void {
    const all = this.listeners.get(kind) ?? new Set()
    all.add(listener)
    this.listeners.set(kind, all)
    return () => all.delete(listener)
  }

  private tell(kind: string, data: string): void {
    const parsed = JSON.parse(data) as Record<string, unknown>
    this.listeners.get(kind)?.forEach((listener) => listener(parsed))
  }
}
