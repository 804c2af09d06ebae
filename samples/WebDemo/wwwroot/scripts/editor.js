import { byId, make } from "./dom.js";

const longText = 200_000;
const pause = 700;

/** The text on the page, editable, with answers marked behind its words. */
export class Editor {
  #text = byId("text");
  #backdrop = byId("backdrop");
  #marks = byId("marks");
  #drawn = 0;

  constructor(onInput) {
    this.#text.addEventListener("input", () => {
      this.clear();
      onInput(this.#text.value);
    });
    this.#text.addEventListener("scroll", () => this.#follow(), { passive: true });
  }

  show(text) {
    this.clear();
    this.#text.value = text;
    this.#text.scrollTop = 0;
  }

  clear() {
    this.#marks.replaceChildren();
  }

  /** Marks answers that stand in the shown text; each is { start, end, rank, isChosen }. Drawing a long text again and again is left out while work goes on. */
  mark(answers, isFinal) {
    const text = this.#text.value;
    if (!isFinal && text.length > longText && performance.now() - this.#drawn < pause) {
      return;
    }

    this.#drawn = performance.now();
    const parts = [];
    let place = 0;
    for (const answer of withoutOverlaps(answers)) {
      parts.push(text.slice(place, answer.start));
      const kind = `${answer.rank === 0 ? "best" : ""} ${answer.isChosen ? "chosen" : ""}`.trim();
      parts.push(make("mark", { className: kind }, text.slice(answer.start, answer.end)));
      place = answer.end;
    }

    // A line that ends the text takes up room in the text box, but only with something behind it here.
    parts.push(text.slice(place), "\u200b");
    this.#marks.replaceChildren(...(answers.length > 0 ? parts : []));
    this.#follow();
  }

  /** Scrolls to the best or chosen mark. */
  scrollToMark() {
    const mark = this.#marks.querySelector("mark.chosen") ?? this.#marks.querySelector("mark.best");
    if (mark) {
      const top = mark.getBoundingClientRect().top - this.#marks.getBoundingClientRect().top;
      this.#text.scrollTo({ top: Math.max(0, top - this.#text.clientHeight / 3) });
    }
  }

  /** Selects a stretch, which is also what a screen reader then reads. */
  select(start, end) {
    this.#text.focus({ preventScroll: true });
    this.#text.setSelectionRange(start, end);
  }

  #follow() {
    this.#backdrop.scrollTop = this.#text.scrollTop;
  }
}

// The better answer keeps its mark; in the order of the text.
function withoutOverlaps(answers) {
  const kept = [];
  for (const answer of [...answers].sort((a, b) => b.isChosen - a.isChosen || a.rank - b.rank)) {
    if (kept.every(other => answer.end <= other.start || answer.start >= other.end)) {
      kept.push(answer);
    }
  }

  return kept.sort((a, b) => a.start - b.start);
}
