import type { Component } from 'vue'
import { get, type IconName, type Page } from 'shared'
import Calls from './Calls.vue'
import ArticlesPage from './articles/ArticlesPage.vue'
import AuditPage from './AuditPage.vue'
import Channels from './Channels.vue'
import Conversations from './Conversations.vue'
import FeedbackPage from './feedback/FeedbackPage.vue'
import Hours from './Hours.vue'
import ImpostorsPage from './trust/ImpostorsPage.vue'
import LimitPolicy from './LimitPolicy.vue'
import MovementSearch from './MovementSearch.vue'
import Proposals from './Proposals.vue'
import Reconciliation from './Reconciliation.vue'
import Reports from './Reports.vue'
import Requests from './Requests.vue'
import RiskReviews from './RiskReviews.vue'
import Routing from './Routing.vue'
import SearchPage from './SearchPage.vue'
import SetsPage from './tools/SetsPage.vue'
import ToolsPage from './tools/ToolsPage.vue'
import type { ReviewLine } from './risk'
import StaffPage from './StaffPage.vue'
import StatusPage from './status/StatusPage.vue'
import type { Item, Proposal, Staff } from './types'
import Verifications from './Verifications.vue'

/** A place at the desk: an entry of the rail and the page it opens. */
export interface Place {
  /** As the address bar has it. */
  name: string
  /** The key of what it is called. */
  title: string
  icon: IconName
  /** Who may enter, as the calls behind it have it. */
  roles: string[]
  page: Component
  /** How much waits there for somebody. */
  count?: () => Promise<number>
}

async function waiting(): Promise<number> {
  return (await get<Page<Item>>('/api/v1/desk/conversations?box=waiting')).items.length
}

async function toDecide(): Promise<number> {
  let many = 0
  let after: string | undefined = ''
  while (after !== undefined) {
    const page: Page<Proposal> = await get(`/api/v1/desk/proposals?box=open${after}`)
    many += page.items.filter((one) => one.mayDecide).length
    after = page.next ? `&cursor=${page.next}` : undefined
  }
  return many
}

async function toReview(): Promise<number> {
  return (await get<Page<ReviewLine>>('/api/v1/desk/risk-reviews?box=open')).items.length
}

/** In the order of the rail. */
const PLACES: Place[] = [
  {
    name: 'inbox',
    title: 'inbox.short',
    icon: 'chat',
    roles: ['AGENT', 'SUPERVISOR'],
    page: Conversations,
    count: waiting,
  },
  {
    name: 'requests',
    title: 'requests.title',
    icon: 'bill',
    roles: ['AGENT', 'SUPERVISOR'],
    page: Requests,
  },
  {
    name: 'calls',
    title: 'calls.title',
    icon: 'phone',
    roles: ['AGENT', 'SUPERVISOR'],
    page: Calls,
  },
  {
    name: 'sets',
    title: 'tools.kinds.VIEW',
    icon: 'sliders',
    roles: ['AGENT', 'SUPERVISOR'],
    page: SetsPage,
  },
  {
    name: 'search',
    title: 'search.short',
    icon: 'find',
    roles: ['AGENT', 'SUPERVISOR'],
    page: SearchPage,
  },
  {
    name: 'movements',
    title: 'lookup.title',
    icon: 'find',
    roles: ['AGENT', 'SUPERVISOR', 'RISK', 'FINANCE'],
    page: MovementSearch,
  },
  {
    name: 'proposals',
    title: 'proposals.title',
    icon: 'shield',
    roles: ['AGENT', 'SUPERVISOR', 'RISK', 'FINANCE', 'AUDITOR', 'ADMIN'],
    page: Proposals,
    count: toDecide,
  },
  {
    name: 'risk',
    title: 'risk.title',
    icon: 'eye',
    roles: ['RISK', 'SUPERVISOR'],
    page: RiskReviews,
    count: toReview,
  },
  {
    name: 'impostors',
    title: 'trust.short',
    icon: 'shield',
    roles: ['AGENT', 'SUPERVISOR', 'RISK', 'AUDITOR', 'ADMIN'],
    page: ImpostorsPage,
  },
  {
    name: 'channels',
    title: 'channels.title',
    icon: 'bank',
    roles: ['FINANCE', 'SUPERVISOR'],
    page: Channels,
  },
  {
    name: 'reconciliation',
    title: 'reconciliation.title',
    icon: 'ok',
    roles: ['FINANCE', 'SUPERVISOR', 'AUDITOR'],
    page: Reconciliation,
  },
  {
    name: 'verifications',
    title: 'verifications.short',
    icon: 'id',
    roles: ['AGENT', 'SUPERVISOR', 'RISK'],
    page: Verifications,
  },
  {
    name: 'policy',
    title: 'policy.short',
    icon: 'sliders',
    roles: ['AGENT', 'SUPERVISOR', 'RISK', 'FINANCE', 'AUDITOR', 'ADMIN'],
    page: LimitPolicy,
  },
  {
    name: 'hours',
    title: 'hours.short',
    icon: 'clock',
    roles: ['AGENT', 'SUPERVISOR', 'ADMIN'],
    page: Hours,
  },
  {
    name: 'feedback',
    title: 'feedback.title',
    icon: 'mail',
    roles: ['AGENT', 'SUPERVISOR', 'EDITOR'],
    page: FeedbackPage,
  },
  {
    name: 'articles',
    title: 'articles.title',
    icon: 'find',
    roles: ['SUPERVISOR', 'EDITOR'],
    page: ArticlesPage,
  },
  {
    name: 'status',
    title: 'incidents.short',
    icon: 'bell',
    roles: ['SUPERVISOR', 'EDITOR', 'ADMIN'],
    page: StatusPage,
  },
  {
    name: 'routing',
    title: 'routing.short',
    icon: 'send',
    roles: ['SUPERVISOR', 'ADMIN'],
    page: Routing,
  },
  {
    name: 'reports',
    title: 'reports.title',
    icon: 'chart',
    roles: ['SUPERVISOR', 'AUDITOR', 'ADMIN'],
    page: Reports,
  },
  {
    name: 'staff',
    title: 'staff.title',
    icon: 'me',
    roles: ['ADMIN', 'AUDITOR'],
    page: StaffPage,
  },
  {
    name: 'audit',
    title: 'audit.title',
    icon: 'lock',
    roles: ['AUDITOR', 'ADMIN'],
    page: AuditPage,
  },
  {
    name: 'tools',
    title: 'tools.title',
    icon: 'gear',
    roles: ['AGENT', 'SUPERVISOR'],
    page: ToolsPage,
  },
]

/** Where somebody begins: finance works with channels before it decides anything. */
const FIRST = ['inbox', 'channels', 'staff', 'proposals']

export function placesFor(staff: Staff): Place[] {
  return PLACES.filter((place) => staff.roles.some((role) => place.roles.includes(role)))
}

/** The place that was asked for, or the first one this person has work in; none for a role without a place. */
export function placeNamed(name: string, open: Place[]): Place | undefined {
  const first = FIRST.map((each) => open.find((place) => place.name === each)).find(Boolean)
  return open.find((place) => place.name === name) ?? first ?? open[0]
}
