// Two texts for one field: both are shown, a person picks.
import { write } from "./fields.js";

function choice(words, heading, text, label, pick) {
  const part = document.createElement("div");
  const head = document.createElement("p");
  head.className = "strong";
  head.textContent = heading;
  const shown = document.createElement("div");
  shown.className = "conflict__text";
  shown.tabIndex = 0;
  shown.textContent = text || "—";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--plain button--s";
  button.textContent = label;
  button.addEventListener("click", pick);
  part.className = "stack stack--s";
  part.append(head, shown, button);
  return part;
}

/** Show both texts beside the field; `settled` is called when one is picked. */
export function showConflict({ form, name, mine, theirs, by, words, settled }) {
  const control = [...form.elements].find((element) => element.name === name);
  const field = control?.closest(".field, .score, td, .question") ?? form;
  field.querySelector(`[data-conflict-for="${CSS.escape(name)}"]`)?.remove();
  const box = document.createElement("div");
  box.className = "conflict";
  box.dataset.conflictFor = name;
  box.setAttribute("role", "alert");
  const pair = document.createElement("div");
  pair.className = "conflict__pair";
  const pick = (text) => () => {
    write(form, name, text);
    box.remove();
    settled();
    control?.focus();
  };
  const title = document.createElement("p");
  title.className = "strong";
  title.textContent = words.conflict;
  pair.append(
    choice(words, by ? `${words.theirs} (${by})` : words.theirs, theirs, words.keepTheirs, pick(theirs)),
    choice(words, words.mine, mine, words.keepMine, pick(mine)),
  );
  box.append(title, pair);
  field.append(box);
}
