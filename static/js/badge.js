/** Opens a page with the token of a link's fragment, which no server log has seen. Without script it is pasted. */

const form = document.querySelector("[data-badge]");

async function open(token) {
  const answer = await fetch(form.getAttribute("action"), {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams({ token }),
  }).catch(() => null);
  if (answer?.ok) return location.replace(location.pathname);
  const { error } = (await answer?.json().catch(() => null)) ?? {};
  form.querySelector('[data-slot="error"]').textContent = error?.message ?? "";
  form.elements.token.value = token;
}

const token = location.hash.slice(1);
if (token) {
  history.replaceState(null, "", location.pathname);
  open(token);
}
form.addEventListener("submit", (submit) => {
  submit.preventDefault();
  open(form.elements.token.value.split("#").at(-1));
});
