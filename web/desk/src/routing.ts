import { get, type Page } from 'shared'

/** How somebody at the desk says they are. */
export const STATES = ['ONLINE', 'BUSY', 'AWAY'] as const
export type State = (typeof STATES)[number]

export interface Agent {
  id: string
  name: string
  state: State
  since?: string
  byItself: boolean
  load: number
  capacity: number
  topics: string[]
  languages: string[]
}

/** Where a conversation is: its place in the queue, or why it was given to whoever has it. */
export interface Place {
  conversationId: string
  position?: number
  rank?: string
  why: string
  language: string
  givenAt?: string
}

export async function placesById(): Promise<Map<string, Place>> {
  const page = await get<Page<Place>>('/api/v1/desk/routing')
  return new Map(page.items.map((place) => [place.conversationId, place]))
}
