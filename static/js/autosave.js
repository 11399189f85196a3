// Nothing typed is lost: saves a section while it is filled in, keeps it on this device when that fails.
//
// <form method="post" data-autosave="/address" data-revision="3"> with components/save_state.html inside or near it.
// Sent: the form's fields and `revision`. Answers: 200 {revision, saved_at}; 409 {revision, fields, by};
// 422 {message}. Without JavaScript the same form is an ordinary post with a button.
import { changed, read, write } from "./fields.js";
import { showConflict } from "./conflict.js";
import { send } from "./post.js";

const WAIT = 1200;
const RETRY = 15000;

class Autosave {
  constructor(form) {
    this.form = form;
    this.url = form.dataset.autosave;
    this.key = `draft:${this.url}`;
    this.revision = Number(form.dataset.revision);
    this.base = read(form);
    this.open = new Set();
    this.state = form.querySelector("[data-save-state]") ?? document.querySelector("[data-save-state]");
    this.words = this.state?.dataset ?? {};
    form.addEventListener("input", () => this.touched(WAIT));
    form.addEventListener("change", () => this.touched(200));
    form.addEventListener("submit", (event) => this.leave(event));
    addEventListener("online", () => this.save());
    addEventListener("pagehide", () => this.save({ keepalive: true }));
    this.restore();
  }

  get dirty() {
    return changed(this.base, read(this.form)).length > 0;
  }

  show(state, text) {
    if (!this.state) return;
    this.state.dataset.state = state;
    this.state.textContent = text;
  }

  touched(wait) {
    this.keep();
    this.show("unsaved", this.words.unsaved);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  keep() {
    try {
      const draft = { revision: this.revision, base: this.base, fields: read(this.form) };
      localStorage.setItem(this.key, JSON.stringify(draft));
    } catch {
      /* storage full or forbidden: the state then says "not saved" until the network is back */
    }
  }

  forget() {
    clearTimeout(this.timer);
    try {
      localStorage.removeItem(this.key);
    } catch {
      /* nothing was kept */
    }
  }

  restore() {
    let draft;
    try {
      draft = JSON.parse(localStorage.getItem(this.key));
    } catch {
      return;
    }
    if (!draft || !changed(this.base, draft.fields).length) return this.forget();
    this.merge(draft.base, draft.fields, this.base, "");
    if (!this.open.size && this.dirty) this.show("unsaved", this.words.restore);
    this.settle();
  }

  /** A button pressed while a save is under way waits for it: the form is then sent with the revision it brings. */
  leave(event) {
    if (!this.busy) return this.forget();
    event.preventDefault();
    this.pressed = event.submitter;
  }

  /** After a merge: save what is still mine alone; if nothing is, what stands there is what was typed. */
  settle(savedAt = "") {
    if (this.open.size) return this.keep();
    if (this.dirty) return this.save();
    this.forget();
    this.show("saved", `${this.words.saved} ${savedAt}`);
  }

  /** Put mine over theirs: only fields that both sides changed differently ask a person. */
  merge(base, mine, theirs, by) {
    for (const name of changed(mine, theirs)) {
      const [wasMine, wasTheirs] = [mine[name] ?? "", theirs[name] ?? ""];
      const before = base[name] ?? "";
      if (wasMine === before) write(this.form, name, wasTheirs);
      else if (wasTheirs === before) write(this.form, name, wasMine);
      else this.ask(name, wasMine, wasTheirs, by);
    }
  }

  ask(name, mine, theirs, by) {
    write(this.form, name, mine);
    this.open.add(name);
    this.show("conflict", this.words.conflict);
    const settled = () => {
      this.open.delete(name);
      if (!this.open.size) this.touched(0);
    };
    showConflict({ form: this.form, name, mine, theirs, by, words: this.words, settled });
  }

  async save({ keepalive = false } = {}) {
    clearTimeout(this.timer);
    if (this.busy || this.open.size || !this.dirty) return;
    this.busy = true;
    const sent = read(this.form);
    const body = new FormData(this.form);
    for (const [name, value] of [...body]) if (typeof value !== "string") body.delete(name);
    body.set("revision", this.revision);
    this.show("saving", this.words.saving);
    const answer = await send(this.url, { form: this.form, body, keepalive });
    this.busy = false;
    this.answered(answer, sent);
    const pressed = this.pressed;
    this.pressed = undefined;
    if (pressed && answer.status === 200) this.form.requestSubmit(pressed);
  }

  answered(answer, sent) {
    if (answer.status === 200) return this.saved(answer, sent);
    if (answer.status === 409) return this.conflicted(answer, sent);
    this.keep();
    if (answer.status === 401 || answer.status === 403) return this.show("failed", answer.message ?? this.words.signedOut);
    if (answer.status === 422) return this.show("failed", answer.message ?? this.words.failed);
    this.show("offline", answer.status ? this.words.failed : this.words.offline);
    this.timer = setTimeout(() => this.save(), RETRY);
  }

  saved(answer, sent) {
    this.agree(answer.revision, sent);
    this.form.dispatchEvent(new CustomEvent("saved", { bubbles: true }));
    if (this.dirty) return this.touched(WAIT);
    this.forget();
    this.show("saved", `${this.words.saved} ${answer.saved_at}`);
  }

  conflicted(answer, sent) {
    const base = this.base;
    this.agree(answer.revision, { ...sent, ...answer.fields });
    this.merge(base, read(this.form), this.base, answer.by ?? "");
    this.settle(answer.saved_at);
  }

  agree(revision, fields) {
    this.revision = revision;
    this.base = fields;
    const hidden = this.form.elements.namedItem("revision");
    if (hidden) hidden.value = revision;
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form);
