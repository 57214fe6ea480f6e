"use strict";
const byId = (id) => document.getElementById(id);
const PRINTED = 660; // width of A4 less its margins, in CSS pixels
const { config, figures } = JSON.parse(byId("figures").textContent);

function openTables() {
  for (const details of document.querySelectorAll("details.data")) details.open = true;
  for (const picture of document.querySelectorAll(".picture")) picture.hidden = true;
}

async function unpack() {
  const packed = Uint8Array.from(atob(byId("plotly").textContent), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const script = document.createElement("script");
  script.textContent = await new Response(stream).text();
  document.head.append(script);
  if (!window.Plotly) throw new Error("plotly.js did not start");
}

function draw(within) {
  for (const place of within.querySelectorAll(".picture")) {
    if (place.closest("details:not([open])")) continue;
    if (place.classList.contains("js-plotly-plot")) {
      window.Plotly.Plots.resize(place);
      continue;
    }
    const { data, layout } = structuredClone(figures[place.id]); // Plotly changes what it is given
    window.Plotly.newPlot(place, data, layout, config);
    document.querySelector(`[data-picture="${place.id}"]`).hidden = false;
  }
}

// Folded pictures are drawn when they are opened, or the page is printed: with many scenarios they are many.
function fold() {
  for (const details of document.querySelectorAll("details.folded")) {
    details.open = false;
    details.addEventListener("toggle", () => details.open && draw(details));
  }
}

function save(id) {
  const { data, layout, title } = structuredClone(figures[id]);
  const top = 24 * title.length + 20 + layout.margin.t;
  const height = layout.height + top - layout.margin.t;
  const text = title.map((line, i) => (i ? line : `<b>${line}</b>`)).join("<br>");
  const titled = {
    ...layout, autosize: false, width: 900, height, margin: { ...layout.margin, t: top },
    title: { text, x: 0.01, xanchor: "left", y: 1, yref: "container", yanchor: "top", pad: { t: 28 }, font: { size: 15 } },
  };
  window.Plotly.downloadImage({ data, layout: titled }, { format: "png", width: 900, height, scale: 2, filename: id });
}

// Pictures with steps: a slider, and a button that plays, which is not offered to whoever asks for less motion.
function steps(controls) {
  const id = controls.dataset.steps;
  const frames = figures[id].frames;
  const [button, slider, told] = ["button", "input", "output"].map((name) => controls.querySelector(name));
  let timer = 0;
  const show = (step) => {
    slider.value = step;
    told.textContent = frames[step].name;
    slider.setAttribute("aria-valuetext", frames[step].name);
    const bars = frames[step].data;
    window.Plotly.restyle(byId(id), { x: bars.map((bar) => bar.x), text: bars.map((bar) => bar.text) });
  };
  const stop = () => {
    clearInterval(timer);
    timer = 0;
    button.textContent = "Play";
    button.setAttribute("aria-pressed", "false");
  };
  const play = () => {
    if (timer) return stop();
    if (Number(slider.value) === frames.length - 1) show(0);
    button.textContent = "Pause";
    button.setAttribute("aria-pressed", "true");
    timer = setInterval(() => {
      show(Number(slider.value) + 1);
      if (Number(slider.value) === frames.length - 1) stop();
    }, 1200);
  };
  slider.addEventListener("input", () => (stop(), show(Number(slider.value))));
  button.addEventListener("click", play);
  button.hidden = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  controls.hidden = false;
}

function printWhole() {
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const details of opened) details.open = true;
    draw(document);
    for (const place of document.querySelectorAll(".picture"))
      place.style.zoom = Math.min(1, PRINTED / place.querySelector(".main-svg").clientWidth);
  });
  window.addEventListener("afterprint", () => {
    for (const place of document.querySelectorAll(".picture")) place.style.zoom = "";
    for (const details of opened) details.open = false;
  });
}

(async () => {
  try {
    await unpack();
    fold();
    draw(document);
    for (const button of document.querySelectorAll(".save"))
      button.addEventListener("click", () => save(button.dataset.picture));
    for (const controls of document.querySelectorAll("[data-steps]")) steps(controls);
    printWhole();
  } catch (error) {
    byId("unsupported").hidden = false;
    openTables();
  }
})();
