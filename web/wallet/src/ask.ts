import type { Action, Failure, Problem, Subject } from 'shared'
import { router } from './router'

/** Follows a next step a failure offers. */
export function follow(action: Action): void {
  void router.push(action.href.replace(/^\/app/, '') || '/')
}

/** Goes to a human with what failed attached. */
export function askAbout(failure: Failure | Problem): void {
  const { code, title, subject } = failure
  const trace = 'traceId' in failure ? failure.traceId : undefined
  toChat({ title, subject, code, trace })
}

/** Goes to a human with something attached that need not have failed. */
export function askWith(title: string, subject: Subject, code?: string): void {
  toChat({ title, subject, code })
}

function toChat(about: { title: string; subject?: Subject; code?: string; trace?: string }): void {
  const query: Record<string, string> = { title: about.title }
  if (about.code) query.code = about.code
  if (about.subject) {
    query.kind = about.subject.kind
    query.id = about.subject.id
  }
  if (about.trace) query.trace = about.trace
  void router.push({ path: '/chat/new', query })
}

/** The same refusal without the steps that lead to pages one has to be signed in for. */
export function signedOut(problem: Problem): Problem {
  return { ...problem, actions: problem.actions.filter((a) => !a.href.startsWith('/app/safety')) }
}
