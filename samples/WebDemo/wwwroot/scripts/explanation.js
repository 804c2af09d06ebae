import { byId, count, duration, make, percent } from "./dom.js";

// How fast colour fades below the strongest word, in logits.
const fade = 3;
const strongest = 5;

/** Shows what an explanation holds, over the texts it was made of. */
export function drawExplanation(explanation, contexts, names) {
  const windows = explanation.windows;
  if (windows.length === 0) {
    byId("explanation").replaceChildren(make("p", { className: "note" }, "The text has no words."));
    return;
  }

  const best = explanation.result.answers.find(answer => !answer.isNoAnswer);
  const maxima = { start: maximum(windows, "startLogit"), end: maximum(windows, "endLogit") };
  const strip = make("div", { className: "strip", id: "strip", tabIndex: 0, role: "region", "aria-label": "Words of the window" });
  const show = window => strip.replaceChildren(...words(window, contexts[window.context], maxima, best));
  const shown = Math.max(0, windows.findIndex(window => best && window.context === best.context && window.window === best.window));
  show(windows[shown]);

  const picker = make("select", { id: "window", onchange: event => show(windows[event.target.value]) },
    ...windows.map((window, index) => make("option", { value: index, selected: index === shown },
      `${names.length > 1 ? `${names[window.context]}, ` : ""}${window.window + 1}`)));
  const shownOf = windows.length < explanation.result.windows ? `the ${windows.length} strongest of ${explanation.result.windows}` : `of ${windows.length}`;
  byId("explanation").replaceChildren(
    make("div", { className: "head" },
      make("label", {}, "Window", picker, shownOf),
      make("span", { className: "legend start" }, "may start the answer"),
      make("span", { className: "legend end" }, "may end it")),
    strip,
    make("div", { className: "facts" },
      facts("Most likely first words", ranked(windows, contexts, "startLogit", maxima.start)),
      facts("Most likely last words", ranked(windows, contexts, "endLogit", maxima.end)),
      facts("Time", times(explanation))));
}

function words(window, text, maxima, best) {
  const parts = [];
  let place = window.words[0].start;
  for (const word of window.words) {
    const isAnswer = best && window.context === best.context && word.start >= best.start && word.end <= best.end;
    parts.push(text.slice(place, word.start), make("span", {
      className: isAnswer ? "word in-answer" : "word",
      title: `start ${word.startLogit.toFixed(2)}, end ${word.endLogit.toFixed(2)}`,
      "--s": Math.exp((word.startLogit - maxima.start) / fade).toFixed(3),
      "--e": Math.exp((word.endLogit - maxima.end) / fade).toFixed(3),
    }, text.slice(word.start, word.end)));
    place = word.end;
  }

  return parts;
}

function ranked(windows, contexts, logit, top) {
  const all = windows.flatMap(window => window.words.map(word => ({ ...word, context: window.context })));
  const sum = all.reduce((total, word) => total + Math.exp(word[logit] - top), 0);
  const seen = new Set();
  return all
    .sort((a, b) => b[logit] - a[logit])
    .filter(word => !seen.has(`${word.context}:${word.start}`) && seen.add(`${word.context}:${word.start}`))
    .slice(0, strongest)
    .map(word => [contexts[word.context].slice(word.start, word.end), percent(Math.exp(word[logit] - top) / sum)]);
}

function times({ times: stages, result }) {
  return [
    ["Tokens and windows", duration(stages.preparation)],
    [`Model, ${count(result.windows, "run", "runs")} added up`, duration(stages.model)],
    ["Decoding", duration(stages.decoding)],
    ["Merging", duration(stages.merging)],
    ["From call to result", duration(stages.total)],
  ];
}

function facts(title, rows) {
  return make("div", {}, make("h3", {}, title), make("table", {}, make("tbody", {},
    ...rows.map(([name, value]) => make("tr", {}, make("th", { scope: "row" }, name), make("td", {}, value))))));
}

function maximum(windows, logit) {
  return windows.reduce((best, window) => window.words.reduce((inner, word) => Math.max(inner, word[logit]), best), -Infinity);
}
