import { byId, make } from "./dom.js";
import { drawExplanation } from "./explanation.js";
import { post } from "./server.js";

/** Fetches and shows the explanation of a question while the view is open. */
export class Explaining {
  #running = null;

  stop() {
    this.#running?.abort();
    this.#running = null;
  }

  /** names belong to the texts of the request, in their order. */
  async explain(request, names) {
    this.stop();
    if (!byId("explain").open || request.input.question.trim() === "") {
      return;
    }

    const running = new AbortController();
    this.#running = running;
    try {
      const response = await post("v1/explanations", request, running.signal);
      const explanation = await response.json();
      if (this.#running === running) {
        drawExplanation(explanation, request.input.contexts, names);
      }
    } catch (error) {
      if (error.name !== "AbortError") {
        byId("explanation").replaceChildren(make("p", { className: "problem" }, error.message));
      }
    }
  }
}
