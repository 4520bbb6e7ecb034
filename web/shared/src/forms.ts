import type { Problem } from './api/types'

/** A field a topic asks for. */
export interface FormField {
  code: string
  kind: 'TEXT' | 'AMOUNT' | 'TIME' | 'PHONE' | 'CHOICE'
  required: boolean
  longest: number
  label: string
  hint: string
  choices: { code: string; label: string }[]
}

/** What a request about a topic is asked for. */
export interface RequestForm {
  topic: string
  title: string
  fields: FormField[]
}

/** What is entered at a clock is a moment in the reader's own zone. */
export function moment(local: string): string {
  const at = new Date(local)
  return Number.isNaN(at.getTime()) ? local : at.toISOString()
}

/** What was entered in the fields of a form, by their codes, as it is sent; what is empty is not. */
export function entered(
  fields: FormField[],
  values: Record<string, string>,
): Record<string, string> {
  const sent = fields.map((field) => {
    const text = values[field.code] ?? ''
    return [field.code, field.kind === 'TIME' && text ? moment(text) : text] as const
  })
  return Object.fromEntries(sent.filter(([, text]) => text.trim()))
}

/** What is wrong with which field, by its code. */
export function wrongValues(problem?: Problem): Record<string, string> {
  return Object.fromEntries(
    (problem?.fields ?? [])
      .filter((field) => field.name.startsWith('values.'))
      .map((field) => [field.name.slice('values.'.length), field.detail]),
  )
}
