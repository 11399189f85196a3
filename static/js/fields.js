// A form's fields as plain values: read, written, compared.
const LEFT_OUT = new Set(["csrfmiddlewaretoken", "revision"]);

/** All answers by name; a name with several values becomes lines of one text. */
export function read(form) {
  const answers = {};
  for (const control of form.elements) if (control.name && !LEFT_OUT.has(control.name)) answers[control.name] ??= "";
  for (const [name, value] of new FormData(form)) {
    if (LEFT_OUT.has(name) || typeof value !== "string") continue;
    answers[name] = answers[name] ? `${answers[name]}\n${value}` : value;
  }
  return answers;
}

/** Write one answer back into its control or controls. */
export function write(form, name, text) {
  const controls = [...form.elements].filter((control) => control.name === name);
  const values = new Set(String(text).split("\n"));
  for (const control of controls) {
    if (control.type === "file") continue;
    if (control.type === "checkbox" || control.type === "radio") control.checked = values.has(control.value);
    else control.value = text;
    control.dispatchEvent(new Event("written", { bubbles: true }));
  }
}

/** Names whose answers differ. */
export const changed = (a, b) =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => (a[name] ?? "") !== (b[name] ?? ""));
