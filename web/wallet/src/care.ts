/** What the calls about requests and phone calls answer. */
export interface ServiceRequest {
  id: string
  number: string
  topic: string
  title: string
  state:
    'SUBMITTED' | 'IN_PROGRESS' | 'WAITING_FOR_CUSTOMER' | 'RESOLVED' | 'CLOSED' | 'CONVERSATION'
  turn: 'OURS' | 'CUSTOMER' | 'NOBODY'
  complaint: boolean
  dueAt?: string
  late: boolean
  until?: string
  reopenable: boolean
  /** The conversation it goes on in instead. */
  continuedIn?: string
  submittedAt: string
  changedAt: string
  resolvedAt?: string
  agent?: string
  lastMessage: string
  lastAt: string
}

export interface OneRequest {
  request: ServiceRequest
  answers: { code: string; label: string; value: string }[]
  links: { kind: string; back: boolean; id: string; number: string; state: string; title: string }[]
}

export interface PhoneCall {
  id: string
  direction: 'IN' | 'OUT'
  agent: string
  startedAt: string
  known: boolean
  /** What the agent reads out, while the call is under way. */
  agentPhrase?: string
  endedAt?: string
  outcome?: string
  summary: string
}

/** Four and four, as a number is read aloud. */
export function spoken(number: string): string {
  return `${number.slice(0, 4)} ${number.slice(4)}`
}

export function tone(request: ServiceRequest): string {
  if (request.late && request.turn === 'OURS') return 'bad'
  return { OURS: 'fox', CUSTOMER: 'warn', NOBODY: '' }[request.turn]
}
