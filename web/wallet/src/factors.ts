import { get, post } from 'shared'

/** The second factor as the server tells of it. */
export interface SecondFactors {
  totp: boolean
  since?: string
  recoveryCodesLeft: number
}

/** What an authenticator app needs, told once. */
export interface Enrolment {
  totpSecret: string
  otpauthUri: string
  totpQr: string
}

/** Something the server wants confirmed, and what it takes. */
export interface Challenge {
  id: string
  kinds: string[]
}

export interface Answered {
  challengeId?: string
  proof?: string
}

interface Codes {
  recoveryCodes?: string[]
}

const BASE = '/api/v1/me/second-factors'

export function readFactors(): Promise<SecondFactors> {
  return get<SecondFactors>(BASE)
}

export function beginTotp(answered: Answered): Promise<Enrolment> {
  return post<Enrolment>(`${BASE}/totp`, answered)
}

export async function confirmTotp(code: string): Promise<string[]> {
  return (await post<Codes>(`${BASE}/totp/confirmations`, { code })).recoveryCodes ?? []
}

export function turnTotpOff(proof: string): Promise<void> {
  return post<void>(`${BASE}/totp/removals`, { proof })
}

export async function renewRecoveryCodes(proof: string): Promise<string[]> {
  return (await post<Codes>(`${BASE}/recovery-codes`, { proof })).recoveryCodes ?? []
}

/** Whether a challenge is answered by the authenticator, and not by a text message. */
export function takesAuthenticator(challenge: Challenge | undefined): boolean {
  return challenge?.kinds.includes('TOTP') ?? false
}

/** Whether a challenge may be answered by a passkey. */
export function takesPasskey(challenge: Challenge | undefined): boolean {
  return challenge?.kinds.includes('PASSKEY') ?? false
}
