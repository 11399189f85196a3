// Small helps for every page: dialogs, one submission per click, focus on the error summary, drawers that close.
for (const opener of document.querySelectorAll("[data-dialog]")) {
  const dialog = document.getElementById(opener.dataset.dialog);
  if (!dialog) continue;
  opener.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.showModal();
  });
  for (const closer of dialog.querySelectorAll("[data-close]")) closer.addEventListener("click", () => dialog.close());
}

document.querySelector("[data-error-summary]")?.focus();

// A second click on the same button sends nothing; coming back with "back" opens the form again.
// Asked last, on the document: a form that waits for its own autosave has not been sent yet.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 8000);
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// A drawer closes with Escape or a click beside it.
for (const drawer of document.querySelectorAll("details.drawer")) {
  const close = (event) => {
    if (event.type === "keydown" ? event.key === "Escape" : !drawer.contains(event.target)) drawer.open = false;
  };
  addEventListener("keydown", close);
  addEventListener("click", close);
}

// Filters apply as they are chosen.
for (const form of document.querySelectorAll("form[data-auto-submit]")) {
  form.addEventListener("change", () => form.requestSubmit());
}

// How many characters are left in a limited text.
for (const area of document.querySelectorAll("textarea[maxlength]")) {
  const left = document.createElement("div");
  left.className = "count-left";
  area.after(left);
  const show = () => {
    left.textContent = `${[...area.value].length.toLocaleString()} / ${Number(area.maxLength).toLocaleString()}`;
  };
  area.addEventListener("input", show);
  show();
}
