// Through the queue by keyboard: Alt+N, Alt+P; Alt+J goes to the next question that is still open.
const OPEN = ".finding--for_judgement select, .finding--unknown select";

function nextOpen() {
  const fields = [...document.querySelectorAll(OPEN)].filter((field) => field.offsetParent && !field.value);
  const after = fields.find((field) => document.activeElement.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING);
  return after || fields[0];
}

document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey) return;
  const link = document.querySelector(`[data-queue="${event.code}"]`);
  const field = event.code === "KeyJ" ? nextOpen() : null;
  if (!link && !field) return;
  event.preventDefault();
  if (link) link.click();
  else field.focus();
});
