import { drawAnswers } from "./answers.js";
import { Documents } from "./documents.js";
import { byId, count, duration, make } from "./dom.js";
import { Editor } from "./editor.js";
import { drawExplanation } from "./explanation.js";
import { History } from "./history.js";
import { loadModels } from "./models.js";
import { events, post, Problem } from "./server.js";
import { Sources } from "./sources.js";

// Up to here an answer takes a blink, and typing asks by itself; above, Enter does.
const shortText = 20_000;
const typingPause = 120;
const settled = 1500;
const worthShowing = 0.005;

const question = byId("question");
const documents = new Documents(onShow);
const editor = new Editor(onTextInput);
const history = new History(text => {
  question.value = text;
  ask(true);
});

const sources = new Sources({ add: addText, replace: replaceText, say, complain });

let answers = [];
let chosen = -1;
let running = null;
let explaining = null;
let typingTimer = 0;
let settledTimer = 0;

/** A text that was opened joins those that are there, and the question is asked again. */
function addText(name, text) {
  forget();
  documents.add(name, text);
  askSoon();
}

/** An example takes the place of everything. */
function replaceText(name, text, questions) {
  question.value = "";
  forget();
  documents.replace(name, text, questions);
  question.focus();
}

function onShow() {
  editor.show(documents.current.text);
  drawMarks(true);
  drawSize();
  drawSuggestions();
}

function onTextInput(text) {
  documents.current.text = text;
  forget();
  drawSize();
  askSoon();
}

/** Asks after a moment without typing; Enter asks at once. */
function askSoon() {
  clearTimeout(typingTimer);
  clearTimeout(settledTimer);
  if (documents.size > shortText) {
    stop();
    say("Long text: press Enter to ask.");
    return;
  }

  typingTimer = setTimeout(() => ask(false), typingPause);
}

async function ask(isMeant) {
  clearTimeout(typingTimer);
  clearTimeout(settledTimer);
  stop();
  complain("");
  if (question.value.trim() === "" || documents.contexts.every(text => text.trim() === "")) {
    forget();
    say("");
    return;
  }

  globalThis.history.replaceState(null, "", `#q=${encodeURIComponent(question.value)}`);
  const request = { asked: question.value, controller: new AbortController(), started: performance.now() };
  running = request;
  byId("cancel").hidden = false;
  byId("send").hidden = true;
  if (isMeant) {
    say("Reading…");
  }

  try {
    await follow(request, isMeant);
  } catch (error) {
    await explainFailure(error, request, isMeant);
  } finally {
    if (running === request) {
      finish();
    }
  }
}

async function follow(request, isMeant) {
  const response = await post("v1/answers/stream", requestBody(request.asked), request.controller.signal);
  for await (const event of events(response)) {
    if (running !== request) {
      return;
    }

    const { data } = event;
    const isFinal = event.name === "result";
    if (isFinal || data.answers.length > 0) {
      showAnswers(data.answers, isFinal);
    }

    if (isFinal) {
      const took = performance.now() - request.started;
      say(`${duration(took)} · ${count(data.windows, "window", "windows")} · ${count(data.tokens, "token", "tokens")}`);
      remember(request.asked, isMeant);
      refreshExplanation();
      loadModels();
    } else if (data.windows > 1) {
      byId("progress").hidden = false;
      byId("progress").value = data.windowsDone / data.windows;
      say(`Window ${data.windowsDone.toLocaleString("en")} of ${data.windows.toLocaleString("en")}. Best so far is shown.`);
    }
  }
}

async function explainFailure(error, request, isMeant) {
  if (error.name === "AbortError" || running !== request) {
    return;
  }

  if (error instanceof Problem && error.status === 429) {
    say("The server is busy; asking again.");
    await new Promise(resolve => setTimeout(resolve, 1000 * (error.retryAfter || 1)));
    if (running === request) {
      await ask(isMeant);
    }

    return;
  }

  forget();
  say("");
  complain(error instanceof Problem ? error.message : "The server does not answer. Is it still running?");
}

const requestBody = asked => ({
  model: byId("model").value || undefined,
  input: { question: asked, contexts: documents.contexts },
  options: { top: Number(byId("top").value), allowNoAnswer: byId("unanswered").checked },
});

/** Ends the work of the question that runs, on the server too. */
function stop() {
  running?.controller.abort();
  explaining?.abort();
  running = null;
  finish();
}

function finish() {
  running = null;
  byId("cancel").hidden = true;
  byId("send").hidden = false;
  byId("progress").hidden = true;
}

function showAnswers(all, isFinal) {
  const found = all.filter((answer, rank) => rank === 0 || answer.probability >= worthShowing);
  const isNew = JSON.stringify(found.map(answer => [answer.context, answer.start, answer.end])) !==
    JSON.stringify(answers.map(answer => [answer.context, answer.start, answer.end]));
  answers = found;
  chosen = isNew ? -1 : chosen;
  drawAnswers(answers, chosen, documents, choose);
  byId("empty").hidden = true;
  if (isNew || isFinal) {
    const best = answers.find(answer => !answer.isNoAnswer);
    if (isFinal && best && !answers[0].isNoAnswer && best.context !== documents.index) {
      documents.show(best.context);
    } else {
      drawMarks(isFinal);
    }

    if (answers[0] && !answers[0].isNoAnswer) {
      editor.scrollToMark();
    }
  }
}

function drawMarks(isFinal) {
  editor.mark(
    answers
      .map((answer, rank) => ({ ...answer, rank, isChosen: rank === chosen }))
      .filter(answer => !answer.isNoAnswer && answer.context === documents.index),
    isFinal);
}

function choose(rank) {
  chosen = rank;
  const answer = answers[rank];
  if (answer.context === documents.index) {
    drawMarks(true);
  } else {
    documents.show(answer.context);
  }

  drawAnswers(answers, chosen, documents, choose);
  editor.scrollToMark();
  // Focus would raise the keyboard of a phone over the very words.
  if (matchMedia("(pointer: coarse)").matches) {
    byId("editor").scrollIntoView({ block: "center" });
  } else {
    editor.select(answer.start, answer.end);
  }
}

function forget() {
  answers = [];
  chosen = -1;
  drawAnswers(answers, chosen, documents, choose);
  editor.clear();
}

function remember(asked, isMeant) {
  const best = answers[0];
  const add = () => history.add(asked, !best || best.isNoAnswer ? "The text does not say." : best.text);
  if (isMeant) {
    add();
  } else {
    settledTimer = setTimeout(add, settled);
  }
}

async function refreshExplanation() {
  explaining?.abort();
  if (!byId("explain").open || question.value.trim() === "") {
    return;
  }

  explaining = new AbortController();
  const contexts = documents.contexts;
  const names = contexts.map((_, index) => documents.nameOf(index));
  try {
    const response = await post("v1/explanations", requestBody(question.value), explaining.signal);
    drawExplanation(await response.json(), contexts, names);
  } catch (error) {
    if (error.name !== "AbortError") {
      byId("explanation").replaceChildren(make("p", { className: "problem" }, error.message));
    }
  }
}

function drawSuggestions() {
  byId("suggestions").replaceChildren(...documents.current.questions.map(text => make("li", {},
    make("button", {
      type: "button", className: "quiet", onclick: () => {
        question.value = text;
        ask(true);
      },
    }, text))));
}

function drawSize() {
  const text = documents.current.text;
  byId("size").textContent = text === "" ? "" : `${count((text.match(/\S+/g) ?? []).length, "word", "words")}`;
}

function say(text) {
  byId("status").textContent = text;
}

function complain(text) {
  byId("problem").textContent = text;
  byId("problem").hidden = text === "";
}

function listen() {
  byId("ask").addEventListener("submit", event => {
    event.preventDefault();
    ask(true);
  });
  question.addEventListener("input", event => event.isComposing || askSoon());
  question.addEventListener("compositionend", askSoon);
  byId("cancel").addEventListener("click", () => {
    stop();
    say("Cancelled.");
    question.focus();
  });
  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && running) {
      byId("cancel").click();
    }
  });
  for (const id of ["model", "top", "unanswered"]) {
    byId(id).addEventListener("change", () => ask(false));
  }

  byId("model").addEventListener("change", loadModels);
  byId("add").addEventListener("click", () => {
    forget();
    documents.add(`Text ${documents.count + 1}`, "");
    byId("text").focus();
  });
  byId("explain").addEventListener("toggle", refreshExplanation);
  byId("link").addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href);
    say("The link carries the question, not the text.");
  });
  byId("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = isDark ? "light" : "dark";
    localStorage.setItem("theme", root.dataset.theme);
  });
}

async function start() {
  listen();
  const [, linked] = location.hash.match(/^#q=(.*)$/) ?? [];
  try {
    await Promise.all([loadModels(), sources.loadExamples()]);
    if (linked) {
      question.value = decodeURIComponent(linked);
      await ask(true);
    }
  } catch (error) {
    complain(error instanceof Problem ? error.message : "The page could not be loaded whole. Is the server still running?");
  }

  document.documentElement.dataset.ready = "true";
}

await start();
