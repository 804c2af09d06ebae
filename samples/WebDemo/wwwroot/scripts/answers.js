import { byId, make, percent } from "./dom.js";

const around = 60;

/** Shows the list of answers; choosing one calls onChoose with its rank. */
export function drawAnswers(answers, chosen, documents, onChoose) {
  const list = byId("answers");
  const focused = [...list.children].findIndex(item => item.contains(document.activeElement));
  byId("empty").hidden = answers.length > 0;
  list.replaceChildren(...answers.map((answer, rank) => make("li", {},
    answer.isNoAnswer ? noAnswer(answer) : found(answer, rank, chosen, documents, onChoose))));

  // Drawn anew while somebody stands in it with the keyboard: there they stay.
  list.children[focused]?.querySelector("button")?.focus();
}

function found(answer, rank, chosen, documents, onChoose) {
  const text = documents.contexts[answer.context];
  const parts = [
    make("span", { className: "words" }, answer.text),
    make("span", { className: "around" }, ...sentence(text, answer)),
    likely(answer.probability),
  ];
  if (documents.count > 1) {
    parts.splice(1, 0, make("span", { className: "place" }, documents.nameOf(answer.context)));
  }

  return make("button", { type: "button", className: "answer", "aria-current": String(rank === chosen), onclick: () => onChoose(rank) }, ...parts);
}

function noAnswer(answer) {
  return make("div", { className: "none" }, make("span", { className: "words" }, "The text does not say."), likely(answer.probability));
}

function likely(probability) {
  return make("span", { className: "likely" },
    make("span", { className: "track", "aria-hidden": "true" }, make("span", { className: "fill", "--p": probability.toFixed(4) })),
    make("span", { className: "value" }, percent(probability)));
}

function sentence(text, answer) {
  const from = Math.max(0, answer.start - around);
  const to = Math.min(text.length, answer.end + around);
  const before = text.slice(from, answer.start);
  const after = text.slice(answer.end, to);
  return [
    from > 0 ? `… ${before.slice(before.search(/\s/) + 1)}` : before,
    make("b", {}, answer.text),
    to < text.length ? `${after.slice(0, Math.max(after.search(/\s\S*$/), 0))} …` : after,
  ];
}
