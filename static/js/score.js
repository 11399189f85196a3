// The score sheet by keyboard: type a percentage and Enter, go on to the next item. Shows the band's guidance, points by
// category with their radar, and what contradicts itself — from what stands in the page, so also without a network.
import { drawRadar } from "./radar.js";

const items = [...document.querySelectorAll("[data-score]")];
const radios = (item) => [...item.querySelectorAll("input[type=radio]")];
const chosen = (item) => radios(item).find((radio) => radio.checked);
const scored = (item) => (Number(chosen(item).value) * Number(item.dataset.points)) / 100;

function show(item) {
  const radio = chosen(item);
  const result = item.querySelector("[data-score-result]");
  result.textContent = radio ? `${radio.value} % · ${scored(item).toFixed(2)}` : "—";
  for (const guide of item.querySelectorAll("[data-band-guide]")) guide.hidden = guide.dataset.bandGuide !== radio?.dataset.band;
  judge(item);
  total();
}

/** A high percentage without a strength, a low one without an opportunity: pointed out, never forbidden. */
function judge(item) {
  const percent = chosen(item) ? Number(chosen(item).value) : NaN;
  for (const line of item.parentElement.querySelectorAll("[data-lacks]")) {
    const { lacks, from, below } = line.dataset;
    const bare = !item.querySelector(`textarea[name$="-${lacks}"]`).value.trim();
    line.hidden = !(bare && (from ? percent >= Number(from) : percent < Number(below)));
  }
}

function categories() {
  const shares = [];
  for (const part of document.querySelectorAll("[data-category-points]")) {
    const inside = [...part.closest("section").querySelectorAll("[data-score]")].filter(chosen);
    const points = inside.reduce((sum, item) => sum + scored(item), 0);
    part.textContent = points.toFixed(2);
    shares.push((points * 100) / Number(part.dataset.categoryPoints));
  }
  for (const radar of document.querySelectorAll("[data-score-radar] svg")) drawRadar(radar, shares);
}

function total() {
  const done = items.filter(chosen);
  const sum = done.reduce((points, item) => points + scored(item), 0);
  for (const place of document.querySelectorAll("[data-score-total]")) place.textContent = sum.toFixed(2);
  for (const place of document.querySelectorAll("[data-score-done]")) place.textContent = `${done.length} / ${items.length}`;
  categories();
}

function goTo(index) {
  const item = items[Math.min(Math.max(index, 0), items.length - 1)];
  (chosen(item) ?? radios(item)[0])?.focus();
}

function typed(item, index) {
  let digits = "";
  const result = item.querySelector("[data-score-result]");
  return (event) => {
    if (event.target.type !== "radio" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^[0-9]$/.test(event.key)) {
      digits = (digits + event.key).slice(-3);
      result.textContent = `${digits} %`;
    } else if (event.key === "Enter") {
      event.preventDefault();
      const radio = radios(item).find((one) => one.value === String(Number(digits)));
      if (digits && !radio) return reset();
      if (digits) choose(radio);
      digits = "";
      goTo(index + 1);
    } else if (event.key === "Escape" || event.key === "Backspace") reset();
  };

  function reset() {
    digits = "";
    show(item);
  }
}

function choose(radio) {
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
}

items.forEach((item, index) => {
  item.addEventListener("change", (event) => event.target.type === "radio" && show(item));
  item.addEventListener("input", () => judge(item));
  item.addEventListener("written", () => show(item));
  item.addEventListener("keydown", typed(item, index));
});
total();
