import { byId, make } from "./dom.js";

const blockLength = 4000;

/** The copy of the text behind the text box that carries the marks; in blocks of whole lines, so that a new mark lays out one block and not a book. */
export class Marks {
  #holder = byId("marks");
  #text = null;
  #blocks = [];
  #marked = [];

  /** Whether this text is laid out already. */
  holds(text) {
    return this.#text === text;
  }

  /** Forgets the text. */
  drop() {
    this.#text = null;
    this.#blocks = [];
    this.#marked = [];
    this.#holder.replaceChildren();
  }

  /** Takes the marks away; the text stays, unseen. */
  clear() {
    for (const block of this.#marked) {
      block.element.textContent = this.#text.slice(block.start, block.end) + block.tail;
    }

    this.#marked = [];
  }

  /** Marks stretches that do not overlap, in the order of the text; each is { start, end, rank, isChosen }. */
  draw(text, stretches) {
    if (this.#text !== text) {
      this.#build(text);
    }

    this.clear();
    for (const block of this.#blocks) {
      const inside = stretches.filter(stretch => stretch.start < block.end && stretch.end > block.start);
      if (inside.length > 0) {
        block.element.replaceChildren(...this.#parts(block, inside));
        this.#marked.push(block);
      }
    }
  }

  /** How far down the best or chosen mark is, in pixels, or null. */
  get top() {
    const mark = this.#holder.querySelector("mark.chosen") ?? this.#holder.querySelector("mark.best");
    return mark && mark.getBoundingClientRect().top - this.#holder.getBoundingClientRect().top;
  }

  #build(text) {
    this.drop();
    this.#text = text;
    for (let start = 0; start < text.length || start === 0;) {
      const newline = text.indexOf("\n", start + blockLength);
      const end = newline < 0 ? text.length : newline + 1;
      // A line break at the end of all takes up room in the text box, but here only with something behind it.
      const tail = end === text.length ? "\u200b" : "";
      this.#blocks.push({ start, end, tail, element: make("div", {}, text.slice(start, end) + tail) });
      if (end === text.length) {
        break;
      }

      start = end;
    }

    this.#holder.append(...this.#blocks.map(block => block.element));
  }

  #parts(block, stretches) {
    const parts = [];
    let place = block.start;
    for (const stretch of stretches) {
      const [start, end] = [Math.max(stretch.start, block.start), Math.min(stretch.end, block.end)];
      const kind = `${stretch.rank === 0 ? "best" : ""} ${stretch.isChosen ? "chosen" : ""}`.trim();
      parts.push(this.#text.slice(place, start), make("mark", { className: kind }, this.#text.slice(start, end)));
      place = end;
    }

    parts.push(this.#text.slice(place, block.end) + block.tail);
    return parts;
  }
}
