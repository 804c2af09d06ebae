import { byId, make } from "./dom.js";

const most = 50;

/** The questions of this session, newest first; kept in the tab, gone with it. */
export class History {
  #entries = JSON.parse(sessionStorage.getItem("history") ?? "[]");
  #onAsk;

  constructor(onAsk) {
    this.#onAsk = onAsk;
    byId("forget").addEventListener("click", () => this.#keep([]));
    this.#draw();
  }

  add(question, answer) {
    this.#keep([{ question, answer }, ...this.#entries.filter(entry => entry.question !== question)].slice(0, most));
  }

  #keep(entries) {
    this.#entries = entries;
    sessionStorage.setItem("history", JSON.stringify(this.#entries));
    this.#draw();
  }

  #draw() {
    byId("history-section").hidden = this.#entries.length === 0;
    byId("history").replaceChildren(...this.#entries.map(entry => make("li", {},
      make("button", { type: "button", onclick: () => this.#onAsk(entry.question) }, entry.question, make("span", { className: "words" }, entry.answer)))));
  }
}
