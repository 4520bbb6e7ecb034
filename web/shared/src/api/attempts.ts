import { newKey, post, ProblemError, problemOf, said } from './client'
import type { Problem } from './types'

const PLACE = 'attempt.'

/** A refusal about one of these is the attempt's own answer, which the server keeps under its key. */
const ANSWERED = ['ATTEMPT', 'TOP_UP', 'WITHDRAWAL']

/** Where the browser keeps nothing, a key lasts as long as the page. */
const memory = new Map<string, string>()

/**
 * Sends what is to be done once. The same content keeps its key until it has its answer, whatever became of the screen
 * and the page in between, so that what was sent again after a lost answer is done once. What proves who asks is no part
 * of the content: the server leaves it out as well, and a corrected PIN goes on with the same key.
 */
export async function once<T>(path: string, content: object, proof: object = {}): Promise<T> {
  const place = PLACE + (await digest(path + JSON.stringify(content)))
  const key = kept(place) ?? keep(place, newKey())
  try {
    const answer = await post<T>(path, { ...content, ...proof }, key)
    forget(place, key)
    return answer
  } catch (thrown) {
    if (isAnswer(problemOf(thrown))) forget(place, key)
    throw thrown
  }
}

/** Sends what moves money, once. */
export async function attempt<T>(path: string, content: object, proof: object = {}): Promise<T> {
  try {
    return await once<T>(path, content, proof)
  } catch (thrown) {
    const problem = problemOf(thrown)
    throw new ProblemError(isUnknown(problem) ? withWays(problem) : problem)
  }
}

/** Whether it was done is not known. A failure of the server that is about the attempt is one it has written down. */
function isUnknown(problem: Problem): boolean {
  if (problem.money === 'CHECKING') return true
  return problem.status < 400 || (problem.status >= 500 && !isFiled(problem))
}

/** Whether this is what became of the attempt, for good. Every other refusal leaves the key free to go on with. */
function isAnswer(problem: Problem): boolean {
  return !isUnknown(problem) && (problem.code === 'IDEMPOTENCY_CONFLICT' || isFiled(problem))
}

function isFiled(problem: Problem): boolean {
  return ANSWERED.includes(problem.subject?.kind ?? 'none')
}

/** Whoever does not know whether they paid can look, or ask. */
function withWays(problem: Problem): Problem {
  const bills = { kind: 'BILLS', href: '/app/bills', label: said('查看账单', 'See your bills') }
  return {
    ...problem,
    support: true,
    actions: problem.actions.some((it) => it.kind === bills.kind)
      ? problem.actions
      : [...problem.actions, bills],
  }
}

/** Whom one pays and how much is not left lying in the browser. */
async function digest(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function kept(place: string): string | undefined {
  try {
    return sessionStorage.getItem(place) ?? memory.get(place)
  } catch {
    return memory.get(place)
  }
}

function keep(place: string, key: string): string {
  try {
    sessionStorage.setItem(place, key)
  } catch {
    memory.set(place, key)
  }
  return key
}

/** Not the key of a later attempt at the same. */
function forget(place: string, key: string): void {
  if (kept(place) !== key) return
  memory.delete(place)
  try {
    sessionStorage.removeItem(place)
  } catch {
    // Then it was never there.
  }
}
