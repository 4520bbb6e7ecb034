/**
 * Live events. The browser's EventSource comes back by itself with the id of the last event it had; what happens in
 * between is sent then. Each kind calls its listeners with the event's data.
 */
export type Listener = (data: Record<string, unknown>) => void

export class Live {
  private source: EventSource | undefined
  private readonly listeners = new Map<string, Set<Listener>>()

  constructor(
    private readonly path: string,
    private readonly kinds: string[],
  ) {}

  open(): void {
    if (this.source) return
    this.source = new EventSource(this.path)
    for (const kind of this.kinds) {
      this.source.addEventListener(kind, (event) => this.tell(kind, event.data as string))
    }
    this.source.addEventListener('open', () => this.tell('open', '{}'))
  }

  close(): void {
    this.source?.close()
    this.source = undefined
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
