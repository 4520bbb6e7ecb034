import type { Action, Failure, Problem } from 'shared'
import { router } from './router'

/** Follows a next step a failure offers. */
export function follow(action: Action): void {
  void router.push(action.href.replace(/^\/app/, '') || '/')
}

/** Goes to a human with what failed attached. */
export function askAbout(failure: Failure | Problem): void {
  const query: Record<string, string> = { code: failure.code, title: failure.title }
  if (failure.subject) {
    query.kind = failure.subject.kind
    query.id = failure.subject.id
  }
  if ('traceId' in failure && failure.traceId) query.trace = failure.traceId
  void router.push({ path: '/chat/new', query })
}

/** The same refusal without the steps that lead to pages one has to be signed in for. */
export function signedOut(problem: Problem): Problem {
  return { ...problem, actions: problem.actions.filter((a) => !a.href.startsWith('/app/safety')) }
}
