const explored = JSON.parse(byId("explored").textContent);
const { outcomes, levers } = explored;
const slots = explored.years.length + 1; // the last: all years from the first lever on
const ENDS = 5;
const SPAN = explored.since === explored.years.at(-1) ? `${explored.since}` : `${explored.since} to ${explored.years.at(-1)}`;
const DIRECTIONS = ["none told", "higher", "lower"];
const inputs = [...document.querySelectorAll("[data-lever]")];
const named = byId("named");
let numbers; // per outcome: level and difference, at(policy, slot) being five ends
let models; // per outcome: what its emulator is made of, or nothing

async function decode() {
  const packed = Uint8Array.from(atob(explored.numbers), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const planes = new Uint8Array(await new Response(stream).arrayBuffer());
  const count = planes.length / 4;
  const bytes = new Uint8Array(planes.length);
  for (let rank = 0; rank < 4; rank++) for (let i = 0; i < count; i++) bytes[4 * i + rank] = planes[rank * count + i];
  const floats = new Float32Array(bytes.buffer);
  let place = 0;
  const take = (length) => floats.subarray(place, (place += length));
  const size = explored.policies.length * slots * ENDS;
  numbers = outcomes.map(() => ({ level: take(size), difference: take(size) }));
  models = explored.emulators.map((said) => {
    if (!said) return null;
    const base = take(slots * said.draws);
    return { ...said, base, coefficients: take(base.length * said.terms.length), error: take(slots) };
  });
}

// What is set ----------------------------------------------------------------------------------------------------------

// One lever as it is set: its coverage, the place of each level (none where it is not pulled), or a coverage between.
function set(lever, at) {
  const own = inputs.filter((input) => Number(input.dataset.lever) === at);
  const first = own[0];
  let coverage;
  let place;
  if (first.type === "checkbox") place = first.checked ? 0 : -1;
  else if (first.dataset.between !== undefined) {
    coverage = Number(first.value);
    place = coverage ? lever.axes[0].levels.findIndex((level) => Math.abs(level - coverage) < 1e-9) : -1;
  } else place = Number(first.value) - 1;
  coverage ??= place < 0 ? 0 : lever.axes[0].levels[place];
  return { coverage, places: coverage ? [place, ...own.slice(1).map((input) => Number(input.value) - 1)] : [] };
}

function found() {
  if (named?.value) return { policy: Number(named.value), uses: null };
  const uses = levers.map(set);
  const policy = explored.points[uses.map((use) => use.places.join(",")).join(";")];
  if (policy !== undefined) return { policy, uses };
  if (explored.hull && explored.hull.every((face) => inside(face, uses))) return { between: uses.map((use) => use.coverage), uses };
  return { uses };
}

function inside(face, uses) {
  return uses.reduce((sum, use, i) => sum + face[i] * use.coverage, face[face.length - 1]) <= 1e-9;
}

function words(uses) {
  const said = levers.flatMap((lever, at) => (uses[at].coverage ? [`${lever.title} ${percent(uses[at].coverage)}`] : []));
  return said.length ? said.join("; ") : "no lever set";
}

// What comes of it -----------------------------------------------------------------------------------------------------

// Return ends of bands by slot, of levels and of differences; nothing where nothing may be told.
function bands(place, at) {
  if (at.policy !== undefined) {
    const ends = (values) => Array.from({ length: slots }, (_, slot) => {
      const start = (at.policy * slots + slot) * ENDS;
      return values.subarray(start, start + ENDS);
    });
    return { level: ends(numbers[place].level), difference: ends(numbers[place].difference) };
  }
  const model = models[place];
  return at.between && model?.good ? estimated(model, at.between) : null;
}

function estimated(model, coverages) {
  const terms = model.terms.map((term) => term.reduce((product, lever) => product * coverages[lever], 1));
  const level = [];
  const difference = [];
  for (let slot = 0; slot < slots; slot++) {
    const changes = [];
    const values = [];
    for (let draw = 0; draw < model.draws; draw++) {
      const row = slot * model.draws + draw;
      let change = 0;
      for (let t = 0; t < terms.length; t++) change += terms[t] * model.coefficients[row * terms.length + t];
      changes.push(change);
      values.push(model.base[row] + change);
    }
    difference.push(quantiles(changes));
    level.push(quantiles(values));
  }
  return { level, difference };
}

function quantiles(values) {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (!sorted.length || 2 * sorted.length < values.length) return [NaN, NaN, NaN, NaN, NaN];
  return [0.05, 0.25, 0.5, 0.75, 0.95].map((share) => {
    const place = share * (sorted.length - 1);
    const low = Math.floor(place);
    return sorted[low] + (place - low) * ((sorted[low + 1] ?? sorted[low]) - sorted[low]);
  });
}

function direction(place, at) {
  if (at.policy === undefined) return at.between ? "none told, estimated" : "-";
  if (at.policy === 0) return "-";
  const [way] = explored.verdicts[place][at.policy];
  const { better } = outcomes[place];
  return DIRECTIONS[way] + (way && better ? `, ${DIRECTIONS[way] === better ? "better" : "worse"}` : "");
}

// What a sentence says of an outcome beside its numbers: why no direction is told, or how sure an estimate is.
function remark(place, at) {
  if (at.policy === 0) return "No lever is set.";
  if (at.policy !== undefined) return explored.sentences[explored.verdicts[place][at.policy][1]];
  const model = models[place];
  if (!at.between) return "These settings were not run, and lie beyond what was; nothing is told.";
  const { unit } = outcomes[place];
  if (!model) return "Runs are too few to tell what lies between them.";
  const explains = `predictions of runs left out explain ${percent(Math.max(0, model.explained))} of what differs`;
  if (!model.good) return `Not told between runs: ${explains}, ${percent(model.asked)} are asked.`;
  return `Estimated between runs: off by about ${number(model.error[slots - 1], unit)} (${explains}).`;
}

// On the page ----------------------------------------------------------------------------------------------------------

function fill(row, cells) {
  [...row.querySelectorAll("td")].forEach((cell, i) => (cell.textContent = unbroken(cells[i])));
}

function tell(place, at, told, base) {
  const { name, label, unit } = outcomes[place];
  const level = told ? told.level[slots - 1] : null;
  const change = told ? told.difference[slots - 1] : null;
  const way = direction(place, at);
  const difference = middle(change, unit, signed);
  const interval = between(change, 0, 4, unit, signed);
  fill(byId(`glance-${name}`), [middle(base[slots - 1], unit, number), middle(level, unit, number), difference, interval, way]);
  const details = byId(name);
  const still = at.policy === 0; // then nothing differs, and the level is what there is to tell
  const main = still ? middle(level, unit, number) : difference;
  const ends = still ? between(level, 0, 4, unit, number) : interval;
  details.querySelector(".short").textContent = known(change) ? unbroken(`${main} (${ends})`) : "nothing to tell";
  const clear = still ? "" : way.startsWith("none") ? "no direction told, " : `${way}, `;
  const sentence = known(change) ? `${label}, ${SPAN}: ${clear}${main} (90% interval ${ends})` : `${label}: nothing to tell`;
  if (!details.open) return sentence;
  byId(`${name}-title`).textContent = unbroken(sentence);
  details.querySelector(".said").textContent = unbroken(remark(place, at));
  details.querySelectorAll("tbody tr").forEach((row, slot) => {
    const one = told ? told.level[slot] : null;
    const gap = told ? told.difference[slot] : null;
    fill(row, [
      middle(base[slot], unit, number), middle(one, unit, number), between(one, 1, 3, unit, number), between(one, 0, 4, unit, number),
      middle(gap, unit, signed), between(gap, 1, 3, unit, signed), between(gap, 0, 4, unit, signed),
    ]);
  });
  for (const kind of ["level", "difference"]) {
    const heading = byId(`${name}-${kind}`).closest(".panel").querySelector("h4").textContent;
    figures[`${name}-${kind}`].title = [sentence, heading, at.uses ? words(at.uses) : explored.policies[at.policy], explored.name];
  }
  paint(`${name}-level`, told?.level, unit, number, base);
  paint(`${name}-difference`, told?.difference, unit, signed);
  return sentence;
}

// Put new numbers into a picture, and its words; traces stand as experiments/explorer/page.py lists them.
function paint(id, ends, unit, said, base) {
  const { data } = figures[id];
  const of = (end) => explored.years.map((_, slot) => (ends && Number.isFinite(ends[slot][end]) ? ends[slot][end] : null));
  [0, 4, 1, 3, 2].forEach((end, trace) => (data[trace].y = of(end)));
  const told = explored.years.map((year, slot) =>
    ends && known(ends[slot]) ? `${year}: ${middle(ends[slot], unit, said)} (90% ${between(ends[slot], 0, 4, unit, said)})` : `${year}: -`);
  data[4].hovertext = told;
  if (base) {
    data[5].y = explored.years.map((_, slot) => (Number.isFinite(base[slot][2]) ? base[slot][2] : null));
    beside(figures[id].layout, [data[4].y.at(-1), data[5].y.at(-1)]);
  }
  const place = byId(id);
  const heading = place.closest(".panel").querySelector("h4").textContent;
  place.setAttribute("aria-label", `${heading}, medians: ${told.join("; ")}`);
  if (place.classList.contains("js-plotly-plot")) {
    const { data: traces, layout } = structuredClone(figures[id]);
    window.Plotly.react(place, traces, layout, config);
  }
}

// Both names stand beside the ends of their lines, and apart where they would touch (experiments/end_labels.py).
function beside({ annotations, yaxis, height }, ends) {
  const [low, high] = yaxis.range;
  const [half, gap] = [17, 28].map((pixels) => (pixels * (high - low)) / (height - 46));
  const at = ends.map((end) => Math.min(high - half, Math.max(low + half, end ?? low)));
  const middle = Math.min(high - half - gap / 2, Math.max(low + half + gap / 2, (at[0] + at[1]) / 2));
  const near = Math.abs(at[0] - at[1]) < gap;
  const side = at[0] < at[1] ? -1 : 1;
  annotations.forEach((note, place) => {
    note.y = near ? middle + (place ? -side : side) * (gap / 2) : at[place];
    note.visible = ends[place] !== null;
  });
}

let quiet;
function update() {
  performance.mark("moved");
  const at = found();
  levers.forEach((lever, place) => {
    const use = at.uses?.[place];
    byId(`beyond-${place}`).hidden = !(use && use.coverage > lever.most_seen + 1e-12);
  });
  for (const input of inputs) {
    input.disabled = at.uses === null || (Number(input.dataset.axis) > 0 && !at.uses[input.dataset.lever].coverage);
    if (input.type === "range") level(input);
  }
  const sentences = outcomes.map((_, place) => tell(place, at, bands(place, at), bands(place, { policy: 0 }).level));
  performance.measure("redraw", "moved");
  address();
  clearTimeout(quiet); // a screen reader is told once the reader of the page rests
  quiet = setTimeout(() => (byId("told").textContent = unbroken(summary(at, sentences))), 300);
}

function summary(at, sentences) {
  const what = at.uses === null ? explored.policies[at.policy] : words(at.uses);
  const shown = [...document.querySelectorAll("details.outcome[open]")].map((details) => sentences[details.dataset.place]);
  return `With ${what}. ${shown.slice(0, 2).join(". ")}${shown.length ? "." : ""}`;
}

function level(input) {
  const axis = levers[input.dataset.lever].axes[input.dataset.axis];
  const value = Number(input.value);
  const share = input.dataset.between !== undefined ? value : value ? axis.levels[value - 1] : 0;
  byId(`${input.id}-said`).textContent = share ? percent(share) : "none";
  input.setAttribute("aria-valuetext", share ? percent(share) : "none");
}

// Kept settings --------------------------------------------------------------------------------------------------------

const nameOf = (input) => `${levers[input.dataset.lever].lever}.${levers[input.dataset.lever].axes[input.dataset.axis].setting}`;

let printing = false; // then every outcome is open, but those that a reader has open are printed
function address() {
  if (printing) return;
  const said = new URLSearchParams();
  if (named?.value) said.set("scenario", explored.policies[named.value]);
  for (const input of inputs) {
    const value = input.type === "checkbox" ? (input.checked ? "1" : "") : input.value;
    if (value !== input.dataset.initial) said.set(nameOf(input), value);
  }
  const outcomesOpen = [...document.querySelectorAll("details.outcome[open]")].map((details) => details.id);
  for (const details of document.querySelectorAll("details.outcome")) details.classList.toggle("printed", details.open);
  said.set("show", outcomesOpen.join(","));
  if (byId("name").value) said.set("name", byId("name").value);
  byId("link").href = `#${said}`;
  history.replaceState(null, "", `#${said}`);
}

// Set what an address says; what it says wrongly is left as it was.
function restore() {
  const said = new URLSearchParams(location.hash.slice(1));
  for (const input of inputs) {
    const value = said.get(nameOf(input));
    if (value === null) put(input, input.dataset.initial);
    else if (allowed(input, value)) put(input, value);
  }
  if (named) {
    const place = Object.keys(explored.files).find((each) => explored.policies[each] === said.get("scenario"));
    named.value = place ?? "";
  }
  if (!location.hash && inputs.length) put(inputs[0], inputs[0].type === "checkbox" ? "1" : inputs[0].max); // something to see
  byId("name").value = (said.get("name") ?? "").slice(0, 80);
  const show = said.get("show");
  for (const details of document.querySelectorAll("details.outcome"))
    details.open = show === null ? details.dataset.first !== undefined : show.split(",").includes(details.id);
}

function put(input, value) {
  if (input.type === "checkbox") input.checked = value === "1";
  else input.value = value;
}

function allowed(input, value) {
  if (input.type === "checkbox") return value === "1" || value === "";
  if (input.tagName === "SELECT") return [...input.options].some((option) => option.value === value);
  const level = Number(value);
  return value !== "" && level >= Number(input.min) && level <= Number(input.max);
}

// A scenario file: the baseline with the levers as they are set. Text is quoted, so that nothing in it is read as more.
function file() {
  const at = found();
  const called = fit(byId("name").value) || (at.uses ? fit(words(at.uses)) : "");
  if (at.uses === null) {
    const [first, ...rest] = explored.files[at.policy].split("\n");
    return [called ? `name: ${JSON.stringify(called)}` : first, ...rest].join("\n");
  }
  const said = explored.baseline.slice(2);
  const place = said.findIndex((line) => line.startsWith("levers:"));
  let last = place + 1;
  while (said[last]?.startsWith("  - ")) last += 1;
  const own = levers.flatMap((lever, i) => (at.uses[i].coverage ? [use(lever, at.uses[i])] : []));
  said.splice(last, 0, ...own);
  said[place] = last > place + 1 || own.length ? "levers:" : "levers: []";
  return [`name: ${JSON.stringify(called)}`, `question: ${JSON.stringify(fit(explored.question, 300))}`, ...said, ""].join("\n");
}

function use(lever, at) {
  const said = { ...lever.use };
  lever.axes.forEach((axis, i) => {
    said[axis.setting] = i === 0 ? at.coverage : axis.levels[at.places[i]];
  });
  return `  - {${Object.entries(said).map(([key, value]) => `${key}: ${value}`).join(", ")}}`;
}

// Names are one line without marks that turn the direction of text; 80 characters at most.
function fit(text, longest = 80) {
  const plain = text.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "").trim();
  return [...plain].slice(0, longest).join("").trim();
}

function download() {
  const place = document.createElement("a");
  place.href = URL.createObjectURL(new Blob([file()], { type: "application/yaml" }));
  place.download = "my_scenario.yaml";
  place.click();
  setTimeout(() => URL.revokeObjectURL(place.href), 1000);
}

(async () => {
  for (const input of inputs) input.dataset.initial = input.type === "checkbox" ? "" : input.value;
  await decode();
  restore();
  update();
  performance.mark("ready");
  let waiting = 0; // one redraw a frame, however fast a lever moves
  const soon = () => (waiting ||= requestAnimationFrame(() => ((waiting = 0), update())));
  for (const input of [...inputs, ...(named ? [named] : [])]) input.addEventListener("input", soon);
  for (const details of document.querySelectorAll("details.outcome")) details.addEventListener("toggle", soon);
  byId("name").addEventListener("change", address);
  byId("download").addEventListener("click", download);
  byId("reset").addEventListener("click", () => {
    for (const input of inputs) put(input, input.dataset.initial);
    if (named) named.value = "";
    update();
  });
  window.addEventListener("beforeprint", () => (printing = true));
  window.addEventListener("afterprint", () => (printing = false));
  window.addEventListener("hashchange", () => (restore(), update()));
})();
