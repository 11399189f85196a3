// Uploads in pieces that go on after a broken line. Without JavaScript the file input is sent with its form.
//
// <input type="file" data-upload="/address" data-list="id of the ul.uploads">
// POST address {name, size} → 201 {url, offset}. PATCH url, header Upload-Offset, bytes → 200 {offset} or 409 {offset};
// the last one → 200 {offset, done: true, row: "<li …>"}. Any refusal → {message}, shown beside the file.
import { send } from "./post.js";

const PIECE = 1024 * 1024;
const TRIES = 8;
const pause = (tries) => new Promise((resolve) => setTimeout(resolve, Math.min(1000 * 2 ** tries, 20000)));

function startRow(list, file) {
  const row = document.createElement("li");
  row.className = "upload";
  const mark = document.createElement("span");
  mark.textContent = "↑";
  mark.setAttribute("aria-hidden", "true");
  const name = document.createElement("span");
  name.textContent = file.name;
  const bar = document.createElement("progress");
  bar.max = file.size || 1;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  row.append(mark, name, bar);
  list.append(row);
  return { row, bar };
}

function refuse({ row, bar }, message) {
  bar.remove();
  const says = document.createElement("span");
  says.className = "upload__error";
  says.setAttribute("role", "alert");
  says.textContent = message;
  row.append(says);
}

async function digest(file) {
  if (!globalThis.crypto?.subtle) return "";
  const bytes = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function transfer(input, file, list) {
  const form = input.form;
  const shown = startRow(list, file);
  const body = new FormData();
  body.set("name", file.name);
  body.set("size", file.size);
  const sha = await digest(file);
  if (sha) body.set("sha256", sha);
  const begun = await send(input.dataset.upload, { form, body });
  if (!begun.url) return refuse(shown, begun.message ?? input.dataset.failed ?? "—");
  for (let offset = begun.offset ?? 0, tries = 0; tries < TRIES; ) {
    const answer = await send(begun.url, {
      form,
      method: "PATCH",
      body: file.slice(offset, offset + PIECE),
      headers: { "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" },
    });
    if (answer.done) return finish(shown, answer);
    if (answer.offset === undefined) {
      if (answer.status && answer.status < 500) return refuse(shown, answer.message ?? input.dataset.failed ?? "—");
      await pause(tries++);
      continue;
    }
    tries = answer.offset > offset ? 0 : tries + 1;
    offset = answer.offset;
    shown.bar.value = offset;
  }
  refuse(shown, input.dataset.failed ?? "—");
}

function finish({ row }, answer) {
  row.insertAdjacentHTML("afterend", answer.row);
  row.remove();
}

for (const input of document.querySelectorAll("input[type=file][data-upload]")) {
  const list = document.getElementById(input.dataset.list);
  const take = async (files) => {
    for (const file of files) await transfer(input, file, list);
    input.value = "";
  };
  input.addEventListener("change", () => take(input.files));
  const drop = input.closest(".drop");
  for (const kind of ["dragover", "dragleave", "drop"]) {
    drop?.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.toggle("drop--over", kind === "dragover");
      if (kind === "drop") take(event.dataTransfer.files);
    });
  }
}
