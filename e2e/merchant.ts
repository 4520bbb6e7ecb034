import { createHash, createHmac, randomUUID } from 'node:crypto'
import type { Server } from './server'

interface Order {
  state: string
  payUrl: string
  payQr: string
  refunded: { amount: string }
}

/** A merchant's own server: signs what it sends as the description says. */
export class Merchant {
  private constructor(
    private readonly server: Server,
    private readonly id: string,
    private readonly secret: string,
  ) {}

  /** Added by an operator on the command line. */
  static add(server: Server, name: string): Merchant {
    const said = server.command('merchant', 'add', name)
    const id = /merchant-id: (\S+)/.exec(said)?.[1]
    const secret = /merchant-secret: (\S+)/.exec(said)?.[1]
    if (!id || !secret) throw new Error(`no merchant: ${said}`)
    return new Merchant(server, id, secret)
  }

  /** An order, to be paid from its link or by the pay code a buyer shows. */
  order(
    orderNumber: string,
    amount: string,
    payCode?: string,
  ): Promise<{ status: number; body: Order & { code?: string } }> {
    return this.send('/api/v1/merchant/orders', {
      orderNumber,
      amount: { amount, asset: 'CNY' },
      subject: '茉莉花茶',
      ...(payCode ? { payCode } : {}),
    })
  }

  refund(
    orderNumber: string,
    amount: string,
  ): Promise<{ status: number; body: Order & { code?: string } }> {
    return this.send(`/api/v1/merchant/orders/${orderNumber}/refunds`, {
      refundNumber: `refund-${orderNumber}`,
      amount: { amount, asset: 'CNY' },
    })
  }

  private async send<T>(path: string, content: object): Promise<{ status: number; body: T }> {
    const body = JSON.stringify(content)
    const at = String(Math.floor(Date.now() / 1000))
    const nonce = randomUUID()
    const digest = createHash('sha256').update(body).digest('hex')
    const signed = ['POST', path, at, nonce, digest].join('\n')
    const answer = await fetch(this.server.base + path, {
      method: 'POST',
      body,
      headers: {
        'Content-Type': 'application/json',
        'X-Xiaohu-Merchant': this.id,
        'X-Xiaohu-Timestamp': at,
        'X-Xiaohu-Nonce': nonce,
        'X-Xiaohu-Signature': createHmac('sha256', this.secret).update(signed).digest('hex'),
      },
    })
    return { status: answer.status, body: (await answer.json()) as T }
  }
}
