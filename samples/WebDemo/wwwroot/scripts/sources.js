import { byId, make } from "./dom.js";
import { send } from "./server.js";
import { complain, say } from "./status.js";

/** Where texts come from besides typing: files opened or dropped, and examples. */
export class Sources {
  #page;

  /** page has add(name, text) and replace(name, text, questions). */
  constructor(page) {
    this.#page = page;
    byId("file").addEventListener("change", event => this.#open(event.target.files));
    this.#listenForDrops();
  }

  /** Lists the examples and opens the first. */
  async loadExamples() {
    const examples = await (await send("examples/examples.json")).json();
    const select = byId("examples");
    select.append(...examples.map((example, index) => make("option", { value: index }, example.name)));
    select.addEventListener("change", () => {
      const example = examples[select.value];
      select.value = "";
      return this.#openExample(example);
    });
    await this.#openExample(examples[0]);
  }

  async #openExample(example) {
    const text = await (await send(`examples/${example.file}`)).text();
    this.#page.replace(example.name, text, example.questions);
  }

  async #open(files) {
    for (const file of files) {
      say(`Reading ${file.name}…`);
      complain("");
      try {
        const response = await send(`v1/texts?name=${encodeURIComponent(file.name)}`, {
          method: "POST", body: file, headers: { "Content-Type": "application/octet-stream" },
        });
        const { name, text } = await response.json();
        say("");
        this.#page.add(name, text);
      } catch (error) {
        say("");
        complain(error.message);
      }
    }
  }

  #listenForDrops() {
    const drop = byId("editor");
    document.addEventListener("dragover", event => {
      event.preventDefault();
      drop.classList.add("dropping");
    });
    document.addEventListener("dragleave", event => event.relatedTarget === null && drop.classList.remove("dropping"));
    document.addEventListener("drop", event => {
      event.preventDefault();
      drop.classList.remove("dropping");
      this.#open(event.dataTransfer.files);
    });
  }
}
