// Numbers in words, the same as in tables and reports: experiments/chart_words.py, digit by digit.

// Halves go to the even digit, as in Python; a half in decimals is an odd number over a power of two.
function fixed(value, digits) {
  const half = Number.isInteger(value * 2 ** (digits + 1)) && !Number.isInteger(value * 2 ** digits);
  if (!half) return value.toFixed(digits);
  const down = Math.floor(value * 10 ** digits);
  return ((down % 2 === 0 ? down : down + 1) / 10 ** digits).toFixed(digits);
}

function grouped(text) {
  const [whole, part] = text.split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (part === undefined ? "" : `.${part}`);
}

function pounds(value) {
  const sign = value < 0 ? "-" : "";
  const size = Math.abs(value);
  for (const [letters, unit] of [["bn", 1e9], ["m", 1e6], ["k", 1e3]])
    if (size >= unit) return `${sign}£${grouped(fixed(size / unit, 1))}${letters}`;
  return `${sign}£${fixed(size, 0)}`;
}

function number(value, unit) {
  if (unit === "share") return `${fixed(value * 100, 1)}%`;
  if (unit === "pounds") return pounds(value);
  return Math.abs(value) >= 20 || value === 0 ? grouped(fixed(value, 0)) : fixed(value, 1);
}

function signed(value, unit) {
  const sign = value < 0 ? "-" : "+";
  if (unit === "share") return `${sign}${fixed(Math.abs(100 * value), 2)} points`;
  const size = number(Math.abs(value), unit);
  return /[1-9]/.test(size) ? `${sign}${size}` : size; // nothing that could have a sign
}

// A sign stays with its pound, and a number with its unit, wherever a line ends: experiments/templates.py.
const unbroken = (text) => text.replace(/([+-])(?=£)/g, "$1\u2060").replace(/(\d) (?=(days?|points?)(?!\w))/g, "$1\u00a0");

const known = (ends) => ends !== null && Number.isFinite(ends[2]);
const middle = (ends, unit, said) => (known(ends) ? said(ends[2], unit) : "-");
const between = (ends, low, high, unit, said) => (known(ends) ? `${said(ends[low], unit)} to ${said(ends[high], unit)}` : "-");
const percent = (share) => `${Math.round(share * 100)}%`;
