import { byId, make } from "./dom.js";

/** The texts to search: a tab each, one of them shown. */
export class Documents {
  #list = [];
  #current = 0;
  #onShow;

  /** onShow is called when another text is shown. */
  constructor(onShow) {
    this.#onShow = onShow;
  }

  get current() {
    return this.#list[this.#current];
  }

  get index() {
    return this.#current;
  }

  get contexts() {
    return this.#list.map(item => item.text);
  }

  get size() {
    return this.#list.reduce((sum, item) => sum + item.text.length, 0);
  }

  get names() {
    return this.#list.map(item => item.name);
  }

  nameOf(index) {
    return this.#list[index].name;
  }

  get count() {
    return this.#list.length;
  }

  /** Adds a text and shows it; an empty one that is shown makes room for it. */
  add(name, text, questions = []) {
    // The text box knows one kind of line break, and answers are places in what it shows.
    const item = { name, text: text.replace(/\r\n?/g, "\n"), questions };
    if (this.current && this.current.text.trim() === "" && text !== "") {
      this.#list[this.#current] = item;
    } else {
      this.#list.push(item);
      this.#current = this.#list.length - 1;
    }

    this.show(this.#current);
  }

  /** Replaces everything by one text. */
  replace(name, text, questions) {
    this.#list = [];
    this.#current = 0;
    this.add(name, text, questions);
  }

  show(index) {
    this.#current = index;
    this.#draw();
    this.#onShow();
  }

  remove(index) {
    this.#list.splice(index, 1);
    if (this.#list.length === 0) {
      this.#list.push({ name: "Text 1", text: "", questions: [] });
    }

    this.show(Math.min(this.#current > index ? this.#current - 1 : this.#current, this.#list.length - 1));
  }

  #draw() {
    byId("tabs").replaceChildren(...(this.#list.length < 2 ? [] : this.#list.map((item, index) => make("li", {},
      make("button", { type: "button", "aria-current": String(index === this.#current), title: item.name, onclick: () => this.show(index) }, item.name),
      make("button", { type: "button", className: "remove", "aria-label": `Remove ${item.name}`, onclick: () => this.remove(index) }, "×")))));
  }
}
