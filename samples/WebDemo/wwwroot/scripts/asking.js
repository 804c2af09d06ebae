import { events, post, Problem } from "./server.js";

/** One question at a time: a new one ends the work of the one before, on the server too. */
export class Asking {
  #running = null;
  #page;

  /** page has onStart(), onEvent(data, isFinal, milliseconds), onBusy(), onFailure(error) and onEnd(). */
  constructor(page) {
    this.#page = page;
  }

  get isRunning() {
    return this.#running !== null;
  }

  async ask(body) {
    this.stop();
    const request = { controller: new AbortController(), started: performance.now() };
    this.#running = request;
    this.#page.onStart();
    try {
      await this.#follow(request, body);
    } catch (error) {
      if (this.#running === request && error.name !== "AbortError") {
        this.#page.onFailure(error);
      }
    } finally {
      if (this.#running === request) {
        this.stop();
      }
    }
  }

  stop() {
    this.#running?.controller.abort();
    this.#running = null;
    this.#page.onEnd();
  }

  async #follow(request, body) {
    let isDone = false;
    for await (const event of events(await this.#postPatiently(request, body))) {
      if (this.#running !== request) {
        return;
      }

      if (event.name === "problem") {
        throw new Problem(event.data.status, event.data.detail);
      }

      isDone = event.name === "result";
      this.#page.onEvent(event.data, isDone, performance.now() - request.started);
    }

    if (!isDone) {
      throw new Problem(0, "The server broke off before it was done.");
    }
  }

  async #postPatiently(request, body) {
    const { signal } = request.controller;
    for (;;) {
      try {
        return await post("v1/answers/stream", body, signal);
      } catch (error) {
        if (!(error instanceof Problem) || error.status !== 429) {
          throw error;
        }

        this.#page.onBusy();
        await new Promise(resolve => setTimeout(resolve, 1000 * (error.retryAfter || 1)));
        signal.throwIfAborted();
      }
    }
  }
}
