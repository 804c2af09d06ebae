import { drawAnswers } from "./answers.js";
import { byId, percent } from "./dom.js";

const worthShowing = 0.005;

/** What was found: the list of answers and their marks in the text, kept in step. */
export class Found {
  #documents;
  #editor;
  #answers = [];
  #chosen = -1;

  constructor(documents, editor) {
    this.#documents = documents;
    this.#editor = editor;
  }

  /** The words of the best answer, or that there is none. */
  get summary() {
    const best = this.#answers[0];
    return !best || best.isNoAnswer ? "The text does not say." : best.text;
  }

  /** The same for the ear. */
  get spoken() {
    const best = this.#answers[0];
    return !best || best.isNoAnswer ? this.summary : `${best.text}, ${percent(best.probability)}. Arrow down leads to the answers.`;
  }

  show(all, isFinal) {
    const answers = all.filter((answer, rank) => rank === 0 || answer.probability >= worthShowing);
    const isNew = places(answers) !== places(this.#answers);
    this.#answers = answers;
    this.#chosen = isNew ? -1 : this.#chosen;
    this.#drawList();
    if (isNew || isFinal) {
      this.#showBest(answers[0], isFinal);
    }
  }

  clear() {
    this.#answers = [];
    this.#chosen = -1;
    this.#drawList();
    this.#editor.clear();
  }

  /** Arrow keys go from the question to the answers, through them, and back. */
  step(event, question) {
    const stops = [question, ...byId("answers").querySelectorAll("button")];
    const from = stops.indexOf(document.activeElement);
    const to = stops[from + (event.key === "ArrowDown" ? 1 : -1)];
    if (from >= 0 && to) {
      event.preventDefault();
      to.focus();
    }
  }

  /** Marks the answers that stand in the shown text. */
  drawMarks() {
    const shown = this.#answers
      .map((answer, rank) => ({ ...answer, rank, isChosen: rank === this.#chosen }))
      .filter(answer => !answer.isNoAnswer && answer.context === this.#documents.index);
    this.#editor.mark(shown);
  }

  #showBest(best, isFinal) {
    const standsElsewhere = best && !best.isNoAnswer && best.context !== this.#documents.index;
    if (isFinal && standsElsewhere) {
      this.#documents.show(best.context);
    } else {
      this.drawMarks();
    }

    if (best && !best.isNoAnswer) {
      this.#editor.scrollToMark();
    }
  }

  #choose(rank) {
    const answer = this.#answers[rank];
    this.#chosen = rank;
    if (answer.context === this.#documents.index) {
      this.drawMarks();
    } else {
      this.#documents.show(answer.context);
    }

    this.#drawList();
    this.#editor.scrollToMark();
    // Focus would raise the keyboard of a phone over the very words.
    if (matchMedia("(pointer: coarse)").matches) {
      byId("editor").scrollIntoView({ block: "center" });
    } else {
      this.#editor.select(answer.start, answer.end);
    }
  }

  #drawList() {
    drawAnswers(this.#answers, this.#chosen, this.#documents, rank => this.#choose(rank));
  }
}

const places = answers => answers.map(answer => `${answer.context}:${answer.start}:${answer.end}`).join();
