// Findings while one answers: <form data-live="id of the place"> is sent on every change, the answer replaces the place.
for (const form of document.querySelectorAll("form[data-live]")) {
  const place = document.getElementById(form.dataset.live);
  let timer;
  let asked = 0;
  const ask = async () => {
    const turn = ++asked;
    place.setAttribute("aria-busy", "true");
    const response = await fetch(form.action || location.href, {
      method: "POST",
      body: new FormData(form),
      credentials: "same-origin",
      headers: { "X-Live": "1" },
    }).catch(() => null);
    // A later answer may have been asked for meanwhile; only the last one counts.
    if (turn !== asked) return;
    if (response?.ok && !response.redirected) place.innerHTML = await response.text();
    place.removeAttribute("aria-busy");
  };
  for (const kind of ["change", "input"]) {
    form.addEventListener(kind, () => {
      clearTimeout(timer);
      timer = setTimeout(ask, kind === "change" ? 50 : 600);
    });
  }
}

// Findings beside a form that saves itself: [data-after-save="address"] is fetched anew after every save.
for (const place of document.querySelectorAll("[data-after-save]")) {
  let asked = 0;
  document.addEventListener("saved", async () => {
    const turn = ++asked;
    const open = [...place.querySelectorAll("details")].map((part) => part.open);
    const response = await fetch(place.dataset.afterSave, { headers: { "X-Live": "1" } }).catch(() => null);
    if (turn !== asked || !response?.ok || response.redirected) return;
    place.innerHTML = await response.text();
    [...place.querySelectorAll("details")].forEach((part, n) => (part.open = open[n] ?? part.open));
  });
}
