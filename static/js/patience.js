/** What every request has: an end, and where it does something a key. It knows of no storage and of nobody's badge. */

const PATIENCE = 12_000; // ms for one attempt

/** Unlike any other; where the page has no secure context, as good as that. */
export const newKey = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;

/**
 * Null when nothing has come, whole, in time.
 * @template T
 * @param {(signal: AbortSignal) => Promise<T>} ask
 */
export async function inTime(ask) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    return await ask(patience.signal);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
