import { createHmac } from 'node:crypto'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const STEP_MS = 30_000

/** An authenticator app (RFC 6238): gives each of its codes once, as a server takes each once. */
export class Authenticator {
  private readonly secret: Buffer
  private last = 0

  constructor(base32: string) {
    const bits = [...base32.replace(/\s/g, '')]
      .map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0'))
      .join('')
    this.secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
  }

  /** The next code that is good now; waits where the clock has not come to it. */
  async next(): Promise<string> {
    const step = Math.max(this.last + 1, Math.floor(Date.now() / STEP_MS))
    // A server takes the step to come as well.
    const wait = (step - 1) * STEP_MS - Date.now()
    if (wait > 0) await new Promise((wake) => setTimeout(wake, wait + 200))
    this.last = step
    const message = Buffer.alloc(8)
    message.writeBigUInt64BE(BigInt(step))
    const hash = createHmac('sha1', this.secret).update(message).digest()
    const binary = hash.readUInt32BE((hash[19] ?? 0) & 15) & 0x7fffffff
    return String(binary % 1_000_000).padStart(6, '0')
  }
}
