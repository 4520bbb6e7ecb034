import { get, type Page, post } from 'shared'
import type { Answered } from './factors'

export interface Passkey {
  id: string
  label: string
  createdAt: string
  usedAt?: string
}

/** What a browser is told to make a passkey, good for five minutes and once. */
export interface Begun {
  id: string
  publicKey: PublicKeyCredentialCreationOptionsJSON
}

/** Why a passkey did nothing. Calmly said, and no failure of ours. */
export type Trouble = 'cancelled' | 'known' | 'address' | 'elsewhere' | 'browser' | 'failed'

export class PasskeyTrouble extends Error {
  constructor(readonly trouble: Trouble) {
    super(trouble)
  }
}

const BASE = '/api/v1/me/passkeys'

/** Why passkeys cannot be used at this address or in this browser; undefined where they can. */
export function obstacle(host: string = location.hostname): Trouble | undefined {
  if (/^\[|^\d+(\.\d+){3}$/.test(host)) return 'address'
  if (typeof PublicKeyCredential === 'function') return undefined
  return isSecureContext ? 'browser' : 'elsewhere'
}

export async function readPasskeys(): Promise<Passkey[]> {
  return (await get<Page<Passkey>>(BASE)).items
}

export function beginPasskey(answered: Answered): Promise<Begun> {
  return post<Begun>(`${BASE}/options`, answered)
}

export async function addPasskey(begun: Begun, label: string): Promise<Passkey> {
  const credential = await create(begun.publicKey)
  return post<Passkey>(BASE, { optionsId: begun.id, label, credential })
}

export function removePasskey(id: string, answered: Answered): Promise<void> {
  return post<void>(`${BASE}/${id}/removals`, answered)
}

/** The proof that answers a challenge. */
export async function proveWithPasskey(challengeId: string): Promise<string> {
  const asked = await post<{ publicKey: PublicKeyCredentialRequestOptionsJSON }>(
    '/api/v1/me/passkey-assertions',
    { challengeId },
  )
  return JSON.stringify(await sign(asked.publicKey))
}

export async function signInWithPasskey(): Promise<void> {
  const begun = await post<{ id: string; publicKey: PublicKeyCredentialRequestOptionsJSON }>(
    '/api/v1/passkey-challenges',
  )
  const credential = await sign(begun.publicKey)
  await post('/api/v1/passkey-sessions', { challengeId: begun.id, credential })
}

const SYSTEMS = ['iPhone', 'iPad', 'Android', 'Windows', 'Mac', 'Linux']
const BROWSERS = ['Edg', 'Firefox', 'Chrome', 'Safari']

/** What somebody would call this device; a browser names others beside itself, so the first known counts. */
export function deviceName(agent: string = navigator.userAgent): string {
  const first = (known: string[]): string => known.find((name) => agent.includes(name)) ?? ''
  return [first(SYSTEMS), first(BROWSERS).replace('Edg', 'Edge')].filter(Boolean).join(' · ')
}

function create(options: PublicKeyCredentialCreationOptionsJSON): Promise<object> {
  const publicKey = reads('parseCreationOptionsFromJSON')
    ? PublicKeyCredential.parseCreationOptionsFromJSON(options)
    : ({
        ...options,
        challenge: bytes(options.challenge),
        user: { ...options.user, id: bytes(options.user.id) },
        excludeCredentials: options.excludeCredentials?.map(withBytes),
      } as unknown as PublicKeyCredentialCreationOptions)
  return ask(() => navigator.credentials.create({ publicKey }))
}

function sign(options: PublicKeyCredentialRequestOptionsJSON): Promise<object> {
  const publicKey = reads('parseRequestOptionsFromJSON')
    ? PublicKeyCredential.parseRequestOptionsFromJSON(options)
    : ({
        ...options,
        challenge: bytes(options.challenge),
        allowCredentials: options.allowCredentials?.map(withBytes),
      } as unknown as PublicKeyCredentialRequestOptions)
  return ask(() => navigator.credentials.get({ publicKey }))
}

/** Shows the browser's own dialogue. */
async function ask(dialogue: () => Promise<Credential | null>): Promise<object> {
  try {
    const credential = (await dialogue()) as PublicKeyCredential | null
    if (!credential) throw new PasskeyTrouble('cancelled')
    return written(credential)
  } catch (thrown) {
    throw thrown instanceof DOMException ? new PasskeyTrouble(troubleOf(thrown.name)) : thrown
  }
}

export function troubleOf(name: string): Trouble {
  switch (name) {
    case 'NotAllowedError':
    case 'AbortError':
      return 'cancelled'
    case 'InvalidStateError':
      return 'known'
    case 'SecurityError':
      return 'elsewhere'
    case 'NotSupportedError':
      return 'browser'
    default:
      return 'failed'
  }
}

/** Browsers of before 2025 do not read and write WebAuthn's JSON themselves. */
function reads(name: 'parseCreationOptionsFromJSON' | 'parseRequestOptionsFromJSON'): boolean {
  return typeof PublicKeyCredential[name] === 'function'
}

/** A credential as WebAuthn's JSON. */
export function written(credential: PublicKeyCredential): object {
  if (typeof credential.toJSON === 'function') return credential.toJSON() as object
  const from = credential.response as Partial<AuthenticatorAttestationResponse> &
    Partial<AuthenticatorAssertionResponse>
  const parts = { clientDataJSON: from.clientDataJSON } as Record<string, unknown>
  for (const name of ['attestationObject', 'authenticatorData', 'signature', 'userHandle'] as const)
    parts[name] = from[name]
  const response = Object.fromEntries(
    Object.entries(parts)
      .filter(([, value]) => value)
      .map(([name, value]) => [name, text(value as ArrayBuffer)]),
  )
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response: from.getTransports ? { ...response, transports: from.getTransports() } : response,
    clientExtensionResults: {},
  }
}

function withBytes<T extends { id: string }>(descriptor: T): object {
  return { ...descriptor, id: bytes(descriptor.id) }
}

export function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const base64 = base64url.replace(/-/g, '+').replace(/_/g, '/')
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
}

export function text(buffer: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')
}
