/** What a form would send, pressed by one of its buttons. */

/**
 * Older browsers do not take the button into account.
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} button
 * @returns {Record<string, string>}
 */
export function fieldsOf(form, button) {
  const fields = new FormData(form);
  if (button instanceof HTMLButtonElement && button.name) fields.append(button.name, button.value);
  return Object.fromEntries([...fields].map(([name, value]) => [name, String(value)]));
}
