// Writes bert-characters.bin: what BERT's normaliser and pre-tokeniser do to every Unicode scalar value,
// asked of the reference implementation itself, so that no Unicode tables of the machine are needed at run time.
//
//   cd $(mktemp -d) && npm install tokenizers@0.23.2
//   cp <repository>/src/DistilBert.Qa/Tokenization/Unicode/generate.mjs . && node generate.mjs <repository>/src/DistilBert.Qa/Tokenization/Unicode/bert-characters.bin
//
// The layout is described in README.md beside this script.
import { writeFileSync } from 'node:fs';
import tokenizers from 'tokenizers';

const normalizer = (options) => {
  const one = tokenizers.bertNormalizer({ cleanText: false, handleChineseChars: false, stripAccents: false, lowercase: false, ...options });
  return (text) => one.normalizeString(text);
};
const clean = normalizer({ cleanText: true });
const separate = normalizer({ handleChineseChars: true });
const strip = normalizer({ stripAccents: true });
const lower = normalizer({ lowercase: true });
const splitter = tokenizers.bertPreTokenizer();

const REMOVED = 0, SPACE = 1, WORD = 2, PUNCTUATION = 3, CJK = 4;
const LAST = 0x10ffff, HANGUL_FIRST = 0xac00, HANGUL_LAST = 0xd7a3;
const isSurrogate = (c) => c >= 0xd800 && c <= 0xdfff;
const between = (change, text) => change('a' + text + 'b').slice(1, -1);

function classOf(text) {
  const cleaned = between(clean, text);
  if (cleaned === '') return REMOVED;
  if (cleaned === ' ') return SPACE;
  if (cleaned !== text) throw new Error(`cleaning changes ${text}`);
  if (between(separate, text) !== text) return CJK;
  const pieces = splitter.preTokenizeString('a' + text + 'b').length;
  if (pieces === 2) return SPACE;
  return pieces === 3 ? PUNCTUATION : WORD;
}

const bytes = [];
function number(value) {
  for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
  bytes.push(value);
}
const signed = (value) => number(value < 0 ? -2 * value - 1 : 2 * value);

const classes = [], stripped = [], lowered = [];
for (let c = 0; c <= LAST; c++) {
  const text = isSurrogate(c) ? '' : String.fromCodePoint(c);
  const kind = text === '' ? REMOVED : classOf(text);
  const run = classes.at(-1);
  if (run?.kind === kind) run.length++;
  else classes.push({ kind, length: 1 });
  if (kind === REMOVED || kind === SPACE) continue;
  const base = between(strip, text);
  if (base !== text && (c < HANGUL_FIRST || c > HANGUL_LAST)) stripped.push([c, base]);
  const small = between(lower, text);
  if (small !== text) lowered.push([c, small]);
}

// Canonical combining classes, as ranks. The reference reorders marks before it drops the non-spacing ones, which moves
// the offsets of the marks that stay. A rank is found by where the reference's own reordering puts a mark among marks of
// known classes; marks that the reference drops cannot be seen there, so the engine's NFD ranks those.
const ladder = [0x334, 0x16ff0, 0x93c, 0x3099, 0x94d, 0x5b0, 0x5b1, 0x5b2, 0x5b3, 0x5b4, 0x5b5, 0x5b6, 0x5b7, 0x5b8, 0x5b9, 0x5bb,
  0x5bc, 0x5bd, 0x5bf, 0x5c1, 0x5c2, 0xfb1e, 0x64b, 0x64c, 0x64d, 0x64e, 0x64f, 0x650, 0x651, 0x652, 0x670, 0x711, 0xc55, 0xc56, 0xe38,
  0xe48, 0xeb8, 0xec8, 0xf71, 0xf72, 0xf74, 0x321, 0x1dce, 0x31b, 0x1dfa, 0x316, 0x59a, 0x302e, 0x1d16d, 0x5ae, 0x301, 0x315, 0x35c,
  0x35d, 0x345].map((c) => String.fromCodePoint(c));
const swaps = (first, second) => (first + second).normalize('NFD') !== first + second;
function rankOf(text) {
  const [first] = text.normalize('NFD');
  if (!swaps('\u0345', first) && !swaps(first, '\u0334')) return 0;
  const next = ladder.findIndex((step) => !swaps(first, step));
  return next < 0 ? ladder.length : next + 1;
}
const seen = String.fromCodePoint(0x1d16d);
const reordered = (text) => strip(seen + text) === text + seen || strip(text + seen) === seen + text || text === seen || rankOf(text) === rankOf(seen);
const dropped = new Set(stripped.filter(([, base]) => base === '').map(([c]) => c));
const ranks = [];
for (let c = 0x300; c <= LAST; c++) {
  if (isSurrogate(c)) continue;
  const text = String.fromCodePoint(c), rank = rankOf(text);
  if (rank > 0 && clean(text) === text && (dropped.has(c) || reordered(text))) ranks.push([c, rank]);
}

number(classes.length);
for (const { kind, length } of classes) { bytes.push(kind); number(length); }
for (const map of [stripped, lowered]) {
  number(map.length);
  let previous = 0;
  for (const [c, to] of map) {
    const parts = [...to];
    number(c - previous);
    number(parts.length);
    for (const part of parts) signed(part.codePointAt(0) - c);
    previous = c;
  }
}
number(ranks.length);
let previous = 0;
for (const [c, rank] of ranks) { number(c - previous); number(rank); previous = c; }
writeFileSync(process.argv[2], Uint8Array.from(bytes));
console.log(`${bytes.length} bytes, ${classes.length} runs, ${stripped.length} stripped, ${lowered.length} lowered, ${ranks.length} ranks`);
