/** A picture that is drawn as SVG, saved as PNG for programs that take no other: the browser draws it. */

import { all } from "./dom.js";

const SHARP = 2; // pixels of the PNG for each of the picture

for (const button of all("[data-picture]")) {
  button.hidden = false;
  button.addEventListener("click", () => save(button.dataset.picture ?? "", button.dataset.name ?? ""));
}

/** @param {string} address @param {string} name */
async function save(address, name) {
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = picture.naturalWidth * SHARP;
  canvas.height = picture.naturalHeight * SHARP;
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const link = document.createElement("a");
  link.href = canvas.toDataURL("image/png");
  link.download = name;
  link.click();
}
