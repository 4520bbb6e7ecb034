import { Live } from 'shared'

/** What happens while the desk is open, in one connection for all of its places. */
export const live = new Live('/api/v1/desk/events', [
  'conversation',
  'refresh',
  'typing',
  'mention',
])
