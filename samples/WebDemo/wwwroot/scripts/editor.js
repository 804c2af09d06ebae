import { byId } from "./dom.js";
import { Marks } from "./marks.js";

// Laying out more than this takes a while; what is known is shown first.
const longText = 200_000;
const breath = 50;

/** The text on the page, editable, with answers marked behind its words. */
export class Editor {
  #text = byId("text");
  #backdrop = byId("backdrop");
  #marks = new Marks();
  #kept = [];
  #places = "";
  #later = 0;
  #scrollsLater = false;

  constructor(onInput) {
    this.#text.addEventListener("input", () => {
      this.clear();
      onInput(this.#text.value);
    });
    this.#text.addEventListener("scroll", () => this.#follow(), { passive: true });
  }

  show(text) {
    this.clear();
    this.#marks.drop();
    this.#text.value = text;
    this.#text.scrollTop = 0;
  }

  clear() {
    clearTimeout(this.#later);
    this.#later = 0;
    this.#places = "";
    this.#marks.clear();
  }

  /** Marks answers that stand in the shown text; each is { start, end, rank, isChosen }. */
  mark(answers) {
    const kept = withoutOverlaps(answers);
    const places = kept.map(answer => `${answer.start}:${answer.end}:${answer.rank}:${answer.isChosen}`).join();
    if (places === this.#places) {
      return;
    }

    this.#places = places;
    this.#kept = kept;
    const text = this.#text.value;
    if (text.length <= longText || this.#marks.holds(text)) {
      this.#draw(text);
    } else if (this.#later === 0) {
      this.#later = setTimeout(() => this.#draw(text), breath);
    }
  }

  /** Scrolls to the best or chosen mark. */
  scrollToMark() {
    const top = this.#marks.top;
    this.#scrollsLater = this.#later !== 0;
    if (top !== null) {
      this.#text.scrollTo({ top: Math.max(0, top - this.#text.clientHeight / 3) });
    }
  }

  /** Selects a stretch, which is also what a screen reader then reads. */
  select(start, end) {
    this.#text.focus({ preventScroll: true });
    this.#text.setSelectionRange(start, end);
  }

  #draw(text) {
    this.#later = 0;
    if (this.#kept.length === 0) {
      this.#marks.clear();
      return;
    }

    this.#marks.draw(text, this.#kept);
    this.#follow();
    if (this.#scrollsLater) {
      this.scrollToMark();
    }
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
