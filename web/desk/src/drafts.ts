/** What somebody began to write, by conversation, while the desk is open: looking elsewhere loses nothing. */
export const drafts = new Map<string, string>()
