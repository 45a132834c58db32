/** A picture that is drawn as SVG, saved as PNG for programs that take no other: the browser draws it. */

import { all } from "./dom.js";

const SHARP = 2; // pixels of the PNG for each of the picture

for (const button of all("[data-picture]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const isSaved = await save(button.dataset.picture ?? "", button.dataset.name ?? "").catch(() => false);
    const told = button.nextElementSibling; // a status, which is heard
    if (told) told.textContent = isSaved ? "" : (button.dataset.failed ?? "");
  });
}

/**
 * Fails where the picture does not come or cannot be drawn.
 * @param {string} address
 * @param {string} name
 * @returns {Promise<boolean>} whether there is a PNG
 */
async function save(address, name) {
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = picture.naturalWidth * SHARP;
  canvas.height = picture.naturalHeight * SHARP;
  const pen = canvas.getContext("2d");
  pen?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const png = canvas.toDataURL("image/png");
  if (!pen || !png.startsWith("data:image/png")) return false; // too large to hold, or kept from us
  const link = document.createElement("a");
  link.href = png;
  link.download = name;
  link.click();
  return true;
}
