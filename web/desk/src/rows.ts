import type { Page } from 'shared'

/** So many rows are a list still; who wants more looks for it. */
const MOST = 500

/**
 * Reads a list from its first row on until at least so many are there: one that was shown further down stays so when it
 * is read anew. A row that moved between two pages is there once.
 *
 * @param page the page after a place; the first one when there is none
 */
export async function readRows<T>(
  page: (after?: string) => Promise<Page<T>>,
  id: (row: T) => string,
  least: number,
): Promise<Page<T>> {
  const rows = new Map<string, T>()
  let next: string | undefined
  do {
    const part = await page(next)
    for (const row of part.items) rows.set(id(row), row)
    next = part.next
  } while (next && rows.size < least)
  return { items: [...rows.values()], next: rows.size < MOST ? next : undefined }
}
