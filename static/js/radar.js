// Moves a radar that the server drew (components/radar.html) to other shares; same geometry as journal/look/charts.py.
const CENTRE = 200;
const REACH = 130;

function place(index, count, share) {
  const angle = (2 * Math.PI * index) / count - Math.PI / 2;
  const length = (REACH * Math.min(Math.max(share, 0), 100)) / 100;
  return [CENTRE + length * Math.cos(angle), CENTRE + length * Math.sin(angle)].map((at) => at.toFixed(1));
}

export function drawRadar(svg, shares) {
  const places = shares.map((share, index) => place(index, shares.length, share));
  svg.querySelector(".area:not(.area--other)").setAttribute("points", places.map((at) => at.join(",")).join(" "));
  const labels = [...svg.querySelectorAll("text")].map((label) => label.textContent);
  svg.setAttribute("aria-label", labels.map((label, index) => `${label} ${shares[index].toFixed(1)} %`).join(", "));
  svg.querySelectorAll("circle.point").forEach((point, index) => {
    point.setAttribute("cx", places[index][0]);
    point.setAttribute("cy", places[index][1]);
  });
}
