import { byId } from "./dom.js";

/** What the server says about a request that it did not answer. */
export class Problem extends Error {
  constructor(status, message, retryAfter) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/** Sends a request; asks for the key where the server wants one. */
export async function send(path, options = {}) {
  const key = sessionStorage.getItem("key");
  const headers = { ...options.headers, ...(key ? { "X-Api-Key": key } : {}) };
  const response = await fetch(path, { ...options, headers });
  if (response.status === 401) {
    await askForKey();
    return send(path, options);
  }

  if (!response.ok) {
    throw await problemOf(response);
  }

  return response;
}

/** Sends JSON. */
export const post = (path, body, signal) =>
  send(path, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" }, signal });

/** Reads server-sent events from a response, one by one. */
export async function* events(response) {
  let pending = "";
  for await (const part of read(response.body.pipeThrough(new TextDecoderStream()))) {
    pending += part;
    const blocks = pending.split("\n\n");
    pending = blocks.pop();
    for (const block of blocks) {
      const fields = Object.fromEntries(block.split("\n").map(line => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]));
      yield { name: fields.event, data: JSON.parse(fields.data) };
    }
  }
}

// By hand: not every browser iterates over streams.
async function* read(stream) {
  const reader = stream.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    yield part.value;
  }
}

async function problemOf(response) {
  const isProblem = response.headers.get("Content-Type")?.includes("json");
  const problem = isProblem ? await response.json() : {};
  const message = problem.detail ?? problem.title ?? `The server answered ${response.status}.`;
  return new Problem(response.status, message, Number(response.headers.get("Retry-After")));
}

function askForKey() {
  const dialog = byId("key-dialog");
  return new Promise((resolve, reject) => {
    byId("key-form").onsubmit = event => {
      event.preventDefault();
      sessionStorage.setItem("key", byId("key").value);
      dialog.onclose = null;
      dialog.close();
      resolve();
    };
    dialog.onclose = () => reject(new Problem(401, "Without the key this server does not answer."));
    if (!dialog.open) {
      dialog.showModal();
    }
  });
}
