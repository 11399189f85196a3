// The light/dark switch; the choice stays on this device.
const root = document.documentElement;
const dark = () =>
  root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;

const buttons = document.querySelectorAll("[data-theme-switch]");
const show = () => buttons.forEach((button) => button.setAttribute("aria-pressed", String(dark())));

for (const button of buttons) {
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    show();
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {
      /* only for this page, then */
    }
  });
}
show();
