// Shows what an answer calls for: [data-when="field name"][data-equals="value"] is hidden while the answer is another.
const rest = [...document.querySelectorAll("[data-when]")];

function answer(part, name) {
  const scope = part.closest("form") ?? document;
  const controls = [...scope.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
  const chosen = controls.find((control) => control.checked);
  if (controls[0]?.type === "radio" || controls[0]?.type === "checkbox") return chosen?.value ?? "";
  return controls[0]?.value ?? "";
}

function settle() {
  for (const part of rest) part.hidden = answer(part, part.dataset.when) !== part.dataset.equals;
}

for (const kind of ["change", "written"]) document.addEventListener(kind, settle);
settle();
