import { reactive, readonly } from 'vue'

const BASE = '/desk/'

interface Where {
  /** The place's name; empty for the first one somebody may enter. */
  place: string
  /** What is open there. */
  id?: string
  query: Record<string, string>
}

function read(): Where {
  const [place = '', id] = location.pathname.slice(BASE.length).split('/')
  return {
    place,
    id: id ? decodeURIComponent(id) : undefined,
    query: Object.fromEntries(new URLSearchParams(location.search)),
  }
}

const state = reactive<Where>(read())

/** Where at the desk somebody is. The address bar says it, so that everything can be linked to and Back works. */
export const where = readonly(state)

/** The address of a place, of one thing in it, or of a search. */
export function address(place: string, id?: string, query: Record<string, string> = {}): string {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value)).toString()
  return BASE + place + (id ? `/${encodeURIComponent(id)}` : '') + (search ? `?${search}` : '')
}

export function go(place: string, id?: string, query: Record<string, string> = {}): void {
  const to = address(place, id, query)
  if (to === location.pathname + location.search) return
  history.pushState(null, '', to)
  Object.assign(state, { id: undefined, ...read() })
}

window.addEventListener('popstate', () => Object.assign(state, { id: undefined, ...read() }))
