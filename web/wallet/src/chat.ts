import {
  type Conversation,
  draft,
  get,
  lastSeq,
  merged,
  once,
  post,
  type Problem,
  problemOf,
  put,
  readLines,
  type ShownLine,
  ticked,
  upload,
  whenSeen,
} from 'shared'
import { onMounted, onUnmounted, type Ref, ref } from 'vue'
import { guestLive, live, session } from './session'

/** What a conversation is opened with: what failed, which movement, which topic. */
export type Opening = Record<'kind' | 'id' | 'code' | 'trace' | 'topic', string | undefined>

interface Written {
  conversationId: string
}

export interface Chat {
  id: Ref<string | undefined>
  conversation: Ref<Conversation | undefined>
  lines: Ref<ShownLine[]>
  problem: Ref<Problem | undefined>
  typing: Ref<boolean>
  catchUp: () => Promise<void>
  /** Gives the words back where a new conversation could not be opened. */
  say: (words: string) => Promise<string>
  /** Sends a line, for the first time or again; one that was not sent stays and says why. */
  deliver: (line: ShownLine) => Promise<void>
  attach: (file: File) => Promise<void>
  takeBack: (line: ShownLine) => Promise<void>
  /** Whether an answer of the assistant helped. */
  helpful: (line: ShownLine, helpful: boolean) => Promise<void>
  rate: (score: number, comment: string) => Promise<void>
  tellTyping: () => void
}

/** One conversation, kept whole over lost connections; `grew` is called after lines were added. */
export function useChat(first: string | undefined, opening: Opening, grew: () => void): Chat {
  const id = ref(first)
  const conversation = ref<Conversation>()
  const lines = ref<ShownLine[]>([])
  const problem = ref<Problem>()
  const typing = ref(false)

  const seen = whenSeen((seq) => {
    void post(`/api/v1/conversations/${id.value}/read`, { seq }).catch(() => undefined)
  })

  async function catchUp(): Promise<void> {
    if (!id.value) return
    try {
      const asked = id.value
      const path = `/api/v1/conversations/${asked}`
      const [it, read] = await Promise.all([
        get<Conversation>(path),
        readLines(`${path}/messages`, lastSeq(lines.value)),
      ])
      if (asked !== id.value) return
      conversation.value = it
      const more = lastSeq(lines.value) < (read.at(-1)?.seq ?? 0)
      lines.value = ticked(merged(lines.value, read), 'CUSTOMER', it.otherGot, it.otherRead)
      problem.value = undefined
      if (more) {
        typing.value = false
        grew()
        seen.upTo(lastSeq(lines.value))
      }
    } catch (thrown) {
      problem.value = problemOf(thrown)
    }
  }

  async function say(words: string): Promise<string> {
    if (!id.value) return await open(words)
    await begin(draft(crypto.randomUUID(), words))
    return ''
  }

  async function begin(line: ShownLine): Promise<void> {
    lines.value = [...lines.value, line]
    grew()
    await deliver(line)
  }

  /** The same client id again is the same line: sending once more is safe. */
  async function deliver(line: ShownLine): Promise<void> {
    change(line.key, { sending: true, failed: false })
    try {
      const body = { clientId: line.line.clientId, ...(await content(line)) }
      await goOnIn(await post<Written>(`/api/v1/conversations/${id.value}/messages`, body))
    } catch (thrown) {
      change(line.key, { sending: false, failed: true, problem: problemOf(thrown) })
    }
  }

  /** A file is stored once, however often its line is sent. */
  async function content({ key, line, file, stored }: ShownLine): Promise<object> {
    if (!file) return { text: line.text }
    const kept = stored ?? (await upload<{ id: string }>('/api/v1/attachments', file)).id
    change(key, { stored: kept })
    return { attachmentIds: [kept] }
  }

  /** What ended long ago, or was merged, goes on in another conversation, and with it what was not sent yet. */
  async function goOnIn(written: Written): Promise<void> {
    if (written.conversationId !== id.value) {
      id.value = written.conversationId
      lines.value = lines.value.filter((shown) => shown.line.seq === 0)
      followAsGuest()
      history.replaceState(history.state, '', `/app/chat/${id.value}`)
    }
    await catchUp()
  }

  async function takeBack(line: ShownLine): Promise<void> {
    try {
      await post(`/api/v1/conversations/${id.value}/messages/${line.line.seq}/withdraw`)
    } catch (thrown) {
      problem.value = problemOf(thrown)
      return
    }
    await catchUp()
  }

  async function helpful(shown: ShownLine, helped: boolean): Promise<void> {
    const { line } = shown
    if (!line.answer) return
    try {
      const path = `/api/v1/conversations/${id.value}/messages/${line.seq}/helpful`
      await put(path, { helpful: helped })
    } catch (thrown) {
      problem.value = problemOf(thrown)
      return
    }
    const answer = { ...line.answer, helpful: helped }
    lines.value = lines.value.map((s) =>
      s.key === shown.key ? { ...s, line: { ...line, answer } } : s,
    )
  }

  async function rate(score: number, comment: string): Promise<void> {
    await post(`/api/v1/conversations/${id.value}/rating`, { score, comment })
    await catchUp()
  }

  function change(key: string, how: Partial<ShownLine>): void {
    lines.value = lines.value.map((s) => (s.key === key ? { ...s, ...how } : s))
  }

  async function open(words: string): Promise<string> {
    const { kind, id: subject, code, trace, topic } = opening
    try {
      // A guest has their cookie before something is theirs: with a lost answer it would be lost, too.
      if (!session.value) await get('/api/v1/conversations')
      const opened = await once<{ id: string }>('/api/v1/conversations', {
        message: words,
        ...(kind && subject ? { subject: { kind, id: subject } } : {}),
        ...(code ? { code } : {}),
        ...(trace ? { traceId: trace } : {}),
        ...(topic ? { topic } : {}),
      })
      id.value = opened.id
      followAsGuest()
      history.replaceState(history.state, '', `/app/chat/${opened.id}`)
      await catchUp()
      return ''
    } catch (thrown) {
      problem.value = problemOf(thrown)
      return words
    }
  }

  async function attach(file: File): Promise<void> {
    if (id.value) await begin({ ...draft(crypto.randomUUID(), ''), file })
  }

  let told = 0
  function tellTyping(): void {
    if (!id.value || Date.now() - told <= 3000) return
    told = Date.now()
    void post(`/api/v1/conversations/${id.value}/typing`).catch(() => undefined)
  }

  /** From the first conversation on there is something to follow; a new one is told of anew. */
  function followAsGuest(): void {
    if (session.value || !id.value) return
    guestLive.close()
    guestLive.open()
  }

  const events = session.value ? live : guestLive
  let stopTyping: ReturnType<typeof setTimeout> | undefined
  const off = [
    events.on('message', (data) => {
      if (data.conversationId === id.value) void catchUp()
    }),
    events.on('open', () => void catchUp()),
    events.on('typing', (data) => {
      if (data.conversationId !== id.value) return
      typing.value = true
      clearTimeout(stopTyping)
      stopTyping = setTimeout(() => (typing.value = false), 4000)
    }),
  ]
  /** The net below live events. */
  const timer = setInterval(() => void catchUp(), 15_000)
  onMounted(() => {
    followAsGuest()
    void catchUp()
  })
  onUnmounted(() => {
    off.forEach((stop) => stop())
    seen.stop()
    guestLive.close()
    clearInterval(timer)
    clearTimeout(stopTyping)
  })

  return {
    id,
    conversation,
    lines,
    problem,
    typing,
    catchUp,
    say,
    deliver,
    attach,
    takeBack,
    helpful,
    rate,
    tellTyping,
  }
}
