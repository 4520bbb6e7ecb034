import type { Money } from 'shared'

/** A request for money as one of its two sides sees it. */
export interface Request {
  id: string
  /** Whether this customer asks, rather than is asked. */
  mine: boolean
  /** The other side, masked; empty when whoever has the link may pay. */
  other: string
  amount: Money
  memo?: string
  state: 'OPEN' | 'PAYING' | 'PAID' | 'DECLINED' | 'CANCELLED' | 'EXPIRED'
  createdAt: string
  paymentId?: string
  link?: string
}
