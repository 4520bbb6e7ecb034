import { get } from 'shared'

/** One thing that makes the account safer, in the server's words. */
export interface SafetyStep {
  kind: string
  done: boolean
  points: number
  href: string
  title: string
  detail: string
}

/** How safe the account is; no score while it is frozen. */
export interface Safety {
  score?: number
  level: 'LOW' | 'FAIR' | 'GOOD' | 'FROZEN'
  steps: SafetyStep[]
  next?: string
}

export function readSafety(): Promise<Safety> {
  return get<Safety>('/api/v1/me/safety')
}

export function nextStep(safety: Safety): SafetyStep | undefined {
  return safety.steps.find((step) => step.kind === safety.next)
}

/** Where a step is done, as the router knows it. */
export function placeOf(step: SafetyStep): string {
  return step.href.replace(/^\/app/, '') || '/'
}
