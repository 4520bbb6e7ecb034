export const SERVICES = [
  'SIGN_IN',
  'MESSAGES',
  'TOP_UP',
  'WITHDRAWAL',
  'TRANSFER',
  'PAYMENT',
  'SUPPORT',
] as const
export const IMPACTS = ['NONE', 'DEGRADED', 'DOWN'] as const

/** The states of each kind; the first is where it begins. */
export const STATES = {
  INCIDENT: ['INVESTIGATING', 'IDENTIFIED', 'MONITORING', 'RESOLVED'],
  PLANNED: ['SCHEDULED', 'UNDER_WAY', 'COMPLETED', 'CANCELLED'],
} as const

export interface Incident {
  id: string
  kind: keyof typeof STATES
  impact: (typeof IMPACTS)[number]
  services: (typeof SERVICES)[number][]
  titleZh: string
  titleEn: string
  startsAt: string
  endsAt?: string
  state: string
  over: boolean
  updates: { state: string; textZh: string; textEn: string; at: string }[]
}

export const INCIDENTS = '/api/v1/desk/incidents'
