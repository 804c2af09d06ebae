import { byId, count, duration, make, percent } from "./dom.js";
import { Heat } from "./heat.js";
import { drawMap } from "./map.js";

const strongest = 5;

/** Shows what an explanation holds, over the texts it was made of. */
export function drawExplanation(explanation, contexts, names) {
  const windows = explanation.windows;
  if (windows.length === 0) {
    byId("explanation").replaceChildren(make("p", { className: "note" }, "The text has no words."));
    return;
  }

  const best = explanation.result.answers.find(answer => !answer.isNoAnswer);
  const heat = new Heat(windows);
  const strip = make("div", { className: "strip", id: "strip", tabIndex: 0, role: "region", "aria-label": "Words of the window" });
  const nameOf = window => `${names.length > 1 ? `${names[window.context]}, ` : ""}${window.window + 1}`;
  const picker = make("select", { id: "window", onchange: () => show(Number(picker.value)) },
    ...windows.map((window, index) => make("option", { value: index }, nameOf(window))));
  const map = make("div", { className: "map", "aria-hidden": "true" });

  function show(index) {
    picker.value = index;
    strip.replaceChildren(...words(windows[index], contexts[windows[index].context], heat, best));
    scrollTo(strip, strip.querySelector(".in-answer"));
    drawMap(map, { windows, contexts, heat, best, shown: index, onPick: show });
  }

  const shownOf = windows.length < explanation.result.windows
    ? `the ${windows.length} strongest of ${explanation.result.windows.toLocaleString("en")}`
    : `of ${windows.length}`;
  byId("explanation").replaceChildren(
    make("div", { className: "head" },
      make("label", {}, "Window", picker, shownOf),
      make("span", { className: "legend start" }, "may start the answer"),
      make("span", { className: "legend end" }, "may end it")),
    map,
    strip,
    make("div", { className: "facts" },
      facts("Most likely first words", ranked(windows, contexts, "startLogit", heat.strongestStart)),
      facts("Most likely last words", ranked(windows, contexts, "endLogit", heat.strongestEnd)),
      facts("Time", times(explanation))));
  show(Math.max(0, windows.findIndex(window => best && window.context === best.context && window.window === best.window)));
}

// Only the strip: scrolling into view would move the page under whoever is typing.
function scrollTo(strip, word) {
  strip.scrollTop = word ? Math.max(0, word.offsetTop - strip.clientHeight / 3) : 0;
}

function words(window, text, heat, best) {
  const parts = [];
  let place = window.words[0].start;
  for (const word of window.words) {
    const isAnswer = best && window.context === best.context && word.start >= best.start && word.end <= best.end;
    parts.push(text.slice(place, word.start), make("span", {
      className: isAnswer ? "word in-answer" : "word",
      title: `start ${word.startLogit.toFixed(2)}, end ${word.endLogit.toFixed(2)}`,
      "--s": heat.ofStart(word).toFixed(3),
      "--e": heat.ofEnd(word).toFixed(3),
    }, text.slice(word.start, word.end)));
    place = word.end;
  }

  return parts;
}

function ranked(windows, contexts, logit, top) {
  // Where windows overlap a word was read twice; it counts once, with what speaks most for it.
  const best = new Map();
  for (const window of windows) {
    for (const word of window.words) {
      const key = `${window.context}:${word.start}`;
      if (!(best.get(key)?.value >= word[logit])) {
        best.set(key, { value: word[logit], words: contexts[window.context].slice(word.start, word.end) });
      }
    }
  }

  const all = [...best.values()];
  const sum = all.reduce((total, word) => total + Math.exp(word.value - top), 0);
  return all
    .sort((a, b) => b.value - a.value)
    .slice(0, strongest)
    .map(word => [word.words, percent(Math.exp(word.value - top) / sum), Math.exp(word.value - top) / sum]);
}

function times({ times: stages, result }) {
  const sum = stages.preparation + stages.model + stages.decoding + stages.merging;
  const rows = [
    ["Tokens and windows", stages.preparation],
    [`Model, ${count(result.windows, "run", "runs")} added up`, stages.model],
    ["Decoding", stages.decoding],
    ["Merging", stages.merging],
  ];
  return [...rows.map(([name, time]) => [name, duration(time), time / sum]), ["From call to result", duration(stages.total)]];
}

function facts(title, rows) {
  return make("div", {}, make("h3", {}, title), make("table", {}, make("tbody", {}, ...rows.map(row))));
}

function row([name, value, share]) {
  const bar = share === undefined ? [] : [make("span", { className: "share", "--p": share.toFixed(4), "aria-hidden": "true" })];
  return make("tr", {}, make("th", { scope: "row" }, name, ...bar), make("td", {}, value));
}
