import { afterEach, describe, expect, it, vi } from 'vitest'
import { bytes, deviceName, obstacle, text, troubleOf, written } from './passkeys'

afterEach(() => vi.unstubAllGlobals())

describe('passkeys', () => {
  it('cannot be used at an address, whatever the browser', () => {
    vi.stubGlobal('PublicKeyCredential', class {})
    for (const host of ['127.0.0.1', '192.168.1.20', '[::1]'])
      expect(obstacle(host)).toBe('address')
    for (const host of ['localhost', 'pay.example.com', '1.example.com'])
      expect(obstacle(host)).toBeUndefined()
  })

  it('cannot be used where the browser has none, or hides them without https', () => {
    vi.stubGlobal('PublicKeyCredential', undefined)
    vi.stubGlobal('isSecureContext', true)
    expect(obstacle('pay.example.com')).toBe('browser')
    vi.stubGlobal('isSecureContext', false)
    expect(obstacle('pay.example.com')).toBe('elsewhere')
  })

  it('call a closed dialogue no failure', () => {
    expect(troubleOf('NotAllowedError')).toBe('cancelled')
    expect(troubleOf('InvalidStateError')).toBe('known')
    expect(troubleOf('SecurityError')).toBe('elsewhere')
    expect(troubleOf('UnknownError')).toBe('failed')
  })

  it('are read and written also where the browser does neither', () => {
    const all = Uint8Array.from({ length: 256 }, (_, n) => n)
    expect(text(all.buffer)).toMatch(/^[\w-]+$/)
    expect(bytes(text(all.buffer))).toEqual(all)
    const one = (n: number): ArrayBuffer => Uint8Array.of(n, 255).buffer
    const signed = {
      id: 'Af8',
      rawId: one(1),
      type: 'public-key',
      response: {
        clientDataJSON: one(2),
        authenticatorData: one(3),
        signature: one(4),
        userHandle: null,
      },
    }
    expect(written(signed as unknown as PublicKeyCredential)).toEqual({
      id: 'Af8',
      rawId: 'Af8',
      type: 'public-key',
      response: { clientDataJSON: 'Av8', authenticatorData: 'A_8', signature: 'BP8' },
      clientExtensionResults: {},
    })
  })

  it('are named after the device they are on', () => {
    const agent =
      'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36'
    expect(deviceName(agent)).toBe('Android · Chrome')
    expect(deviceName('curl/8')).toBe('')
  })
})
